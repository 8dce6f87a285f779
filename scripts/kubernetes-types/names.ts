/** Names of the objects within custom resources, which have none of their own. */
import type { Model } from './model';

/** `Rules` → `Rule`, `Matches` → `Match`: what one item of a list is called. */
export function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(ch|sh|ss|x)es$/, '$1').replace(/([^s])s$/, '$1');
}

/**
 * Gives every definition the shortest of the paths at which its shape occurs, so that a filter of an HTTPRoute is an
 * `HTTPRouteRuleFilter` and not an `HTTPRouteRuleBackendRefFilter`.
 */
export function withShortNames(model: Model, paths: ReadonlyMap<string, readonly string[]>): Model {
  const renamed = new Map<string, string>();
  for (const [name, candidates] of paths) {
    renamed.set(name, candidates.reduce((best, one) => one.length < best.length ? one : best));
  }
  const entries = Object.entries(model.definitions).map(([name, { fields, ...rest }]) => {
    const text = JSON.stringify(fields, (_key, value: unknown) =>
      typeof value === 'string' ? renamed.get(value) ?? value : value);
    return [renamed.get(name) ?? name, { fields: JSON.parse(text) as typeof fields, ...rest }] as const;
  });
  if (new Set(entries.map(([name]) => name)).size !== entries.length) throw new Error('two definitions get one name');
  return { kinds: model.kinds, definitions: Object.fromEntries(entries.sort(([a], [b]) => a < b ? -1 : 1)) };
}
