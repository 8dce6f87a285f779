/** A pod that names an object which does not exist waits for it, for ever. */
import type { Check, CheckedObject, CheckInput, Problem } from './check';
import { fieldAt, itemField, itemsOf, textOf } from './fields';
import { knownObjects } from './known-objects';
import { isKind } from './object-identity';
import { podReferences } from './pod-references';
import { podTemplatesOf } from './pod-template';

export const referencesExist: Check = {
  rule: 'references-exist',
  severity: 'error',
  demand: 'Secrets, ConfigMaps, ServiceAccounts, claims, priority and runtime classes that a pod names are in the '
    + 'tree, made by an object of the tree, declared, or offered by the platform; so are storage classes, '
    + 'where the platform lists them.',
  * run(input) {
    const known = knownObjects(input);
    for (const pod of podTemplatesOf(input)) {
      for (const { kind, name, field } of podReferences(pod)) {
        const namespace = isClass(kind) ? '' : pod.namespace;
        if (!known.has(kind, namespace, name)) {
          yield missing(pod.at, field(), kind, namespace, name);
        }
      }
    }
    if (input.platform.offers?.storageClasses !== undefined) {
      for (const { at, field, name } of storageClasses(input)) {
        if (!known.has('StorageClass', '', name)) {
          yield missing(at, field, 'StorageClass', '', name);
        }
      }
    }
  },
};

/** How to declare what exists elsewhere. */
const declaredBy: Readonly<Record<string, string>> = Object.freeze({
  Secret: 'existing.secret', ConfigMap: 'existing.configMap', PersistentVolumeClaim: 'existing.claim',
  ServiceAccount: 'existing.serviceAccount',
});

const offeredBy: Readonly<Record<string, string>> = Object.freeze({
  PriorityClass: 'offers.priorityClasses', RuntimeClass: 'offers.runtimeClasses', StorageClass: 'offers.storageClasses',
});

function missing(at: CheckedObject, field: string, kind: string, namespace: string, name: string): Problem {
  const place = isClass(kind) ? '' : ` in namespace ${namespace || '(none)'}`;
  return {
    at,
    field,
    value: name,
    message: `there is no ${kind} ${name}${place}`,
    fix: isClass(kind)
      ? `correct the name, create it, or add it to ${offeredBy[kind] ?? ''} of the platform`
      : `correct the name, create it, or declare it (charthouse: \`${declaredBy[kind] ?? ''}('${name}')\`)`,
  };
}

function isClass(kind: string): boolean {
  return Object.hasOwn(offeredBy, kind);
}

interface NamedStorageClass {
  readonly at: CheckedObject;
  readonly field: string;
  readonly name: string;
}

function storageClasses({ objects }: CheckInput): readonly NamedStorageClass[] {
  return objects.flatMap((at) => {
    const holders = isKind(at.manifest, '', 'PersistentVolumeClaim')
      ? [{ holder: at.manifest as unknown, field: 'spec' }]
      : itemsOf(fieldAt(at.manifest, 'spec.volumeClaimTemplates')).map(([holder, index]) =>
        ({ holder, field: `${itemField('spec.volumeClaimTemplates', fieldAt(holder, 'metadata.name'), index)}.spec` }));
    return holders.flatMap(({ holder, field }) => {
      // Empty text is a statement: no class, a volume that is there already.
      const name = textOf(fieldAt(holder, 'spec.storageClassName'));
      return name === undefined ? [] : [{ at, field: `${field}.storageClassName`, name }];
    });
  });
}
