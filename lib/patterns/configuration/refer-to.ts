/** A Secret or ConfigMap that variables are taken from: one that exists, one of the tree, or another library's. */
import { CharthouseError } from '../../model/error';
import { isExisting, knownKey, type Named } from '../../model/existing';
import type { Draft } from '../../model/draft/draft';
import { checkName } from '../../model/names';
import type { ShapePlace } from '../../model/shape';

/** What says which object it is. */
interface Source {
  /** @default - not a Secret */
  readonly secret?: Named | undefined;
  /** @default - not a ConfigMap */
  readonly configMap?: Named | undefined;
  /** @default - all keys */
  readonly key?: string | undefined;
  /** @default false */
  readonly optional?: boolean | undefined;
}

/** The object as a container refers to it. */
interface Referred {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly optional: true | undefined;
}

/** Vouches for the object where it is declared, and gives its kind and name. Throws for one of another kind. */
export function referTo({ secret, configMap, key, optional }: Source, draft: Draft, place: ShapePlace): Referred {
  const [kind, field, given] = secret === undefined
    ? ['ConfigMap', 'configMap', configMap] as const
    : ['Secret', 'secret', secret] as const;
  if (given === undefined || (secret !== undefined && configMap !== undefined)) throw notOne(given, place);
  const actual: unknown = (given as { readonly kind?: unknown }).kind;
  if (typeof actual === 'string' && actual !== kind) {
    throw new CharthouseError({
      path: place.path,
      field: `${place.field}.${field}`,
      problem: `must be a ${kind}, and is a ${actual}`,
      value: given.name,
      allowed: `a ${kind}`,
      fix: actual === 'Secret' || actual === 'ConfigMap'
        ? `write ${actual === 'Secret' ? 'secret' : 'configMap'} instead`
        : `name a ${kind}`,
    });
  }
  checkName(given.name, kind, place.path, `${place.field}.${field}.name`);
  if (isExisting(given)) {
    if (key !== undefined) knownKey(given, key);
    draft.need('declared', [given]);
  }
  return { kind, name: given.name, optional: optional === true ? true : undefined };
}

function notOne(given: Named | undefined, place: ShapePlace): CharthouseError {
  return new CharthouseError({
    ...place,
    problem: 'must be one thing: a Secret or a ConfigMap',
    value: given === undefined ? 'neither' : 'both',
    allowed: 'one of secret, configMap',
    fix: given === undefined ? 'add what is missing' : 'leave one of the two out',
  });
}
