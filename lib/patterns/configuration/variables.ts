/** Environment variables of a container: what each can be, and what it becomes. */
import { CharthouseError } from '../../model/error';
import type { ConfigMapKey, Named, SecretKey } from '../../model/existing';
import type { ContainerVerbs, Draft } from '../../model/draft/draft';
import { featureSince } from '../../model/kubernetes/served';
import type { ContainerResource, PodField } from '../../model/pod-field';
import { whenKnown } from '../../model/later';
import { isReference } from '../../model/reference';
import { isSecretValue, type SecretValue } from '../../model/secret';
import type { ShapePlace } from '../../model/shape';
import { isDeferred, type Value } from '../../model/value';
import { containerField, type ContainerFacts } from '../facts';
import { refuseBefore } from '../kubernetes-since';
import { secretName } from '../secret-name';
import { referTo } from './refer-to';
import { variableText } from './variable-shape';

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

/** Whether a text is the name of a variable, or the beginning of one. */
export function isVariableName(name: string): boolean {
  return /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name);
}

/** Throws where a text is no name for a variable of the container. */
export function checkVariableName(name: string, facts: ContainerFacts): void {
  if (isVariableName(name)) return;
  throw new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, `env.${name}`),
    problem: 'is no name for a variable',
    value: name,
    allowed: 'letters, digits, _, - and ., not beginning with a digit',
    fix: 'rename the variable',
  });
}

/** Adds a variable to a container. */
export function addVariable(
  name: string,
  value: EnvValue,
  container: ContainerVerbs,
  facts: ContainerFacts,
  draft: Draft,
): void {
  checkVariableName(name, facts);
  container.add('env', name, envSource(name, value, facts, draft), 'props');
}

function envSource(name: string, value: EnvValue, facts: ContainerFacts, draft: Draft): object {
  if (isPlainValue(value)) {
    return { value: asText(value, { path: facts.workload.path, field: containerField(facts, `env.${name}`) }) };
  }
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
function asText(value: Value<string | number | boolean>, place: ShapePlace): unknown {
  return whenKnown<unknown, string>(value, (known) => variableText(known, place));
}
