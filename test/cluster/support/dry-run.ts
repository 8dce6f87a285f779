/** What a server says of the objects of a tree, of which it keeps nothing, and of the pods in their own namespaces. */
import type { App } from 'charthouse';

import { stops } from '../../../lib/synth/findings-error';
import { must } from './admission';
import type { Api, KubernetesObject } from './api';
import { lessRestricted, warnedOf } from './examples';
import { inBatches } from './in-batches';
import { madeBy, madeIn, type Made } from './made';
import { podOf } from './pod-of';
import { noWayIn } from './ways-in';

/** What was tried. */
export interface DryRun {
  /** How many objects and pods. */
  readonly tried: number;
  /** What the server refuses or warns of, by object and construct. */
  readonly problems: readonly string[];
  /** Takes away what the objects count on: namespaces, and accounts in them. */
  remove(): Promise<void>;
}

/** Tries every object of a tree, in namespaces of its own that begin with `prefix`. */
export async function dryRun(api: Api, app: App, prefix: string): Promise<DryRun> {
  expect(app.findings().filter(stops)).toEqual([]);
  const all = madeIn(app).map((made): Made => ({ ...made, object: moved(made.object, prefix) }));
  const own = all.map(({ object }) => object).filter(({ kind }) => kind === 'Namespace');
  const made = new Set(own.map(({ metadata }) => metadata.name));
  const used = new Set(madeIn(app).flatMap(({ object }) => object.metadata.namespace ?? []));
  const others = [...used].filter((name) => !made.has(`${prefix}-${name}`)).map((name) => namespaceOf(name, prefix));
  const namespaces = [...own, ...others];
  for (const namespace of namespaces) {
    await must(api, namespace);
    const metadata = { name: 'default', namespace: namespace.metadata.name };
    await must(api, { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  }
  for (const { object } of all) if (object.kind === 'ServiceAccount') await must(api, object);
  const pods = all.flatMap((made): readonly Made[] => {
    const pod = podOf(made.object);
    const { namespace = 'default' } = made.object.metadata;
    return pod === undefined ? [] : [{ ...made, object: { ...pod, metadata: { ...pod.metadata, namespace } } }];
  });
  const problems = await inBatches([...all, ...pods], async (made) => {
    const { problem, warnings } = await api.apply(made.object, { dryRun: true });
    const unknown = warnings.filter((warning) => !warnedOf.some(({ of }) => of.test(warning)));
    const wayIn = await noWayIn(api, made.object);
    return [problem ?? [], wayIn ?? [], unknown].flat().map((text) => `${madeBy(made)}: ${text}`);
  });
  const remove = async (): Promise<void> => {
    for (const namespace of namespaces) await api.remove(namespace);
  };
  return { tried: all.length + pods.length, problems: problems.flat(), remove };
}

function moved(object: KubernetesObject, prefix: string): KubernetesObject {
  const { kind, metadata } = object;
  if (kind === 'Namespace') return { ...object, metadata: { ...metadata, name: `${prefix}-${metadata.name}` } };
  if (metadata.namespace === undefined) return object;
  return { ...object, metadata: { ...metadata, namespace: `${prefix}-${metadata.namespace}` } };
}

/** One that nobody makes takes no pod that could be more restricted. */
function namespaceOf(name: string, prefix: string): KubernetesObject {
  const labels = { 'pod-security.kubernetes.io/enforce': lessRestricted[name]?.level ?? 'restricted' };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `${prefix}-${name}`, labels } };
}
