import { App, Application, WebService as PlainWebService, type Target } from 'charthouse';
import { manifestsOf, type Manifest } from 'charthouse/testing';
import { acme, CronTask, GrpcService, WebService } from '../lib';

/** What the tests read of a manifest. */
interface Read {
  readonly kind: string;
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly replicas?: number;
    readonly ports: readonly object[];
    readonly template: { readonly spec: { readonly containers: readonly Readonly<Record<string, unknown>>[] } };
  };
}

const read = (manifests: readonly Manifest[]): readonly Read[] => manifests as unknown as readonly Read[];

function shopOn(target: Target): Application {
  return new Application(new App(), 'shop', { target, owner: 'team-checkout' });
}

describe('the house of ACME', () => {
  it('routes through the Gateway in the cloud, and through Traefik in a store', () => {
    const kindsOn = (target: string): readonly string[] => manifestsOf(acme, (shop) => {
      new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, host: 'api.example.com', metrics: {} });
    }, { target }).map(({ kind }) => kind);

    expect(kindsOn('prod-eu')).toEqual(expect.arrayContaining(['HTTPRoute', 'PodMonitor']));
    expect(kindsOn('edge-berlin')).toContain('Ingress');
    expect(kindsOn('edge-berlin')).not.toContain('PodMonitor');
  });

  it('runs three pods of a service in the cloud, and one in a store', () => {
    const replicasOn = (target: string): unknown => read(manifestsOf(acme, (shop) => {
      new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080 });
    }, { target })).find(({ kind }) => kind === 'Deployment')?.spec.replicas;

    expect(replicasOn('prod-eu')).toBe(3);
    expect(replicasOn('edge-berlin')).toBe(1);
  });

  it('takes images from its registry, and from elsewhere only with a reason', () => {
    const shop = shopOn(acme.target('prod-eu'));
    const elsewhere = { image: 'api:1.4.2', port: 8080, registry: 'ghcr.io' };

    expect(() => new WebService(shop, 'api', elsewhere)).toThrow('locked to "registry.acme.example" by house acme');
    expect(() => new WebService(shop, 'web', { ...elsewhere, because: { registry: 'mirrored next month' } }))
      .not.toThrow();
  });

  it('gives a process between 10 and 120 seconds to end', () => {
    const shop = shopOn(acme.target('prod-eu'));

    expect(() => new WebService(shop, 'api', { image: 'api:1', port: 8080, rollout: { shutdownSeconds: 600 } }))
      .toThrow('shop/api: rollout.shutdownSeconds is bounded to at least 10 and at most 120 by house acme, got 600');
  });

  it('serves workloads that know nothing of it', () => {
    const shop = shopOn(acme.target('prod-eu'));
    const api = new PlainWebService(shop, 'api', { image: 'api:1.4.2', port: 8080 });

    expect(api.explain()).toContainEqual(expect.objectContaining({ pattern: 'costLabels', layer: 'application' }));
    expect(api.explain()).toContainEqual(expect.objectContaining({
      pattern: 'telemetry', field: 'spec.template.spec.containers[api].env[OTEL_SERVICE_NAME].value', value: 'api',
    }));
  });

  it('finds nothing to complain of in a shop of its own workloads', () => {
    const app = new App();
    const shop = new Application(app, 'shop', { target: acme.target('prod-eu'), owner: 'team-checkout' });
    const stock = new GrpcService(shop, 'stock', { image: 'stock:1.0.0', port: 9000 });
    new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, env: { STOCK: stock.address }, metrics: {} });
    new CronTask(shop, 'report', { image: 'report:1.0.0', schedule: '@daily' });

    expect(app.findings()).toEqual([]);
  });
});

describe('a GrpcService', () => {
  const manifests = read(manifestsOf(acme, (shop) => {
    new GrpcService(shop, 'stock', {
      image: 'stock:1.0.0', port: 9000, owner: 'team-stock', scaling: { max: 6 }, host: 'stock.example.com',
    });
  }));
  const only = (kind: string): Read | undefined => manifests.find((each) => each.kind === kind);

  it('is probed by the health service of gRPC', () => {
    const [container] = only('Deployment')?.spec.template.spec.containers ?? [];

    expect(container).toMatchObject({
      ports: [{ name: 'grpc', containerPort: 9000 }],
      readinessProbe: { grpc: { port: 9000 } },
      startupProbe: { grpc: { port: 9000 } },
    });
    expect(container).not.toHaveProperty('livenessProbe');
  });

  it('says that its port speaks HTTP/2', () => {
    expect(only('Service')?.spec.ports).toMatchObject([{ name: 'grpc', appProtocol: 'kubernetes.io/h2c' }]);
  });

  it('is served by every pattern that serves a WebService', () => {
    const kinds = manifestsOf(acme, (shop) => {
      new WebService(shop, 'stock', {
        image: 'stock:1.0.0', port: 9000, scaling: { max: 6 }, host: 'stock.example.com',
      });
    }).map(({ kind }) => kind);

    expect(manifests.map(({ kind }) => kind)).toEqual(kinds);
    expect(only('Deployment')?.metadata.labels).toHaveProperty(['acme.dev/cost-center'], 'team-stock');
  });
});

describe("the types of ACME's workloads", () => {
  const shop = shopOn(acme.target('prod-eu'));

  it("take the keys of ACME's patterns", () => {
    const props = { image: 'api:1.4.2', port: 8080, telemetry: { samplePercent: 1 }, costLabels: { center: 'cc-1' } };

    expect(new WebService(shop, 'bound', props).workloadName).toBe('bound');
    expect(new GrpcService(shop, 'grpc', props).workloadName).toBe('grpc');
    expect(() => new PlainWebService(shop, 'plain', {
      image: 'api:1.4.2',
      port: 8080,
      // @ts-expect-error: the library's own WebService knows nothing of it, though the house takes it
      telemetry: { samplePercent: 1 },
    })).not.toThrow();
    // @ts-expect-error: an agent beside what runs to an end
    expect(() => new CronTask(shop, 'job', { image: 'a:1', schedule: '@daily', telemetry: {} })).toThrow('telemetry');
  });

  it("take defaults and reasons for ACME's keys", () => {
    const target = acme.target('edge-berlin');
    const quiet = new Application(new App(), 'quiet', { target, defaults: { telemetry: false } });
    const api = new WebService(quiet, 'api', { image: 'api:1.4.2', port: 8080, because: { telemetry: 'none needed' } });

    expect(api.explain().filter(({ pattern }) => pattern === 'telemetry')).toEqual([]);
  });

  it("know ACME's targets", () => {
    // @ts-expect-error: no such target
    expect(() => acme.target('prod-us')).toThrow("did you mean 'prod-eu'?");
  });
});
