/** Settings as patterns get them: what was an object by default still is one. */
import { isRule } from './rule';
import { isPlainObject } from './value';

/**
 * Completes settings: a layer may take a whole object of defaults away, and then it is empty, so that no pattern has
 * to ask. What the defaults are is looked up once.
 */
export function completion(defaults: object | undefined): (values: object) => object {
  const objects = Object.entries((defaults ?? {}) as Readonly<Record<string, unknown>>)
    .flatMap(([key, value]) => (isPlainObject(value) && !isRule(value) ? [{ key, within: completion(value) }] : []));
  if (objects.length === 0) return (values) => values;
  return (values) => {
    let result = values as Readonly<Record<string, unknown>>;
    for (const { key, within } of objects) {
      const given = result[key] ?? {};
      if (!isPlainObject(given)) continue;
      const whole = within(given);
      if (whole !== result[key]) result = { ...result, [key]: whole };
    }
    return result;
  };
}
