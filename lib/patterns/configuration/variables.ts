/** Environment variables of a container: what each can be, and what it becomes. */
import { CharthouseError } from '../../model/error';
import type { ConfigMapKey, KeyReference, Named, SecretKey } from '../../model/existing';
import type { ContainerVerbs, Draft } from '../../model/draft/draft';
import { featureSince } from '../../model/kubernetes/served';
import { dnsName } from '../../model/name-shapes';
import { checkContainerResource, checkPodField, type ContainerResource, type PodField } from '../../model/pod-field';
import { isReference, makeReference } from '../../model/reference';
import { isSecretValue, type SecretValue } from '../../model/secret';
import { configKey, flag, named, object, textShape, type Shape, type ShapePlace } from '../../model/shape';
import { isDeferred, isPlainObject, type Value } from '../../model/value';
import { containerField, type ContainerFacts } from '../facts';
import { refuseBefore } from '../kubernetes-since';
import { secretName } from '../secret-name';
import { referTo } from './refer-to';

/** A key of a Secret: of one in the tree, of any other library's, or of `existing.secret(…)`. */
export interface SecretKeyOf {
  readonly secret: Named;
  readonly key: string;
  /** Whether the pod starts without the variable where the key is not there. @default false */
  readonly optional?: boolean | undefined;
}

/** A key of a ConfigMap: of one in the tree, of any other library's, or of `existing.configMap(…)`. */
export interface ConfigMapKeyOf {
  readonly configMap: Named;
  readonly key: string;
  /** Whether the pod starts without the variable where the key is not there. @default false */
  readonly optional?: boolean | undefined;
}

/**
 * What an environment variable can be: a value, a reference, a key of a Secret or ConfigMap, a field of the pod, a
 * resource of the container.
 */
export type EnvValue =
  | Value<string | number | boolean>
  | SecretKey
  | ConfigMapKey
  | SecretKeyOf
  | ConfigMapKeyOf
  | PodField
  | ContainerResource
  | SecretValue;

/** What a variable can be. */
export const variable = {
  whole: true,
  allowed: 'text, a number, true or false, a reference, a key of a Secret or ConfigMap, a field of the pod, or a '
    + 'resource of the container',
  check: checkVariable,
};

/** Whether a text is the name of a variable, or the beginning of one. */
export function isVariableName(name: string): boolean {
  return /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name);
}

/** Adds a variable to a container. */
export function addVariable(
  name: string,
  value: EnvValue,
  container: ContainerVerbs,
  facts: ContainerFacts,
  draft: Draft,
): void {
  if (!isVariableName(name)) {
    throw new CharthouseError({
      path: facts.workload.path,
      field: containerField(facts, `env.${name}`),
      problem: 'is no name for a variable',
      value: name,
      allowed: 'letters, digits, _, - and ., not beginning with a digit',
      fix: 'rename the variable',
    });
  }
  container.add('env', name, envSource(name, value, facts, draft), 'props');
}

function envSource(name: string, value: EnvValue, facts: ContainerFacts, draft: Draft): object {
  if (isPlainValue(value)) return { value: asText(value) };
  if (isSecretValue(value)) {
    const key = facts.role === 'main' ? name : `${facts.name}.${name}`;
    draft.add('secretValues', key, value.secretValue);
    return { valueFrom: { secretKeyRef: { name: secretName(facts.workload.name), key } } };
  }
  if ('podField' in value && value.podField === 'status.hostIPs')
    refuseBefore(featureSince.podHostIPs.on, containerField(facts, `env.${name}`), value.podField, facts.workload);
  if ('podField' in value) return { valueFrom: { fieldRef: { fieldPath: value.podField } } };
  if ('containerResource' in value) {
    return { valueFrom: { resourceFieldRef: { resource: value.containerResource, divisor: value.divisor } } };
  }
  if ('key' in value) {
    const { kind, name: of, optional } = referTo(value, draft, {
      path: facts.workload.path, field: containerField(facts, `env.${name}`),
    });
    const reference = { name: of, key: value.key, optional };
    return { valueFrom: kind === 'Secret' ? { secretKeyRef: reference } : { configMapKeyRef: reference } };
  }
  if (value.declared !== undefined) draft.need('declared', [value.declared]);
  return {
    valueFrom:
      'secretKey' in value ? { secretKeyRef: { ...value.secretKey } } : { configMapKeyRef: { ...value.configMapKey } },
  };
}

function isPlainValue(value: EnvValue): value is Value<string | number | boolean> {
  return isDeferred(value) || isReference(value) || typeof value !== 'object';
}

/** Kubernetes takes text only: a port becomes one when it is known. */
function asText(value: Value<string | number | boolean>): unknown {
  if (isDeferred(value)) return value.apply((known) => String(known));
  if (typeof value !== 'object') return String(value);
  const { description, endpoints, known } = value;
  return makeReference(description, endpoints, (viewpoint) => String(value.render(viewpoint)), known);
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
