/** Examples in namespaces of their own: many side by side, of which a test changes what it likes. */
import type { Api, KubernetesObject } from './api';
import { applicables } from './examples';
import { eventually } from './eventually';
import { nameOf } from './made';
import { notYet } from './state';

/** An example in namespaces of its own. */
export interface Copy {
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
  /** What its platforms offer. */
  readonly offered: readonly KubernetesObject[];
}

/** What pods need to be ready, beside what makes and scales them. */
const alwaysThere = ['Namespace', 'ServiceAccount', 'PersistentVolumeClaim'];

/**
 * A copy of every example, with its objects of these kinds; `prefix` begins its namespaces. What no namespace holds is
 * left out: it would be shared, and no pod waits for it.
 */
export function copies(prefix: string, kinds: readonly string[], all = applicables()): readonly Copy[] {
  return all.map(({ name, objects, offered, namespaces }, index) => {
    const renamed = (namespace: string): string => `${prefix}-${index}-${namespace}`;
    const copied = [...namespaces, ...objects].filter(({ kind }) => [...alwaysThere, ...kinds].includes(kind))
      .flatMap((object) => inNamespace(object, renamed));
    return { name, objects: copied, offered };
  });
}

function inNamespace(object: KubernetesObject, renamed: (namespace: string) => string): readonly KubernetesObject[] {
  const { kind, metadata } = object;
  if (kind === 'Namespace') return [{ ...object, metadata: { ...metadata, name: renamed(metadata.name) } }];
  if (metadata.namespace === undefined) return [];
  return [withoutNodePorts({ ...object, metadata: { ...metadata, namespace: renamed(metadata.namespace) } })];
}

/** A port of the nodes is there once a cluster, and another copy of the Service may not be gone yet. */
function withoutNodePorts(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Service') return object;
  const { ports, ...spec } = object.spec as { readonly ports?: readonly Readonly<Record<string, unknown>>[] };
  if (ports === undefined) return object;
  return { ...object, spec: { ...spec, ports: ports.map(({ nodePort: _, ...port }) => port) } };
}

/** Applies what the copies are made of, and waits until all of it is ready. */
export async function applyCopies(api: Api, all: readonly Copy[]): Promise<void> {
  await Promise.all(all.map(async ({ name, objects, offered }) => {
    for (const object of [...offered, ...objects]) {
      const { problem } = await api.apply(object);
      if (problem !== undefined) throw new Error(`${name}: ${nameOf(object)}: ${problem}`);
    }
  }));
  await eventuallyReady(api, all.flatMap(({ objects }) => objects));
}

interface Waiting {
  readonly object: KubernetesObject;
  readonly state: string | undefined;
}

/** Waits until all of the objects do what they are there for. Throws with those that do not. */
export async function eventuallyReady(api: Api, objects: readonly KubernetesObject[], seconds = 120): Promise<void> {
  let waiting = objects.map((object): Waiting => ({ object, state: 'was not asked' }));
  await eventually('all is ready', async () => {
    const asked = waiting.map(async ({ object }) => ({ object, state: await notYet(api, object) }));
    waiting = (await Promise.all(asked)).filter(({ state }) => state !== undefined);
    return waiting.length === 0;
  }, {
    // Often enough for hundreds of objects, on a machine that has to do what is waited for.
    every: 1000,
    seconds,
    told: () => Promise.resolve(waiting.map(({ object, state }) => `${nameOf(object)} ${state ?? ''}`).join('\n')),
  });
}

/** Removes their namespaces, and does not wait until they are gone. */
export async function removeCopies(api: Api, all: readonly Copy[]): Promise<void> {
  for (const object of all.flatMap(({ objects }) => objects)) if (object.kind === 'Namespace') await api.remove(object);
}
