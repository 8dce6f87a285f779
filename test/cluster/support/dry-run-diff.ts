/** What applying an object again would change, as a dry run tells: `kubectl diff --server-side` shows the same. */
import { isDeepStrictEqual } from 'node:util';

import type { Api, KubernetesObject } from './api';
import { nameOf } from './made';

/** Written by the server at each request, whatever it holds. */
const ofRequests = ['managedFields', 'resourceVersion'];

/** The fields that would be another, or come, or go: `Deployment shop/api: spec.replicas`. */
export async function dryRunDiff(api: Api, object: KubernetesObject): Promise<readonly string[]> {
  const { object: live } = await api.get(object);
  const { object: next, problem } = await api.apply(object, { dryRun: true });
  if (problem !== undefined) return [`${nameOf(object)}: ${problem}`];
  return differences(kept(live), kept(next), '').map((field) => `${nameOf(object)}: ${field}`);
}

/** Without the status, which is its controllers'. */
function kept({ status: _status, ...object }: KubernetesObject): object {
  const metadata = Object.entries(object.metadata).filter(([field]) => !ofRequests.includes(field));
  return { ...object, metadata: Object.fromEntries(metadata) };
}

function differences(left: unknown, right: unknown, field: string): readonly string[] {
  if (isDeepStrictEqual(left, right)) return [];
  if (!isFields(left) || !isFields(right)) return [field];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return keys.flatMap((key) => differences(left[key], right[key], field === '' ? key : `${field}.${key}`));
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
