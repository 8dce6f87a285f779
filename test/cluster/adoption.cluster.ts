/**
 * What the authors of public applications wrote runs; then the same application of ours is applied over it, and adopts
 * it: nothing is replaced, and never are fewer pods ready than before. Both are applied by one field manager: kubectl
 * takes over what it applied itself.
 */
import type * as Adopting from './support/adopting';

import { corporaManifests, corporaTest } from '../examples/support/corpora';
import { removeFreshPaths } from '../synth/support/folder';
import { adoptedOf, adopting } from './support/adopting';
import { Api, type KubernetesObject } from './support/api';
import { eventuallyReady } from './support/copies';
import { applicables, type Applicable } from './support/examples';
import { nameOf } from './support/made';
import { followPods, type PodGroup } from './support/ready-pods';

jest.mock('charthouse', () => {
  const { adoptive } = jest.requireActual<typeof Adopting>('./support/adopting');
  return adoptive(jest.requireActual('charthouse'));
});

const url = process.env['CHARTHOUSE_CLUSTER_URL'] ?? '';
const api = new Api(url);
const manager = 'kubectl';

/** A public application, and what of it is not adopted. */
interface Case {
  readonly example: string;
  readonly files: readonly string[];
  /** Where theirs is put: no object goes to another namespace. @default - where ours is */
  readonly namespaces?: Readonly<Record<string, string>>;
  /** Deployments that are stores with us: docs/adopt.md says how their data moves. */
  readonly stores: readonly string[];
  /** What ours has nothing of: Heapster, and what stored and showed its figures. @default - it has everything */
  readonly without?: readonly string[];
  /** What of theirs no API server of today takes. @default - it takes everything */
  readonly outdated?: readonly RegExp[];
}

const cases: readonly Case[] = [
  { example: 'online-boutique', files: ['online-boutique.yaml'], stores: ['redis-cart'] },
  { example: 'voting-app', files: ['voting-app.yaml'], stores: ['db', 'redis'] },
  {
    example: 'sock-shop',
    files: ['sock-shop-manifests.yaml', 'sock-shop-manifests-logging.yaml', 'sock-shop-autoscaling.yaml'],
    namespaces: { 'kube-system': 'logging' },
    stores: ['carts-db', 'catalogue-db', 'elasticsearch', 'orders-db', 'rabbitmq', 'session-db', 'user-db'],
    without: ['heapster', 'monitoring-grafana', 'monitoring-influxdb'],
    outdated: [/serves no ClusterRole(Binding)? of rbac.authorization.k8s.io\/v1beta1/, /queue-master---/],
  },
];

afterAll(removeFreshPaths);

function exampleOver(name: string, objects: readonly KubernetesObject[]): Applicable {
  const found = adopting(objects, () => applicables()).find((each) => each.name === name);
  if (found === undefined) throw new Error(`no example ${name}`);
  return found;
}

/** What its authors wrote, in the namespaces of ours. */
function theirsOf({ files, namespaces = {} }: Case, home: string): readonly KubernetesObject[] {
  return files.flatMap(corporaManifests).map((manifest) => {
    const { namespace = home } = manifest.metadata;
    return { ...manifest, metadata: { ...manifest.metadata, namespace: namespaces[namespace] ?? namespace } };
  });
}

async function refusals(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
  const said: string[] = [];
  for (const object of objects) {
    const { problem } = await api.apply(object, { manager });
    if (problem !== undefined) said.push(`${nameOf(object)}: ${problem}`);
  }
  return said;
}

/** Namespaces as they were before ours: nobody asked yet how restricted pods are. */
function plainNamespaces(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const names = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  return [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

/** Two agents on one machine would read the same files: one of them goes before the other comes, machine by machine. */
function awayAt({ name }: PodGroup): number {
  return name.startsWith('DaemonSet ') ? 1 : 0;
}

async function identitiesOf(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
  const answers = await Promise.all(objects.map((each) => api.get(each)));
  return answers.map(({ object }) => `${nameOf(object)} ${object.metadata.uid ?? ''}`);
}

describe.each(cases)('$example', (tried) => {
  const { example, stores, without = [], outdated = [] } = tried;
  const made: KubernetesObject[] = [];

  afterAll(async () => {
    for (const object of made) await api.remove(object);
  });

  corporaTest('adopts what its authors wrote, and says what it does not', async () => {
    const home = exampleOver(example, []).objects.find(({ kind }) => kind === 'Deployment')?.metadata.namespace ?? '';
    const theirs = theirsOf(tried, home);
    const ours = exampleOver(example, theirs);
    const namespaces = plainNamespaces([...theirs, ...ours.objects]);
    made.push(...namespaces, ...ours.objects.filter(({ metadata }) => metadata.namespace === undefined));
    expect(await refusals([...ours.offered, ...namespaces])).toEqual([]);
    const unforeseen = (await refusals(theirs)).filter((text) => !outdated.some((known) => known.test(text)));
    expect(unforeseen).toEqual([]);

    const running = theirs.filter((object) => adoptedOf(object) !== undefined);
    await eventuallyReady(api, running);
    const kept = running.filter((each) => ours.objects.some((object) => nameOf(object) === nameOf(each)));
    const others = running.filter((each) => !kept.includes(each)).map(({ metadata }) => metadata.name);
    expect(others.sort()).toEqual([...stores, ...without].sort());

    const before = await identitiesOf(kept);
    const groups = kept.map((each): PodGroup => ({
      name: nameOf(each), namespace: each.metadata.namespace ?? '', matchLabels: adoptedOf(each)?.selector ?? {},
    }));
    const pods = await followPods(url, groups);
    const ready = new Map(groups.map((group) => [group, pods.fewest(group)]));
    expect(await refusals(ours.objects)).toEqual([]);
    await eventuallyReady(api, ours.objects);
    await pods.end();

    expect(await identitiesOf(kept)).toEqual(before);
    const fewer = groups.filter((group) => pods.fewest(group) < (ready.get(group) ?? 0) - awayAt(group));
    expect(fewer.map(({ name }) => name)).toEqual([]);
    expect(Math.min(...ready.values())).toBeGreaterThan(0);
  });
});
