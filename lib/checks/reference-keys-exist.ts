/** A pod that names a key which its Secret or ConfigMap does not have never starts. */
import type { Check } from './check';
import { knownObjects } from './known-objects';
import { podReferences } from './pod-references';

export const referenceKeysExist: Check = {
  rule: 'reference-keys-exist',
  severity: 'error',
  demand: 'Each key that a pod names is one of its Secret or ConfigMap, where the keys of that are known.',
  * run(input) {
    const known = knownObjects(input);
    for (const [pod, references] of podReferences(input)) {
      for (const { kind, name, field, keys } of references) {
        const existing = keys.length === 0 ? undefined : known.keys(kind, pod.namespace, name);
        for (const key of existing === undefined ? [] : keys.filter((wanted) => !existing.has(wanted))) {
          yield {
            at: pod.at,
            field,
            value: key,
            message: `${kind} ${name} has no key '${key}'; it has ${[...existing ?? []].sort().join(', ') || 'none'}`,
            fix: `correct the key, or add it to the ${kind}`
              + (kind === 'Secret' ? ` (charthouse: \`existing.secret('${name}', ['${key}'])\`)` : ''),
          };
        }
      }
    }
  },
};
