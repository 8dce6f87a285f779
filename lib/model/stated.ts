/** Whether somebody says a field: what is merged over the layers no longer tells. */
import { isRule, unset } from './rule';
import { isPlainObject } from './value';

/** Whether the values say a field such as `rollout.maxSurge`; a rule says the value that it is put around. */
export function isStated(values: unknown, field: string): boolean {
  const value = field.split('.').reduce<unknown>((within, step) => {
    const fields = plain(within);
    return isPlainObject(fields) ? fields[step] : undefined;
  }, values);
  return plain(value) !== undefined && value !== unset;
}

function plain(value: unknown): unknown {
  return isRule(value) ? value.value : value;
}
