/** One web service as three programs make it: of cdk8s-plus with its defaults, of ours, and of ours hardened. */
import { App, Chart } from 'cdk8s';
import { Deployment, Probe } from 'cdk8s-plus-34';
import { App as OurApp, Application, WebService, defineHouse, hardened, k3s } from 'charthouse';

import { freshPath } from '../../synth/support/folder';

const image = 'registry.acme.example/api:1.4.2';
const port = 8080;
const host = 'api.acme.example';
const probes = { readiness: '/ready', liveness: '/alive' };

/** A Deployment, a Service and an Ingress; the folder that it is written to. */
export function byCdk8sPlus(): string {
  const app = new App({ outdir: freshPath() });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const deployment = new Deployment(chart, 'api', {
    containers: [{
      image,
      portNumber: port,
      readiness: Probe.fromHttpGet(probes.readiness),
      liveness: Probe.fromHttpGet(probes.liveness),
    }],
  });
  deployment.exposeViaIngress('/', { ports: [{ port }] });
  app.synth();
  return app.outdir;
}

const platforms = { k3s: k3s() };
const targets = { prod: { platform: 'k3s', environment: 'prod' } };
const houses = {
  own: defineHouse({ name: 'acme', version: '1', platforms, targets }),
  hardened: defineHouse({ name: 'acme', version: '1', extends: hardened, platforms, targets }),
};

/** The same by a WebService. */
export function byCharthouse(house: keyof typeof houses): string {
  const app = new OurApp({ outdir: freshPath() });
  const shop = new Application(app, 'shop', { target: houses[house].target('prod') });
  const probe = (path: string): object => ({ httpGet: { path } });
  new WebService(shop, 'api', {
    image,
    port,
    host,
    probes: { readiness: probe(probes.readiness), liveness: probe(probes.liveness) },
  });
  app.synth();
  return app.outdir;
}
