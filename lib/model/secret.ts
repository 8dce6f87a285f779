/** Secret values of a Pulumi stack. A secret never becomes text: in YAML a `secret(…)` is always an error. */
import type { Deferred } from './value';

/** A secret value: a workload that uses it gets a Secret of its own, which the pod refers to. */
export interface SecretValue {
  readonly secretValue: Deferred<string>;
}

/**
 * Marks a Pulumi Output as secret, for an environment variable. A stack makes a Secret of it; YAML synthesis refuses
 * it,
 * and names `existing.secret`.
 */
export function secret(value: Deferred<string>): SecretValue {
  return Object.freeze({ secretValue: value });
}

/** Whether the value was made by `secret`. */
export function isSecretValue(value: unknown): value is SecretValue {
  return typeof value === 'object' && value !== null && 'secretValue' in value;
}
