import { App, Application, WebService, Worker, defineHouse, definePattern, generic } from '../../lib';
import type { Manifest } from '../../lib/model/kubernetes/types';

/** A house that adds a container of its own to each pod. */
const agent = definePattern({
  name: 'agent',
  fits: [],
  apply: (draft) => { draft.add('containers', 'agent', { role: 'sidecar', props: { image: 'agent:1' } }); },
});
const house = defineHouse({
  name: 'acme',
  version: '1',
  platforms: { generic: generic() },
  targets: { prod: { platform: 'generic', environment: 'prod' } },
  patterns: [agent],
});

interface PodContainer {
  readonly name: string;
  readonly command?: readonly string[];
  readonly env?: readonly { readonly name: string }[];
  readonly resources: { readonly requests: Readonly<Record<string, string>> };
  readonly volumeMounts: readonly { readonly mountPath: string }[];
  readonly livenessProbe?: object;
}

const defaults = {
  command: ['run'],
  env: { LEVEL: 'info' },
  volumes: { ca: { path: '/ca', configMap: { name: 'ca' } } },
  probes: { liveness: { httpGet: { path: '/alive' } } },
  resources: { requests: { cpu: '20m' } },
} as const;

function containers(): Readonly<Record<string, PodContainer>> {
  const app = new App();
  const shop = new Application(app, 'shop', { target: house.target('prod'), defaults });
  const api = new WebService(shop, 'api', {
    image: 'api:1',
    port: 8080,
    sidecars: { proxy: { image: 'proxy:1' } },
    initContainers: { migrate: { image: 'api:1' } },
  });
  const spec = (api.object('Deployment').toJson() as Extract<Manifest, { kind: 'Deployment' }>).spec?.template.spec;
  const all = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])] as unknown as readonly PodContainer[];
  return Object.fromEntries(all.map((container) => [container.name, container]));
}

describe('defaults of an Application', () => {
  const { api, proxy, migrate, agent: injected } = containers();

  test('say what the main container is, and that of no other', () => {
    expect(api?.command).toEqual(['run']);
    for (const other of [proxy, migrate, injected]) {
      expect(other).not.toHaveProperty('command');
      expect(other).not.toHaveProperty('livenessProbe');
      expect(other?.volumeMounts.map(({ mountPath }) => mountPath)).not.toContain('/ca');
    }
    expect(api?.volumeMounts.map(({ mountPath }) => mountPath)).toContain('/ca');
  });

  test('say how every container runs', () => {
    for (const each of [api, proxy, migrate, injected]) expect(each?.resources.requests['cpu']).toBe('20m');
  });

  test('give variables to containers that the application states, and to none that a pattern adds', () => {
    for (const stated of [api, proxy, migrate]) expect(stated?.env).toEqual([{ name: 'LEVEL', value: 'info' }]);
    expect(injected).not.toHaveProperty('env');
  });
});

describe('the order in which containers start', () => {
  const names = (props: object): Readonly<Record<string, readonly string[]>> => {
    const shop = new Application(new App(), 'shop', { target: house.target('prod') });
    const worker = new Worker(shop, 'mailer', { image: 'mailer:1', ...props });
    const { initContainers = [], containers: running = [] } =
      (worker.object('Deployment').toJson() as Extract<Manifest, { kind: 'Deployment' }>).spec?.template.spec ?? {};
    return Object.fromEntries(Object.entries({ initContainers, containers: running })
      .map(([list, items]) => [list, items.map(({ name, restartPolicy }) =>
        restartPolicy === undefined ? name : `${name} (${restartPolicy})`)]));
  };
  const image = 'beside:1';

  test('is that of the props: init containers, then sidecars, then the main one and those beside it', () => {
    expect(names({
      sidecars: { zipkin: { image }, envoy: { image } },
      containers: { writer: { image }, cleaner: { image } },
      initContainers: { wait: { image }, migrate: { image }, check: { image } },
    })).toEqual({
      initContainers: ['wait', 'migrate', 'check', 'zipkin (Always)', 'envoy (Always)', 'agent (Always)'],
      containers: ['mailer', 'writer', 'cleaner'],
    });
  });

  test('begins with the sidecars that the init containers need', () => {
    expect(names({
      sidecars: { envoy: { image }, 'sql-proxy': { image, startsFirst: true }, vault: { image, startsFirst: true } },
      initContainers: { migrate: { image } },
    }).initContainers).toEqual(['sql-proxy (Always)', 'vault (Always)', 'migrate', 'envoy (Always)', 'agent (Always)']);
  });
});

test('labels of pods that run already go before ours', () => {
  const app = new App();
  const shop = new Application(app, 'shop', { target: house.target('prod') });
  const worker = new Worker(shop, 'mailer', {
    image: 'mailer:1',
    adopt: { selector: { app: 'mail' }, labels: { 'app.kubernetes.io/name': 'mail' } },
  });
  expect(worker.object('Deployment').toJson()).toMatchObject({
    spec: {
      selector: { matchLabels: { app: 'mail' } },
      template: {
        metadata: { labels: { app: 'mail', 'app.kubernetes.io/name': 'mail', 'charthouse.dev/workload': 'mailer' } },
      },
    },
  });
});
