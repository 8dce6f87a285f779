/**
 * Objects that exist in the cluster without being in the tree: referred to by name, so that nothing is created for
 * them.
 */
import { CharthouseError, nearest } from './error';
import { isImported } from './foreign-object';
import { configKey } from './leaf-shapes';
import { checkName } from './names';

/** An object that exists already, in the namespace of the workload that uses it. */
export interface ExistingObject<Kind extends string = string> {
  readonly kind: Kind;
  readonly name: string;
  /**
   * The keys that it is known to have.
   * @default - not known: every key is taken to be there
   */
  readonly keys?: readonly string[] | undefined;
  /** Tells it from a bare `{ name }`: whoever says `existing` vouches for it. */
  readonly existing: true;
}

/** How a key is taken. */
export interface KeyOptions {
  /** Whether the pod starts without the variable where the key is not there. @default false */
  readonly optional?: boolean | undefined;
}

/** Which key of which object. */
export interface KeyReference extends KeyOptions {
  readonly name: string;
  readonly key: string;
}

/** A key of a Secret: what an environment variable takes instead of the secret itself. */
export interface SecretKey {
  readonly secretKey: KeyReference;
  readonly declared: ExistingObject | undefined;
}

/** A key of a ConfigMap. */
export interface ConfigMapKey {
  readonly configMapKey: KeyReference;
  readonly declared: ExistingObject | undefined;
}

/** A Secret that exists already. */
export interface ExistingSecret extends ExistingObject<'Secret'> {
  /** One of its keys, for an environment variable. Throws for a key that it is known not to have. */
  key(key: string, options?: KeyOptions): SecretKey;
}

/** A ConfigMap that exists already. */
export interface ExistingConfigMap extends ExistingObject<'ConfigMap'> {
  /** One of its keys, for an environment variable. Throws for a key that it is known not to have. */
  key(key: string, options?: KeyOptions): ConfigMapKey;
}

/** A PersistentVolumeClaim that exists already. */
export type ExistingClaim = ExistingObject<'PersistentVolumeClaim'>;

/** A ServiceAccount that exists already. */
export type ExistingServiceAccount = ExistingObject<'ServiceAccount'>;

/** Names objects that exist in the cluster already: made by another team, an operator, or a pipeline. */
export const existing = Object.freeze({
  /** A Secret, with the keys that it has where they are known. */
  secret(name: string, keys?: readonly string[]): ExistingSecret {
    const object = make('Secret', name, keys);
    return Object.freeze({
      ...object,
      key: (key: string, options?: KeyOptions) =>
        ({ secretKey: { name, key: knownKey(object, key), ...optional(options) }, declared: object }),
    });
  },
  /** A ConfigMap, with the keys that it has where they are known. */
  configMap(name: string, keys?: readonly string[]): ExistingConfigMap {
    const object = make('ConfigMap', name, keys);
    return Object.freeze({
      ...object,
      key: (key: string, options?: KeyOptions) =>
        ({ configMapKey: { name, key: knownKey(object, key), ...optional(options) }, declared: object }),
    });
  },
  /** A PersistentVolumeClaim. */
  claim(name: string): ExistingClaim {
    return make('PersistentVolumeClaim', name);
  },
  /** A ServiceAccount. */
  serviceAccount(name: string): ExistingServiceAccount {
    return make('ServiceAccount', name);
  },
});

function make<Kind extends string>(kind: Kind, name: string, keys?: readonly string[]): ExistingObject<Kind> {
  checkName(name, kind, `existing ${kind}`, 'name');
  return Object.freeze({
    kind,
    name,
    existing: true as const,
    ...(keys === undefined ? {} : { keys: Object.freeze([...keys]) }),
  });
}

function optional(options: KeyOptions = {}): KeyOptions {
  return options.optional === true ? { optional: true } : {};
}

/** The key. Throws where the object is known not to have it. */
export function knownKey(object: ExistingObject, key: string): string {
  configKey.check(key, { path: `existing ${object.kind} ${object.name}`, field: 'key' });
  if (object.keys === undefined || object.keys.includes(key)) return key;
  const guess = nearest(key, object.keys);
  const fix = 'name one of its keys, or add the key to the list where it is declared existing';
  throw new CharthouseError({
    path: `existing ${object.kind} ${object.name}`,
    field: 'key',
    problem: 'must be one of its keys',
    value: key,
    allowed: object.keys.join(', '),
    fix: guess === undefined ? fix : `did you mean '${guess}'?`,
  });
}

/** Whether the value was made by `existing`, or says the same in the words of cdk8s-plus. */
export function isExisting(value: unknown): value is ExistingObject {
  if (typeof value !== 'object' || value === null) return false;
  return (value as { existing?: unknown }).existing === true || isImported(value);
}

/** Anything with a name: what `existing` makes, an ApiObject of any library, or `{ name }`. */
export interface Named {
  readonly name: string;
}
