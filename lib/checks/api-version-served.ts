/** An object of an API version that the cluster does not serve is refused, often long after it was written. */
import { servedBy, type Served } from '../model/kubernetes/served';
import type { Check } from './check';
import { textOf } from './fields';
import { kindOf } from './object-identity';

export const apiVersionServed: Check = {
  rule: 'api-version-served',
  severity: 'error',
  demand: "Kubernetes' own kinds are written in an API version that the platform's Kubernetes serves.",
  * run({ objects, platform }) {
    const known = new Map<string, Served | undefined>();
    for (const at of objects) {
      const kind = kindOf(at.manifest);
      const apiVersion = textOf(at.manifest.apiVersion) ?? '';
      const key = `${apiVersion}|${kind}`;
      const served = known.has(key) ? known.get(key) : servedBy(platform.kubernetes, apiVersion, kind);
      known.set(key, served);
      if (served?.served === false) {
        yield {
          at,
          field: 'apiVersion',
          value: at.manifest.apiVersion,
          message: `Kubernetes ${platform.kubernetes} of platform ${platform.name} does not serve `
            + `${kind || '(no kind)'} in ${apiVersion || '(no API version)'}${rangeText(served)}`,
          fix: served.instead === undefined
            ? 'correct apiVersion and kind, or remove the object'
            : `write apiVersion: ${served.instead}`,
        };
      }
    }
  },
};

function rangeText({ since, until }: Served): string {
  const parts = [since === undefined ? '' : `since ${since}`, until === undefined ? '' : `until before ${until}`];
  const text = parts.filter((part) => part !== '').join(', ');
  return text === '' ? '' : ` (it is served ${text})`;
}
