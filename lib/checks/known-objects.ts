/** What exists: in the tree, made by an operator from the tree, declared as existing, or offered by the platform. */
import type { CheckedObject, CheckInput } from './check';
import { fieldAt, fieldsOf, itemsOf, textOf } from './fields';
import { nameOf, namespaceOf, referenceKey } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { secretsMadeBy } from './secret-makers';

/** Kinds that pods refer to by name, and the groups that they are of. */
const groups: Readonly<Record<string, string>> = Object.freeze({
  Secret: '', ConfigMap: '', ServiceAccount: '', PersistentVolumeClaim: '',
  PriorityClass: 'scheduling.k8s.io', RuntimeClass: 'node.k8s.io', StorageClass: 'storage.k8s.io',
});

/** Answers whether an object exists. */
export interface KnownObjects {
  has(kind: string, namespace: string, name: string): boolean;
  /** The keys of a Secret or ConfigMap; undefined where they are not known. */
  keys(kind: string, namespace: string, name: string): readonly string[] | undefined;
}

/** Keys, where they are known. */
type Keys = readonly string[] | undefined;

/** What is known by kind, namespace and name. */
class Known {
  /** What the tree has once, and nobody else speaks of: its keys are in its manifest. */
  readonly #objects = new Map<string, CheckedObject>();
  readonly #keys = new Map<string, Keys>();

  public has(key: string): boolean {
    return this.#objects.has(key) || this.#keys.has(key);
  }

  public keys(key: string): Keys {
    const object = this.#objects.get(key);
    return object === undefined ? this.#keys.get(key) : keysIn(object);
  }

  public addObject(key: string, object: CheckedObject): void {
    if (this.has(key)) this.add(key, keysIn(object));
    else this.#objects.set(key, object);
  }

  /** Something may be known from several sources; one that does not know the keys makes them unknown. */
  public add(key: string, keys: Keys): void {
    const before = this.has(key) ? this.keys(key) : [];
    this.#objects.delete(key);
    this.#keys.set(key, before === undefined || keys === undefined ? undefined : [...before, ...keys]);
  }
}

const found = new WeakMap<CheckInput, KnownObjects>();

/** What exists for the objects of this input; gathered once a run. */
export function knownObjects(input: CheckInput): KnownObjects {
  const known = found.get(input) ?? gathered(input);
  found.set(input, known);
  return known;
}

function gathered(input: CheckInput): KnownObjects {
  const known = new Known();
  const claims = new Set<string>();
  for (const [kind, group] of Object.entries(groups)) {
    for (const object of objectsOfKind(input, group, kind)) {
      known.addObject(referenceKey(kind, namespaceOf(object.manifest), nameOf(object.manifest)), object);
    }
  }
  for (const object of input.objects) {
    for (const { name, namespace, keys } of secretsMadeBy(object)) put(known, 'Secret', namespace, name, keys);
    for (const prefix of claimPrefixes(object)) claims.add(prefix);
  }
  for (const { kind, namespace, name, keys } of input.declared) {
    put(known, kind, namespace, name, keys);
  }
  putOffers(known, input);
  const keyOf = (kind: string, namespace: string, name: string): string | undefined => {
    const there = referenceKey(kind, namespace, name);
    if (known.has(there)) return there;
    const somewhere = referenceKey(kind, anywhere, name);
    return known.has(somewhere) ? somewhere : undefined;
  };
  return {
    has(kind, namespace, name) {
      return keyOf(kind, namespace, name) !== undefined
        || input.elsewhere?.(kind, namespace, name) === true
        || (kind === 'PersistentVolumeClaim' && claims.has(`${namespace}|${claimPrefix(name)}`));
    },
    keys(kind, namespace, name) {
      const key = keyOf(kind, namespace, name);
      return key === undefined ? undefined : known.keys(key);
    },
  };
}

/** No namespace has this name. */
const anywhere = '*';

function put(known: Known, kind: string, namespace: string | undefined, name: string, keys?: Keys): void {
  known.add(referenceKey(kind, namespace ?? anywhere, name), keys);
}

function keysIn({ manifest }: CheckedObject): Keys {
  // The cluster fills in the token of such a Secret.
  if (manifest.type === 'kubernetes.io/service-account-token') return undefined;
  const fields = [manifest['data'], manifest['stringData'], manifest['binaryData']];
  return fields.flatMap((field) => Object.keys(fieldsOf(field)));
}

/** A StatefulSet's claims are called template, set, number: `data-orders-0`. */
function claimPrefixes({ manifest }: CheckedObject): readonly string[] {
  const templates = itemsOf(fieldsOf(manifest.spec).volumeClaimTemplates);
  return templates.length === 0 ? [] : templates.flatMap(([template]) => {
    const name = textOf(fieldAt(template, 'metadata.name'));
    return name === undefined ? [] : [`${namespaceOf(manifest)}|${name}-${nameOf(manifest)}`];
  });
}

/** What is before the number; a name without one is no claim of a StatefulSet. */
function claimPrefix(name: string): string | undefined {
  return /^(.+)-\d+$/.exec(name)?.[1];
}

function putOffers(known: Known, { platform }: CheckInput): void {
  const classes = Object.values(platform.storage ?? {}).flatMap((tier) => tier.storageClassName ?? []);
  const offers: Readonly<Record<string, readonly string[]>> = {
    PriorityClass: ['system-cluster-critical', 'system-node-critical', ...platform.offers?.priorityClasses ?? []],
    RuntimeClass: platform.offers?.runtimeClasses ?? [],
    StorageClass: [...classes, ...platform.offers?.storageClasses ?? []],
  };
  for (const [kind, names] of Object.entries(offers)) {
    names.forEach((name) => { put(known, kind, undefined, name); });
  }
  // Each namespace has these two from the start.
  put(known, 'ConfigMap', undefined, 'kube-root-ca.crt', ['ca.crt']);
  put(known, 'ServiceAccount', undefined, 'default');
}
