/** Makes targets: one place to deploy to each. */
import { markBrand } from '../model/brand';
import { CharthouseError } from '../model/error';
import { frozenCopy } from '../model/frozen-copy';
import { anything, mapOf, unknownField } from '../model/shape';
import type { Platform } from '../platforms/define-platform';
import type { Choices, House, Target, TargetProps } from './house';

/** A target remembers which of the house's platforms it named: a house that extends this one may redefine it. */
type KeyedTarget = Target & { readonly platformKey: string };

/** The key of a target's platform in its house. */
export function platformKeyOf(target: Target): string {
  return (target as KeyedTarget).platformKey;
}

/** Makes a target of a house. */
export function makeTarget(house: House, name: string, props: TargetProps, platform: Platform): Target {
  const path = `target ${name}`;
  const target: KeyedTarget = {
    name,
    house,
    platform,
    platformKey: props.platform,
    environment: props.environment,
    delivery: props.delivery ?? 'kubectl',
    namespace: props.namespace,
    clusterUid: props.clusterUid,
    defaults: frozenCopy(props.defaults ?? {}),
    hasDomain: props.domain !== undefined,
    get domain(): string {
      if (props.domain !== undefined) return props.domain;
      throw new CharthouseError({
        path,
        field: 'domain',
        problem: `is not set in house ${house.name}`,
        allowed: 'a domain such as eu.example.com',
        fix: `give the target a domain: targets: { '${name}': { domain: '…' } }`,
      });
    },
    pick: <T>(choices: Choices<string, T>): T => pick(path, house, name, choices),
  };
  markBrand(target, 'Target');
  return Object.freeze(target);
}

function pick<T>(path: string, house: House, name: string, choices: Choices<string, T>): T {
  checkChoices(path, house, choices);
  const fitting = Object.keys(choices)
    .filter((pattern) => pattern === name || (pattern.includes('*') && matches(pattern, name)))
    .sort(
      (left, right) =>
        Number(right === name) - Number(left === name) || right.length - left.length || (left < right ? -1 : 1),
    );
  const key = fitting[0] ?? 'default';
  if (Object.hasOwn(choices, key)) return (choices as Record<string, T>)[key] as T;
  throw new CharthouseError({
    path,
    field: 'pick',
    problem: 'has no value for this target',
    value: Object.keys(choices),
    allowed: `${name}, a pattern that fits it, or default`,
    fix: 'add a `default`',
  });
}

/** A name that no target has is a misspelt one, which would quietly become the default. */
function checkChoices(path: string, house: House, choices: unknown): void {
  const names = [...house.targets.map((target) => target.name), 'default'];
  mapOf(anything).check(choices, { path, field: 'pick' });
  for (const key of Object.keys(choices as object)) {
    if (!key.includes('*') && !names.includes(key)) throw unknownField({ path, field: 'pick' }, key, names);
  }
}

function matches(pattern: string, name: string): boolean {
  const expression = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${expression}$`).test(name);
}
