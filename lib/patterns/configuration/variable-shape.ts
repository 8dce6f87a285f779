/** What an environment variable may be given: its shape, and that of what an Output turns out to be. */
import { CharthouseError } from '../../model/error';
import type { KeyReference } from '../../model/existing';
import { dnsName } from '../../model/name-shapes';
import { checkContainerResource, checkPodField } from '../../model/pod-field';
import { isReference } from '../../model/reference';
import { configKey, flag, named, object, textShape, type Shape, type ShapePlace } from '../../model/shape';
import { isDeferred, isPlainObject } from '../../model/value';

/** What a variable can be. */
export const variable = {
  whole: true,
  allowed: 'text, a number, true or false, a reference, a key of a Secret or ConfigMap, a field of the pod, or a '
    + 'resource of the container',
  check: checkVariable,
};

/** The text of what an Output is known to be. Throws for what is no text, number, true or false. */
export function variableText(known: unknown, place: ShapePlace): string {
  if (typeof known === 'string' || typeof known === 'boolean' || Number.isFinite(known)) return String(known);
  throw new CharthouseError({
    ...place,
    problem: 'is known now, and must be text, a number, true or false',
    value: known,
    allowed: 'an Output of text, a number, true or false',
    fix: isPlainObject(known) && Object.keys(known).some((key) => objectForms.has(key))
      ? 'write it into a plain map of env: an Output is a value, and no key of a Secret or ConfigMap'
      : 'take the text out of it by apply, or write it out as JSON',
  });
}

const keyReference = object({ name: dnsName, key: configKey, optional: flag });
const podFieldPath: Shape = { allowed: 'a field of the pod', check: checkPodField };

/** The objects that a variable can be, by the field that tells each, and the fields that each cannot be without. */
const forms: Readonly<Record<string, Shape>> = Object.freeze({
  podField: object({ podField: podFieldPath }),
  containerResource: object({ containerResource: textShape, divisor: textShape }),
  secret: object({ secret: named, key: configKey, optional: flag }),
  configMap: object({ configMap: named, key: configKey, optional: flag }),
});

/** What tells an object that a variable can be, by which only a plain map is read. */
const objectForms: ReadonlySet<string> = new Set(['secretKey', 'configMapKey', 'secretValue', ...Object.keys(forms)]);

function checkVariable(value: unknown, place: ShapePlace): void {
  if (isDeferred(value) || isReference(value) || ['string', 'boolean'].includes(typeof value)) return;
  if (Number.isFinite(value)) return;
  if (isPlainObject(value)) {
    if ('secretValue' in value) return;
    const made = ['secretKey', 'configMapKey'].find((key) => key in value);
    if (made !== undefined) {
      checkKey(value[made], { ...place, field: `${place.field}.${made}` });
      return;
    }
    const [form] = Object.keys(forms).filter((key) => key in value);
    if (form !== undefined) {
      checkForm(form, value, place);
      return;
    }
  }
  throw new CharthouseError({
    ...place,
    problem: `must be ${variable.allowed}`,
    value,
    allowed: variable.allowed,
    fix: typeof value === 'number'
      ? 'check the arithmetic that made it'
      : "give a text, or existing.secret('name', ['key']).key('key')",
  });
}

/** What `existing` makes has been checked; who writes the same by hand may be wrong. */
function checkKey(reference: unknown, place: ShapePlace): void {
  keyReference.check(reference, place);
  const { name, key } = reference as Partial<KeyReference>;
  dnsName.check(name, { ...place, field: `${place.field}.name` });
  configKey.check(key, { ...place, field: `${place.field}.key` });
}

function checkForm(form: string, value: Record<string, unknown>, place: ShapePlace): void {
  forms[form]?.check(value, place);
  if (form === 'containerResource') {
    checkContainerResource({ containerResource: value[form], divisor: value['divisor'] }, place);
  }
  if ((form === 'secret' || form === 'configMap') && value['key'] === undefined) {
    throw new CharthouseError({
      path: place.path,
      field: `${place.field}.key`,
      problem: 'is missing: a variable is one key',
      allowed: configKey.allowed,
      fix: 'name the key, or take all of them by envFrom',
    });
  }
}
