/** A pull secret that is missing is passed over in silence, until an image is asked for that needs it. */
import type { Check, CheckedObject, CheckInput } from './check';
import { itemsOf, textOf } from './fields';
import { knownObjects } from './known-objects';
import { namespaceOf } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { podTemplatesOf } from './pod-template';

export const pullSecretsExist: Check = {
  rule: 'pull-secrets-exist',
  severity: 'warning',
  demand: 'Each pull secret of a pod or ServiceAccount is in the tree, made by an object of the tree, or declared.',
  * run(input) {
    const known = knownObjects(input);
    for (const { at, field, list } of pullSecrets(input)) {
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
  },
};

function pullSecrets(input: CheckInput): readonly { at: CheckedObject; field: string; list: unknown }[] {
  return [
    ...podTemplatesOf(input).map(({ at, field, spec }) =>
      ({ at, field: `${field}.imagePullSecrets`, list: spec.imagePullSecrets })),
    ...objectsOfKind(input, '', 'ServiceAccount')
      .map((at) => ({ at, field: 'imagePullSecrets', list: at.manifest.imagePullSecrets })),
  ];
}
