/** Other values of the type that a value has: what the compiler lets through, and Kubernetes may not. */
import type { Shape } from '../../../lib';

type Fields = Readonly<Record<string, unknown>>;

const texts = Object.freeze([
  '', 'UPPER', 'a b', 'ünï', '../etc', '/', '-x', '$(NOPE)', 'latest', 'two\nlines', 'a'.repeat(64), 'x'.repeat(300),
]);
const numbers = Object.freeze([-1, 1.5, 0, 65_536, 2 ** 31, 1e9, Number.NaN]);
const names = Object.freeze(['other', '', '__proto__', 'A B', 'k'.repeat(300)]);

/** The words of an enumeration, such as `one of 'TCP', 'UDP'`; none where a shape takes anything besides. */
export function wordsOf(shape: Shape | undefined): readonly (string | number)[] {
  const match = /^(?:false, or )?(?:one of )?((?:'[^']*'|\d+)(?:, (?:'[^']*'|\d+))*)$/.exec(shape?.allowed ?? '');
  return (match?.[1] ?? '').split(', ').filter((word) => word !== '').map((word) =>
    word.startsWith("'") ? word.slice(1, -1) : Number(word));
}

/** Other values than this one, of its type. None where there is no telling: a construct, bytes, what comes later. */
export function otherValues(value: unknown, shape: Shape | undefined): readonly unknown[] {
  const off = shape?.allowed.startsWith('false, or ') === true && value !== false ? [false] : [];
  return [...ofType(value, shape), ...off];
}

function ofType(value: unknown, shape: Shape | undefined): readonly unknown[] {
  const words = wordsOf(shape);
  if (words.length > 0) return words.filter((word) => word !== value);
  if (typeof value === 'boolean') return onlyFalse(shape) ? [] : [!value];
  if (typeof value === 'string') return texts;
  if (typeof value === 'number') return numbers;
  if (Array.isArray(value)) return value.length === 0 ? [] : [[], [...value as unknown[], value[0]]];
  if (typeof value !== 'object' || value === null) return [];
  if (isNamed(value, shape)) return texts.map((name) => ({ name }));
  return shape?.entries === undefined ? [] : otherMaps(value as Fields, shape.entries);
}

/** `true` is no value of what can be switched off alone, or on alone. */
function onlyFalse(shape: Shape | undefined): boolean {
  return shape !== undefined && !shape.allowed.includes('true or false');
}

/** Whether the value is something with a name, of which only the name is known. */
export function isNamed(value: object, shape: Shape | undefined): boolean {
  return shape?.allowed.includes('an object with a name') === true && 'name' in value;
}

function otherMaps(map: Fields, entries: Shape): readonly unknown[] {
  const [first = entries.allowed.startsWith('a whole number') ? 1000 : undefined] = Object.values(map);
  return [{}, ...first === undefined ? [] : names.map((name) => withOwn(map, name, first))];
}

/** The map with one more entry, which `__proto__` is too. */
function withOwn(map: Fields, name: string, value: unknown): object {
  return Object.defineProperty({ ...map }, name, { value, enumerable: true, configurable: true, writable: true });
}
