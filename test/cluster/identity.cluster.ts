/**
 * Every example is applied, and then the same after a refactoring, and after another: nothing is refused, nothing is
 * replaced, and pods are new only where their template says something else.
 */
import type * as Versions from './support/versions';

import { removeFreshPaths } from '../synth/support/folder';
import { Api, type KubernetesObject } from './support/api';
import { copies, removeCopies, type Copy } from './support/copies';
import { eventually } from './support/eventually';
import { applicables } from './support/examples';
import { nameOf } from './support/made';
import { refactored, type Refactoring } from './support/versions';

jest.mock('charthouse', () => {
  const { refactorable } = jest.requireActual<typeof Versions>('./support/versions');
  return refactorable(jest.requireActual('charthouse'));
});

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');
const refactorings: readonly Refactoring[] = ['wrapped', 'reordered', 'sibling', 'other-defaults', 'labelled'];
const steps = refactorings.map((refactoring, index) => ({ refactoring, before: refactorings[index - 1] ?? 'none' }));

function versionOf(refactoring: Refactoring): readonly Copy[] {
  // By name: an Application may be built before another one now.
  const all = [...applicables((build) => refactored(refactoring, build))]
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  return copies('identity', all.flatMap(({ objects }) => objects.map(({ kind }) => kind)), all);
}

const versions = new Map((['none', ...refactorings] as const).map((each) => [each, versionOf(each)]));

/** By name: what is in the cluster under the same one is the same object. */
function objectsOf(refactoring: Refactoring): ReadonlyMap<string, KubernetesObject> {
  const all = versions.get(refactoring) ?? [];
  return new Map(all.flatMap(({ objects }) => objects).map((object) => [nameOf(object), object]));
}

/** Applies a version, and says what the server refuses. */
async function refusals(refactoring: Refactoring): Promise<readonly string[]> {
  const all = await Promise.all((versions.get(refactoring) ?? []).map(async ({ objects, offered }) => {
    const said: string[] = [];
    for (const object of [...offered, ...objects]) {
      const { problem } = await api.apply(object);
      if (problem !== undefined) said.push(`${nameOf(object)}: ${problem}`);
    }
    return said;
  }));
  return all.flat();
}

interface Kept {
  readonly uid: string;
  /** What its pods have been made of. */
  readonly revisions: string;
}

interface Owned {
  readonly ownerReferences?: readonly { readonly uid: string }[];
}

/** What the cluster has of these objects, by name. */
async function live(objects: readonly KubernetesObject[]): Promise<ReadonlyMap<string, KubernetesObject>> {
  const kinds = new Map(objects.map(({ apiVersion, kind }) => [`${apiVersion} ${kind}`, { apiVersion, kind }]));
  const lists = await Promise.all([...kinds.values()].map(({ apiVersion, kind }) => api.list(apiVersion, kind)));
  return new Map(lists.flat().map((object) => [nameOf(object), object]));
}

async function inCluster(objects: readonly KubernetesObject[]): Promise<ReadonlyMap<string, Kept>> {
  const revisions = [
    ...await api.list('apps/v1', 'ReplicaSet'), ...await api.list('apps/v1', 'ControllerRevision'),
  ];
  const namesOf = (uid: string): readonly string[] => revisions.filter(({ metadata }) =>
    (metadata as Owned).ownerReferences?.some((owner) => owner.uid === uid)).map(({ metadata }) => metadata.name);
  const found = [...await live(objects)].map(([name, { metadata: { uid = '' } }]): [string, Kept] =>
    [name, { uid, revisions: [...namesOf(uid)].sort().join() }]);
  return new Map(found);
}

/** Waits until the controllers have seen what they are to do. */
async function observed(objects: readonly KubernetesObject[]): Promise<void> {
  const controlled = objects.filter(({ kind }) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind));
  await eventually('all is seen by its controllers', async () =>
    [...(await live(controlled)).values()].every(({ metadata, status }) => {
      const { observedGeneration } = (status ?? {}) as { readonly observedGeneration?: number };
      return observedGeneration === metadata.generation;
    }));
}

/** The pod template, as bytes. */
function templateOf(object: KubernetesObject | undefined): string | undefined {
  return JSON.stringify((object?.spec as { readonly template?: unknown } | undefined)?.template);
}

beforeAll(async () => {
  expect(await refusals('none')).toEqual([]);
  await observed([...objectsOf('none').values()]);
});

afterAll(async () => {
  await removeCopies(api, versions.get('none') ?? []);
  removeFreshPaths();
});

describe.each(steps)('$before, then $refactoring', ({ refactoring, before }) => {
  const earlier = objectsOf(before);
  const later = objectsOf(refactoring);
  const kept = [...earlier.keys()].filter((name) => later.has(name));

  test('every object is there under its name', () => {
    // A Job that ran is not run again: where its template says something else, it is another Job.
    const gone = [...earlier.values()].filter((object) => !later.has(nameOf(object)) && object.kind !== 'Job');
    expect(gone.map(nameOf).filter((name) => !name.includes('added-beside'))).toEqual([]);
    expect(kept.length).toBeGreaterThan(300);
  });

  test('it is taken in place, and pods are new just where their template is', async () => {
    const was = await inCluster([...earlier.values()]);
    expect(await refusals(refactoring)).toEqual([]);
    await observed([...later.values()]);
    const is = await inCluster([...earlier.values()]);
    expect(kept.filter((name) => is.get(name)?.uid !== was.get(name)?.uid)).toEqual([]);
    const renewed = kept.filter((name) => is.get(name)?.revisions !== was.get(name)?.revisions);
    const different = kept.filter((name) => templateOf(later.get(name)) !== templateOf(earlier.get(name)));
    expect(renewed).toEqual(different);
    // Of these, only a label is said of pods too.
    expect(different.length > 0).toBe(refactoring === 'labelled');
  });
});
