/** A workload of each kind, with all that linters ask an application for: what is found then, a house has to answer. */
import {
  App, Application, CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker, defineHouse, existing, hardened,
} from 'charthouse';
import type { Platform } from 'charthouse';

import { freshPath } from '../../synth/support/folder';

const image = `registry.acme.example/shop:1.4.2@sha256:${'0123456789abcdef'.repeat(4)}`;

/** The folder that it is written to, in a hardened house on that platform. */
export function everyWorkload(platform: Platform): string {
  const house = defineHouse({
    name: 'acme',
    version: '1',
    extends: hardened,
    platforms: { cluster: platform },
    targets: { prod: { platform: 'cluster', environment: 'prod' } },
  });
  const app = new App({ outdir: freshPath() });
  const shop = new Application(app, 'shop', {
    target: house.target('prod'), owner: 'team-shop', createNamespace: true, defaults: { image },
  });
  const command = { exec: { command: ['/bin/alive'] } };

  const orders = new StatefulStore(shop, 'orders', {
    port: 5432,
    storage: { path: '/data', size: '10Gi' },
    writable: ['/run'],
    secrets: { '/etc/login': existing.secret('login') },
    probes: { liveness: command },
  });
  const api = new WebService(shop, 'api', {
    port: 8080,
    host: 'api.acme.example',
    connectsTo: [orders],
    scaling: { min: 3, max: 12, cpu: 70 },
    probes: { readiness: { httpGet: { path: '/ready' } }, liveness: { httpGet: { path: '/alive' } } },
  });
  new Worker(shop, 'mailer', {
    env: { API_URL: api.url }, probes: { readiness: { exec: { command: ['/bin/ready'] } }, liveness: command },
  });
  new DaemonAgent(shop, 'agent', { port: 9100, probes: { liveness: { httpGet: { path: '/alive' } } } });
  new Task(shop, 'migrate', {
    args: ['migrate'], connectsTo: [orders], job: { ttlSecondsAfterFinished: 86400 },
  });
  new CronTask(shop, 'report', { args: ['report'], schedule: '@daily', connectsTo: [orders] });
  app.synth();
  return app.outdir;
}
