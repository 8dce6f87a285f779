/** Two objects of one identity: the second silently overwrites the first. */
import type { Check, CheckedObject } from './check';
import { identityKey, nameOf, objectText } from './object-identity';

export const uniqueIdentity: Check = {
  rule: 'unique-identity',
  severity: 'error',
  between: true,
  demand: 'No two objects of one cluster have the same API group, kind, namespace and name.',
  * run({ objects }) {
    const first = new Map<string, CheckedObject>();
    for (const at of objects) {
      const key = identityKey(at.manifest);
      const other = first.get(key);
      // What has no name gets one from the API server (`generateName`), or is refused.
      if (other !== undefined && nameOf(at.manifest) !== '') {
        yield {
          at,
          field: 'metadata.name',
          value: nameOf(at.manifest),
          message: `${objectText(at.manifest)} exists already, made at ${other.path}`,
          fix: 'rename one of the two (charthouse: pass `name` to the workload, as where a class makes it twice)',
        };
      }
      first.set(key, other ?? at);
    }
  },
};
