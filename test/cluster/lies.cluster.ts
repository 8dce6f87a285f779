/** A platform that says more than is true is found: the cluster has what a truthful one says, and no more. */
import { ApiObject } from 'cdk8s';
import { App, Application, StatefulStore, WebService, Worker, defineHouse, generic, k3s } from 'charthouse';
import type { GatewayEdge, Platform } from 'charthouse';

import { Api, type KubernetesObject } from './support/api';
import { complaintsIn } from './support/complaints';
import { eventually } from './support/eventually';
import { madeIn } from './support/made';
import { must } from './support/admission';
import { offeredBy } from './support/offered';
import { notYet } from './support/state';
import { noWayIn } from './support/ways-in';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');

/** What is said falsely, by whom it is believed, and what the cluster says of it. */
interface Lie {
  readonly what: string;
  readonly platform: Platform;
  readonly build: (application: Application) => void;
  /** The object that does not become what it is there for. */
  readonly victim: string;
  readonly found: RegExp;
}

const image = 'a:1';
const web = (application: Application): void => {
  new WebService(application, 'web', { image, port: 8080, host: 'web.example.com' });
};

const lies: readonly Lie[] = [
  {
    what: 'a storage class',
    platform: k3s({ storage: { standard: { storageClassName: 'no-such-storage' } }, offers: {} }),
    build: (application) => {
      const storage = { path: '/data', size: '1Gi' };
      new StatefulStore(application, 'store', { image, port: 5432, user: 1000, storage });
    },
    victim: 'StatefulSet',
    found: /PersistentVolumeClaim data-store-0: storageclass.* "no-such-storage" not found/,
  },
  {
    what: 'a priority class',
    platform: generic({ offers: { priorityClasses: ['no-such-priority'] } }),
    build: (application) => {
      new Worker(application, 'worker', { image, priorityClassName: 'no-such-priority' });
    },
    victim: 'Deployment',
    found: /no PriorityClass with name no-such-priority was found/,
  },
  {
    what: 'a runtime class',
    platform: generic({ offers: { runtimeClasses: ['no-such-runtime'] } }),
    build: (application) => {
      new Worker(application, 'worker', { image, runtimeClassName: 'no-such-runtime' });
    },
    victim: 'Deployment',
    found: /RuntimeClass "no-such-runtime" not found/,
  },
];

const ways: readonly Omit<Lie, 'build'>[] = [
  {
    what: 'an ingress class',
    platform: k3s({ edge: { kind: 'ingress', className: 'no-such-class', trafficFrom: [{ cidr: '10.0.0.0/8' }] } }),
    victim: 'Ingress',
    found: /no IngressClass no-such-class/,
  },
  {
    what: 'a Gateway',
    platform: withGateway({ name: 'no-such-gateway', namespace: 'gateway-system' }),
    victim: 'HTTPRoute',
    found: /no Gateway gateway-system\/no-such-gateway/,
  },
  {
    what: 'a listener of its Gateway',
    platform: withGateway({ name: 'public', namespace: 'gateway-system', sectionName: 'no-such-listener' }),
    victim: 'HTTPRoute',
    found: /Gateway gateway-system\/public has no listener no-such-listener/,
  },
];

function withGateway(gateway: GatewayEdge['gateway']): Platform {
  return generic({ edge: { kind: 'gateway', gateway, trafficFrom: [{ cidr: '10.0.0.0/8' }] } });
}

/** The objects of an application on a platform, in a namespace of their own. */
function objectsOn(platform: Platform, name: string, build: Lie['build']): readonly KubernetesObject[] {
  const targets = { cluster: { platform: 'platform', environment: 'test' } } as const;
  const house = defineHouse({ name: 'liar', version: '1', platforms: { platform }, targets });
  const app = new App();
  build(new Application(app, name, { target: house.target('cluster') }));
  // Nobody but the cluster can know better.
  expect(app.findings().filter(({ severity }) => severity === 'error')).toEqual([]);
  return madeIn(app).map(({ object }) => object);
}

const namespaces: KubernetesObject[] = [];

beforeAll(async () => {
  for (const platform of [generic(), k3s()]) for (const object of offeredBy(platform)) await must(api, object);
});

afterAll(async () => {
  for (const namespace of namespaces) await api.remove(namespace);
});

/** Applies the objects into a fresh namespace, and says what the server has against them. */
async function refusals(name: string, objects: readonly KubernetesObject[]): Promise<readonly string[]> {
  const namespace: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
  namespaces.push(namespace);
  await must(api, namespace);
  const said: string[] = [];
  for (const object of objects) said.push(...[(await api.apply(object)).problem ?? []].flat());
  return said;
}

describe('a platform that says falsely that it has', () => {
  test.each(lies)('$what: who asks for it never gets ready, by its name', async (lie) => {
    const { what, platform, build, victim, found } = lie;
    const name = `liar-${what.split(' ').at(-2) ?? ''}`;
    const objects = objectsOn(platform, name, build);
    expect(await refusals(name, objects)).toEqual([]);
    const complaints = async (): Promise<string> => (await complaintsIn(api, name)).join('\n');
    await eventually(`somebody complains of ${what}`, async () => found.test(await complaints()), { told: complaints });
    const waiting = objects.filter(({ kind }) => kind === victim).map((object) => notYet(api, object));
    expect(await Promise.all(waiting)).toEqual([expect.stringMatching(/^0 ready/)]);
  });

  test.each(ways)('$what: nobody gets in, by its name', async ({ what, platform, victim, found }) => {
    const name = `liar-${what.split(' ')[1]?.toLowerCase() ?? ''}`;
    const objects = objectsOn(platform, name, web);
    expect(await refusals(name, objects)).toEqual([]);
    const closed = objects.filter(({ kind }) => kind === victim).map((object) => noWayIn(api, object));
    expect(await Promise.all(closed)).toEqual([expect.stringMatching(found)]);
  });

  test('a kind of custom resources: the server has none of it, by its name', async () => {
    const platform = generic({ offers: { apiGroups: ['no-such-group.example.com'] } });
    const objects = objectsOn(platform, 'liar-kind', (application) => {
      new ApiObject(application, 'thing', { apiVersion: 'no-such-group.example.com/v1', kind: 'Thing' });
    });
    expect(await refusals('liar-kind', objects)).toEqual([
      'the cluster serves no Thing of no-such-group.example.com/v1',
    ]);
  });
});

test('on platforms that tell the truth, everybody gets in', async () => {
  for (const [index, platform] of [generic(), k3s()].entries()) {
    const objects = objectsOn(platform, `honest-${index}`, web);
    const closed = await Promise.all(objects.map((object) => noWayIn(api, object)));
    expect(closed.filter((each) => each !== undefined)).toEqual([]);
  }
});
