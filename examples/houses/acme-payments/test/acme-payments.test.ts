import { App, Application, peer } from 'charthouse';
import { allowedTraffic, manifestsOf, trafficText } from 'charthouse/testing';
import { GrpcService as GrpcServiceOfAcme, acme } from '@acme/house';
import { StatefulStore, WebService, payments } from '../lib';
import './matchers';

/** A service that takes payments, and the store of its ledger. */
class Checkout {
  public readonly app = new App();
  public readonly application = new Application(this.app, 'checkout', {
    target: payments.target('pci-eu'), owner: 'team-payments',
  });

  public readonly ledger = new StatefulStore(this.application, 'ledger', {
    image: 'postgres:17.2', port: 5432, user: 999, storage: { path: '/data', size: '20Gi' }, telemetry: false,
  });

  public readonly api = new WebService(this.application, 'api', {
    image: 'checkout:3.1.0',
    port: 8080,
    host: `api.${this.application.target.domain}`,
    env: { LEDGER: this.ledger.address },
  });
}

const service = { image: 'api:1.0.0', port: 8080 };

describe('the house for payments', () => {
  const { app, api, ledger } = new Checkout();

  it('has the targets of ACME besides its own, and the patterns that it did not replace', () => {
    expect(payments.targets.map(({ name }) => name)).toEqual(['prod-eu', 'edge-berlin', 'pci-eu']);
    expect(app).toHaveObject('Deployment', 'api', {
      metadata: { namespace: 'payments', labels: { 'acme.dev/cost-center': 'team-payments' } },
    });
    expect(() => {
      // @ts-expect-error: neither house has it
      payments.target('pci-us');
    }).toThrow("did you mean 'pci-eu'?");
  });

  it('takes images from a registry of its own, and says in each report why', () => {
    expect(app).toHaveObject('Deployment', 'api', {
      spec: { template: { spec: { containers: [{ image: 'registry.pci.acme.example/checkout:3.1.0' }] } } },
    });
    expect(app.report().left).toEqual([
      expect.objectContaining({ path: 'house acme-payments', field: 'registry', setBy: 'house acme' }),
    ]);
    const from = (registry: string) => () =>
      new WebService(new Checkout().application, 'web', { ...service, registry });

    expect(from('registry.acme.example')).toThrow('locked to "registry.pci.acme.example" by house acme-payments');
    expect(from('registry.pci.acme.example')).not.toThrow();
  });

  it('gives a process 30 to 60 seconds to end, of the 10 to 120 that ACME allows', () => {
    const ending = (shutdownSeconds: number) => () =>
      new WebService(new Checkout().application, 'web', { ...service, rollout: { shutdownSeconds } });

    expect(ending(60)).not.toThrow();
    expect(ending(90)).toThrow('bounded to at least 30 and at most 60 by house acme-payments, got 90');
    expect(ending(5)).toThrow('bounded to at least 10 and at most 120 by house acme, got 5');
    expect(app).toHaveObject('Deployment', 'api', {
      // 20 that its gateway needs to hear of it, and 45.
      spec: { template: { spec: { terminationGracePeriodSeconds: 65 } } },
    });
  });

  it('sends traces through an agent that scrubs them', () => {
    const agent = { name: 'telemetry-agent', args: ['--redact=card-numbers'] };

    expect(app).toHaveObject('Deployment', 'api', { spec: { template: { spec: { initContainers: [agent] } } } });
    const podLabels = { 'app.kubernetes.io/name': 'scrubber' };
    const collector = { 'app.kubernetes.io/name': 'collector' };

    expect(app).toAllowTraffic(api, peer({
      namespace: 'payments-observability', name: 'scrubber', port: 4317, podLabels,
    }));
    expect(app).not.toAllowTraffic(api, { namespace: 'observability', labels: collector });
    expect(ledger).toHaveObject('StatefulSet', { spec: { template: { spec: { initContainers: undefined } } } });
  });

  it('lets through exactly what is meant', () => {
    const dns = 'kube-system/(k8s-app=kube-dns): 53/TCP, 53/UDP';

    expect(allowedTraffic(app).map(trafficText)).toEqual([
      `payments/api -> ${dns}`,
      'payments/api -> payments-observability/(app.kubernetes.io/name=scrubber): 4317/TCP',
      'payments/api -> payments/ledger: 5432/TCP',
      `payments/ledger -> ${dns}`,
      'payments-edge/* -> payments/api: 8080/TCP',
    ].sort());
  });

  it('is admitted under "restricted", and leaves nothing to be found', () => {
    expect(app).toBeAdmittedUnder('restricted');
    expect(app).toHaveNoFindings();
  });

  it('keeps the defaults of its month', () => {
    expect(payments.compat).toBe('2026-11');
    expect(acme.compat).toBeUndefined();
  });

  it("runs the classes of ACME's house, with its own rules", () => {
    const { application } = new Checkout();
    new GrpcServiceOfAcme(application, 'fraud', { image: 'fraud:1.0.0', port: 9000, telemetry: { samplePercent: 1 } });

    expect(application).toHaveObject('Deployment', 'fraud', {
      spec: { template: { spec: { initContainers: [{ args: ['--redact=card-numbers'] }] } } },
    });
  });

  it('changes nothing for those who stay with ACME', () => {
    const manifests = manifestsOf(acme, (shop) => { new GrpcServiceOfAcme(shop, 'fraud', service); });

    expect(manifests).toHaveObject('Deployment', 'fraud', {
      spec: { template: { spec: { containers: [{ image: 'registry.acme.example/api:1.0.0' }] } } },
    });
  });
});
