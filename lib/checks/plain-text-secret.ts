/** A secret in a manifest is in the repository, in the pipeline's logs, and in what `kubectl describe` shows. */
import { holdsPlaceholder } from '../model/placeholder';
import type { Check, CheckedObject, Problem } from './check';
import { fieldsOf, itemField, itemsOf, textOf } from './fields';
import { nameOf } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import type { PodContainer } from './pod-container';
import { podTemplatesOf } from './pod-template';
import { hasPasswordInUrl, isHarmless, namesSecret } from './secret-names';

/** The value of each finding is a name: a secret that was found must not be printed once more. */
export const plainTextSecret: Check = {
  rule: 'plain-text-secret',
  severity: 'error',
  foreign: 'warning',
  demand: 'No variable whose name says password, token, secret, credential, API key or private key has a literal '
    + 'value, no literal URL holds a password, and no Secret stands in the manifests with its data.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      for (const container of pod.containers) {
        yield* inVariables(pod.at, container);
      }
    }
    for (const at of objectsOfKind(input, '', 'Secret')) yield* inSecret(at);
  },
};

const advice = 'take it from a Secret by secretKeyRef (charthouse: '
  + "`existing.secret('name', ['key']).key('key')`), or state why not: `because: { 'plain-text-secret': … }`";

function* inVariables(at: CheckedObject, { fields, field }: PodContainer): Iterable<Problem> {
  for (const [variable, index] of itemsOf(fields.env)) {
    const name = textOf(variable.name);
    const value = typeof variable.value === 'number' ? String(variable.value) : textOf(variable.value);
    if (name !== undefined && value !== undefined) {
      const message = hasPasswordInUrl(value) ? `variable ${name} has a URL with a password in plain text`
        : namesSecret(name) && !isHarmless(name, value)
          ? `variable ${name} has a literal value, and by its name it holds a secret`
          : undefined;
      if (message === undefined) continue;
      const fix = holdsPlaceholder(value) ? `write env: { ${name}: secret(output) }` : advice;
      yield { at, field: `${itemField(`${field}.env`, name, index)}.value`, value: name, message, fix };
    }
  }
}

function* inSecret(at: CheckedObject): Iterable<Problem> {
  const name = nameOf(at.manifest);
  for (const field of ['data', 'stringData']) {
    // What a stack makes is in no manifest: the state keeps it encrypted.
    const keys = Object.entries(fieldsOf(at.manifest[field]))
      .filter(([, value]) => textOf(value) !== undefined && !holdsPlaceholder(value));
    if (keys.length > 0) {
      yield {
        at,
        field,
        value: keys.map(([key]) => key).sort(),
        message: `the manifest of Secret ${name} holds its data, which base64 does not hide`,
        fix: 'let an operator make it (an ExternalSecret, a SealedSecret), or make it outside the manifests '
          + `(charthouse: \`existing.secret('${name}')\`)`,
      };
    }
  }
}
