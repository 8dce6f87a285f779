/** A pull secret that is missing is passed over in silence, until an image is asked for that needs it. */
import type { Check, CheckedObject, Problem } from './check';
import { itemsOf, textOf } from './fields';
import { knownObjects, type KnownObjects } from './known-objects';
import { namespaceOf } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { podTemplatesOf } from './pod-template';

export const pullSecretsExist: Check = {
  rule: 'pull-secrets-exist',
  severity: 'warning',
  demand: 'Each pull secret of a pod or ServiceAccount is in the tree, made by an object of the tree, or declared.',
  * run(input) {
    const known = knownObjects(input);
    for (const { at, field, spec } of podTemplatesOf(input)) {
      yield* inList(known, at, `${field}.imagePullSecrets`, spec.imagePullSecrets);
    }
    for (const at of objectsOfKind(input, '', 'ServiceAccount')) {
      yield* inList(known, at, 'imagePullSecrets', at.manifest.imagePullSecrets);
    }
  },
};

function* inList(known: KnownObjects, at: CheckedObject, field: string, list: unknown): Iterable<Problem> {
  const namespace = namespaceOf(at.manifest);
  for (const [item, index] of itemsOf(list)) {
    const name = textOf(item.name);
    if (name !== undefined && !known.has('Secret', namespace, name)) {
      yield {
        at,
        field: `${field}[${index}].name`,
        value: name,
        message: `there is no Secret ${name} in namespace ${namespace || '(none)'} to pull images with`,
        fix: `create it, or declare it (charthouse: \`existing.secret('${name}')\`)`,
      };
    }
  }
}
