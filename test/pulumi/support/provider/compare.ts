/**
 * What differs between an object and what it shall be: the paths, as the engine writes them, and which of them replace
 * the object. The rules are the real provider's, which first makes a JSON merge patch (RFC 7386) and then takes it
 * apart: lists are compared by the places of their items, and what neither the old nor the new inputs have is no
 * difference.
 */
import { isList, isMap, unknown, type Properties, type Value } from './values';

/** How a field differs. */
export interface Difference {
  readonly change: 'add' | 'delete' | 'update';
  readonly replaces: boolean;
}

interface Compared {
  readonly patch: Value | undefined;
  readonly old: Value | undefined;
  readonly input: Value | undefined;
  readonly oldInput: Value | undefined;
}

type Path = readonly (string | number)[];
type Found = Map<string, Difference>;

/** The differences by path. */
export function differences(old: Properties, inputs: Properties, forceNew: readonly string[]): Found {
  const found: Found = new Map();
  const patch = mergePatch(old, inputs) as Properties;
  compareMaps([], { patch, old, input: inputs, oldInput: old }, false, { found, forceNew });
  return found;
}

interface Noted {
  readonly found: Found;
  readonly forceNew: readonly string[];
}

/** What is to be changed; `undefined` stands where something is to go. */
function mergePatch(old: Properties, input: Properties): Readonly<Record<string, Value | undefined>> {
  const patch: Record<string, Value | undefined> = {};
  for (const [name, value] of Object.entries(input)) {
    const before = old[name];
    if (isMap(before) && isMap(value)) {
      const inner = mergePatch(before, value);
      if (Object.keys(inner).length > 0) patch[name] = inner as Properties;
    } else if (before === undefined || !equal(before, value)) {
      patch[name] = value;
    }
  }
  for (const name of Object.keys(old)) if (input[name] === undefined) patch[name] = undefined;
  return patch;
}

function compareMaps(path: Path, { patch, old, input, oldInput }: Compared, inList: boolean, noted: Noted): void {
  const of = (value: Value | undefined, name: string): Value | undefined => isMap(value) ? value[name] : undefined;
  const names = Object.keys(patch as Properties);
  // Within a list the patch has whole items: what is to go is only missing there.
  const gone = inList && isMap(old) ? Object.keys(old).filter((name) => !names.includes(name)) : [];
  for (const name of [...names, ...gone]) {
    const [inPatch, inOld] = [of(patch, name), of(old, name)] as const;
    const each: Compared = { patch: inPatch, old: inOld, input: of(input, name), oldInput: of(oldInput, name) };
    compare([...path, name], each, inList, noted);
  }
}

function compareLists(path: Path, { patch, old, input, oldInput }: Compared, noted: Noted): void {
  const of = (value: Value | undefined, index: number): Value | undefined => isList(value) ? value[index] : undefined;
  const length = Math.max((patch as readonly Value[]).length, (old as readonly Value[]).length);
  for (let index = 0; index < length; index++) {
    // Past the end of the inputs an item counts as stated, so that it is seen to go.
    const [inPatch, inOld, inInput] = [of(patch, index), of(old, index), of(input, index)] as const;
    const each: Compared = { patch: inPatch, old: inOld, input: inInput, oldInput: of(oldInput, index) ?? null };
    compare([...path, index], each, true, noted);
  }
}

function compare(path: Path, compared: Compared, inList: boolean, noted: Noted): void {
  const { patch, old, input, oldInput } = compared;
  if (input === undefined && (patch !== undefined || oldInput === undefined)) return;
  if (patch === undefined) note(path, 'delete', patch, noted);
  else if (old === undefined) note(path, 'add', patch, noted);
  else if (patch !== unknown && isMap(patch) && isMap(old)) compareMaps(path, compared, inList, noted);
  else if (patch !== unknown && isList(patch) && isList(old)) compareLists(path, compared, noted);
  else if (!equal(patch, old)) note(path, 'update', patch, noted);
}

function note(path: Path, change: Difference['change'], patch: Value | undefined, { found, forceNew }: Noted): void {
  const nested = path.reduceRight<Value>((inner, step) =>
    typeof step === 'number' ? [inner] : { [step]: inner }, patch ?? null);
  found.set(written(path), { change, replaces: forceNew.some((field) => stands(nested, field.split('.'))) });
}

/** Whether a field, such as `spec.containers[*].image`, stands in a value. */
function stands(value: Value | undefined, [step, ...rest]: readonly string[]): boolean {
  if (value === undefined) return false;
  if (step === undefined) return true;
  const [name = '', every] = step.split('[');
  const inner = isMap(value) ? value[name] : undefined;
  if (every === undefined) return stands(inner, rest);
  return isList(inner) && inner.every((item) => stands(item, rest));
}

/** A path as the engine writes it: `spec.ports[0]`, `metadata.labels["a.b/c"]`. */
function written(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (/[."[\]]/.test(step)) return `${text}["${step.replaceAll('"', '\\"')}"]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function equal(one: Value, other: Value): boolean {
  if (one === unknown || other === unknown) return false;
  if (isList(one) && isList(other))
    return one.length === other.length && one.every((each, index) => equal(each, other[index] ?? null));
  if (!isMap(one) || !isMap(other)) return one === other;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length
    && names.every((name) => other[name] !== undefined && equal(one[name] ?? null, other[name]));
}
