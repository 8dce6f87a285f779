/** A pod that names a key which its Secret or ConfigMap does not have never starts. */
import type { Check } from './check';
import { knownObjects } from './known-objects';
import { podReferences } from './pod-references';
import { podTemplatesOf } from './pod-template';

export const referenceKeysExist: Check = {
  rule: 'reference-keys-exist',
  severity: 'error',
  demand: 'Each key that a pod names is one of its Secret or ConfigMap, where the keys of that are known.',
  * run(input) {
    const known = knownObjects(input);
    for (const pod of podTemplatesOf(input)) {
      for (const { kind, name, field, keys } of podReferences(pod)) {
        const existing = keys.length === 0 ? undefined : known.keys(kind, pod.namespace, name);
        for (const key of existing === undefined ? [] : keys.filter((wanted) => !existing.includes(wanted))) {
          yield {
            at: pod.at,
            field: field(),
            value: key,
            message: `${kind} ${name} has no key '${key}'; `
              + `it has ${[...new Set(existing)].sort().join(', ') || 'none'}`,
            fix: `correct the key, or add it to the ${kind}`
              + (kind === 'Secret' ? ` (charthouse: \`existing.secret('${name}', ['${key}'])\`)` : ''),
          };
        }
      }
    }
  },
};
