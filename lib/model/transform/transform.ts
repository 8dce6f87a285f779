/** The escape hatch: changes a finished manifest, and loses nothing. Identity and selectors stay out of its reach. */
import { CharthouseError } from '../error';
import type { Kind, KindMap } from '../kubernetes/types';
import { kindSchema } from '../kubernetes/schema';
import { isReference } from '../reference';
import { render, yamlViewpoint } from '../render';
import { isDeferred, isLate, isPlainObject, type Value, type Viewpoint } from '../value';
import { mergePatch } from './patch';

/** A partial object: any field of the kind, at any depth, each leaf plain or later; `null` removes a field. */
export type Patch<T> = T extends readonly (infer Item)[]
  ? readonly Patch<Item>[]
  : T extends object
    ? { readonly [Field in keyof T]?: Patch<Exclude<T[Field], undefined>> | null | undefined }
    : Value<T>;

/** A patch, or a function that changes the object in place or returns another one. */
export type Transform<K extends Kind> =
  | Patch<KindMap[K]>
  // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a body in braces returns nothing
  | ((object: KindMap[K]) => KindMap[K] | undefined | void);

/** The `transform` prop: by kind, a patch or a function. */
export type Transforms = { readonly [K in Kind]?: Transform<K> | undefined };

/** Which object of a workload a transform is for, and what it may do. */
export interface TransformOptions {
  /**
   * The role of the object among those of its kind, such as `headless`.
   * @default - the object of the kind without a role
   */
  readonly role?: string | undefined;
  /**
   * Whether fields outside the kind's schema may be set.
   * @default false
   */
  readonly unknownFields?: boolean | undefined;
}

/** A transform as a workload keeps it. */
export interface StoredTransform {
  readonly kind: string;
  readonly role: string;
  readonly unknownFields: boolean;
  readonly change: object | ((object: Record<string, unknown>) => unknown);
}

/**
 * Applies a transform to a rendered manifest. What comes later in it is written as seen from the viewpoint; with the
 * path of the construct alone, as in YAML.
 */
export function applyTransform(
  manifest: Record<string, unknown>,
  given: StoredTransform,
  at: Viewpoint | string,
): Record<string, unknown> {
  const viewpoint = typeof at === 'string' ? yamlViewpoint(at, undefined) : at;
  const { path } = viewpoint;
  const stored = typeof given.change === 'function' || !comesLater(given.change) ? given
    : { ...given, change: written(given.change, viewpoint) as object };
  const subject = `transform of ${stored.kind}${stored.role === '' ? '' : `/${stored.role}`}`;
  const before = copyOf(manifest);
  const result = changed(manifest, stored, path, subject);
  const after = comesLater(result) ? written(result, viewpoint) as Record<string, unknown> : result;
  if (sameData(before, after)) {
    throw new CharthouseError({
      path,
      field: subject,
      problem: 'changes nothing: the object has these values already',
      value: stored.change,
      allowed: 'what changes the object',
      fix: 'remove the transform, or correct its values',
    });
  }
  refuseIdentity(before, after, path, subject);
  return after;
}

function changed(
  manifest: Record<string, unknown>,
  stored: StoredTransform,
  path: string,
  subject: string,
): Record<string, unknown> {
  if (typeof stored.change === 'function') {
    const copy = copyOf(manifest);
    const returned = resultOf(stored.change as (object: Record<string, unknown>) => unknown, copy, path, subject);
    if (isPlainObject(returned ?? copy)) return (returned ?? copy) as Record<string, unknown>;
    throw new CharthouseError({
      path,
      field: subject,
      problem: 'returns no object',
      value: returned,
      allowed: 'the object, or nothing where the function changed it in place',
      fix: 'return the object, or put the body of the arrow function in { }',
    });
  }
  const definition = kindSchema(String(manifest['apiVersion']), String(manifest['kind']));
  return mergePatch(manifest, stored.change as Record<string, unknown>, definition, {
    path,
    subject,
    unknownFields: stored.unknownFields,
  });
}

/** What the function returns. What it throws gets the path of the object, which its author cannot know. */
function resultOf(
  change: (object: Record<string, unknown>) => unknown,
  object: Record<string, unknown>,
  path: string,
  subject: string,
): unknown {
  try {
    return change(object);
  } catch (cause) {
    throw new CharthouseError({
      path,
      field: subject,
      problem: `throws: ${cause instanceof Error ? cause.message : String(cause)}`,
      value: change,
      allowed: 'a function that changes the object',
      fix: 'correct the function: the object may lack what it reaches for',
      cause,
    });
  }
}

/** What running clusters hold on to: a change of it makes another object, or orphans pods. */
const identityFields: readonly (readonly string[])[] = Object.freeze([
  ['apiVersion'],
  ['kind'],
  ['metadata', 'name'],
  ['metadata', 'namespace'],
  ['spec', 'selector'],
  ['spec', 'podSelector'],
  ['spec', 'scaleTargetRef'],
  ['spec', 'serviceName'],
  ['spec', 'template', 'metadata', 'labels', 'charthouse.dev/workload'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels', 'charthouse.dev/workload'],
]);

function refuseIdentity(before: unknown, after: unknown, path: string, subject: string): void {
  for (const field of identityFields) {
    const [old, changedTo] = [valueAt(before, field), valueAt(after, field)];
    if (sameData(old, changedTo)) continue;
    throw new CharthouseError({
      path,
      field: `${subject}: ${field.join('.')}`,
      problem: 'is identity, which a transform cannot change',
      value: changedTo,
      allowed: `what it is: ${JSON.stringify(old)}`,
      fix: 'to keep what runs already under other names, use adopt: { name, selector, labels }',
    });
  }
}

/** Whether some of it comes later: an Output, a reference or what is settled at synthesis. */
function comesLater(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isDeferred(value) || isReference(value) || isLate(value)) return true;
  if (Array.isArray(value)) return value.some(comesLater);
  return isPlainObject(value) && Object.values(value).some(comesLater);
}

/** The data with what comes later written out; `null` in a patch stays, for it removes a field. */
function written(value: unknown, viewpoint: Viewpoint, field = ''): unknown {
  if (isDeferred(value) || isReference(value) || isLate(value)) return render(value, viewpoint, field);
  if (Array.isArray(value)) return value.map((item, index) => written(item, viewpoint, `${field}[${index}]`));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) =>
    [key, written(entry, viewpoint, field === '' ? key : `${field}.${key}`)]));
}

function valueAt(value: unknown, field: readonly string[]): unknown {
  return field.reduce<unknown>((object, key) => (object as Record<string, unknown> | undefined)?.[key], value);
}

/** A copy of plain data. Not `structuredClone`: under jest that makes objects of another realm, equal to none. */
function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, copyOf(entry)])) as T;
}

/** Whether plain data is the same, whatever the order of its fields. */
function sameData(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameData(item, right[index]));
  }
  if (!isPlainObject(left) || !isPlainObject(right)) return Object.is(left, right);
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length
    && keys.every((key) => Object.hasOwn(right, key) && sameData(left[key], right[key]));
}
