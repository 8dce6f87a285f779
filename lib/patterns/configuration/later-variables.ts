/** Maps of variables that come later as a whole: what is in one is known when the stack is deployed. */
import { CharthouseError } from '../../model/error';
import type { ContainerVerbs } from '../../model/draft/draft';
import type { VariableEntry } from '../../model/draft/later-env';
import { mapsOf } from '../../model/layered-map';
import { unset } from '../../model/rule';
import { mapOf, type Shape } from '../../model/shape';
import { isDeferred, isPlainObject, type Deferred } from '../../model/value';
import { afterReferred, knownText } from '../../model/variable-references';
import { containerField, type ContainerFacts } from '../facts';
import { variable, variableText } from './variable-shape';
import { checkVariableName, type EnvValue } from './variables';

/** A map that comes later, and the names that layers above it say. */
interface LaterMap {
  readonly map: Deferred<unknown>;
  readonly above: ReadonlySet<string>;
}

/** The variables of all layers. */
interface Variables {
  readonly plain: Readonly<Record<string, EnvValue>>;
  readonly later: readonly LaterMap[];
}

const plainMap = mapOf(variable);

/** What `env` can be. */
export const envShape: Shape = {
  ...plainMap,
  allowed: `${plainMap.allowed}; or an Output of a map`,
  check(value, place) {
    if (!isDeferred(value)) plainMap.check(value, place);
  },
};

/** The variables that the layers say. */
export function variablesOf(env: unknown): Variables {
  const maps = mapsOf(env);
  const namesFrom = (index: number): readonly string[] =>
    maps.slice(index).flatMap((map) => (isDeferred(map) ? [] : Object.keys(map)));
  const later = maps.flatMap((map, index) =>
    (isDeferred(map) ? [{ map, above: new Set(namesFrom(index + 1)) }] : []));
  const said = new Map(maps.flatMap((map) => (isDeferred(map) ? [] : Object.entries(map))));
  const plain = [...said].filter(([, value]) => value !== unset);
  return { plain: Object.fromEntries(plain) as Record<string, EnvValue>, later };
}

/** Adds what the maps turn out to hold: after what is there, or in the place of what layers below say. */
export function addLaterVariables(
  { plain, later }: Variables,
  container: ContainerVerbs,
  facts: ContainerFacts,
  check: (variables: Readonly<Record<string, string>>) => void,
): void {
  if (later.length === 0) return;
  container.add('laterEnv', 'env', {
    maps: later.map(({ map }) => map),
    complete(entries, known) {
      const added = new Map<string, VariableEntry>();
      for (const [index, map] of known.entries()) {
        for (const [name, value] of entriesOf(map, facts)) {
          if (later[index]?.above.has(name) === true) continue;
          const own = Object.hasOwn(plain, name);
          if (!own && entries.some((entry) => entry.name === name)) throw twice(name, facts);
          added.set(name, { name, value: textOf(name, value, facts) });
        }
      }
      const there = entries.map((entry) => added.get(entry.name) ?? entry);
      const further = [...added.values()].filter((entry) => !there.includes(entry));
      const all = [...there, ...further.sort((left, right) => (left.name < right.name ? -1 : 1))];
      check(Object.fromEntries(all.map(({ name, value }) => [name, knownText(value)])));
      return afterReferred(all, ({ name }) => name, ({ value }) => knownText(value));
    },
  }, 'props');
}

/** The entries of a map that is known now. */
function entriesOf(map: unknown, facts: ContainerFacts): readonly (readonly [string, unknown])[] {
  if (!isPlainObject(map)) {
    throw new CharthouseError({
      path: facts.workload.path,
      field: containerField(facts, 'env'),
      problem: 'is known now, and must be a map',
      value: map,
      allowed: 'an Output of a map of texts, numbers, true or false',
      fix: 'make a map of it by apply',
    });
  }
  return Object.entries(map).filter(([, value]) => value !== undefined);
}

function textOf(name: string, value: unknown, facts: ContainerFacts): string {
  checkVariableName(name, facts);
  return variableText(value, { path: facts.workload.path, field: containerField(facts, `env.${name}`) });
}

function twice(name: string, facts: ContainerFacts): CharthouseError {
  return new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, `env.${name}`),
    problem: 'is there already, by a pattern',
    value: name,
    allowed: 'one entry for each key',
    fix: 'leave it out of the map, or rename it',
  });
}
