/** Settings as patterns get them: what was an object by default still is one. */
import { isRule } from './rule';
import { isPlainObject } from './value';

/** A layer may take a whole object of defaults away: then it is empty, so that no pattern has to ask. */
export function completed(values: object, defaults: object | undefined): object {
  let result = values as Readonly<Record<string, unknown>>;
  for (const [key, value] of Object.entries(defaults ?? {}) as [string, unknown][]) {
    const given = result[key] ?? {};
    if (!isPlainObject(value) || isRule(value) || !isPlainObject(given)) continue;
    const whole = completed(given, value);
    if (whole !== result[key]) result = { ...result, [key]: whole };
  }
  return result;
}
