/** Which props of a workload are refused: each is given other values of its type until one is not taken. */
import { outcomeOf, type Refusal } from './outcome';
import { additions, replacements, replacing, type Changed, type Replacement, type TypedProgram } from './typed-programs';

/** A replacement, in the program in which it is made. */
interface Attempt {
  readonly program: TypedProgram;
  readonly replacement: Replacement;
  /** The how manieth of its value it is. */
  readonly turn: number;
}

/** Attempts by the key whose value they replace: below it only where what is within has no name of its own. */
type Attempts = ReadonlyMap<string, readonly Attempt[]>;

/** How often one value is tried: whether it is legal may depend on what stands beside it. */
const timesEach = 4;
const timesAdded = 24;

/**
 * The keys that are refused in at least one of the programs: by an error whose field is the key, or that says what is
 * wrong with what was written there.
 */
export function refusedKeys(
  keys: readonly string[], programs: readonly TypedProgram[], tries: (key: string) => number,
): Set<string> {
  const attempts = attemptsBy(keys, programs);
  const known = new Set(keys);
  const refused = new Set<string>();
  // What is within comes first: an object is refused for what stands in it.
  for (const key of [...keys].sort((left, right) => right.length - left.length)) {
    for (const attempt of (attempts.get(key) ?? []).slice(0, tries(key))) {
      if (refused.has(key)) break;
      for (const each of refusedBy(attempt, key, known)) refused.add(each);
    }
  }
  return refused;
}

/** The keys that are refused, with the objects that they stand in. */
function refusedBy({ program, replacement }: Attempt, key: string, known: ReadonlySet<string>): readonly string[] {
  const outcome = outcomeOf(replacing(program, replacement), 'findings');
  const refusals = 'refused' in outcome ? outcome.refused : [];
  const named = refusals.flatMap(({ field = '' }) => ownersOf(field, known));
  return refusals.some((refusal) => isAbout(refusal, replacement.place)) ? [...named, ...ownersOf(key, known)] : named;
}

/** The known keys that a field is, and is in. */
function ownersOf(field: string, known: ReadonlySet<string>): readonly string[] {
  const words = field.split(/[.[]/);
  return words.map((_word, index) => words.slice(0, index + 1).join('.')).filter((key) => known.has(key));
}

function attemptsBy(keys: readonly string[], programs: readonly TypedProgram[]): Attempts {
  const known = new Set(keys);
  const attempts = new Map<string, Attempt[]>();
  const times = new Map<string, number>();
  for (const [index, program] of programs.entries()) {
    const next = programs[index + 1] ?? programs[0]!;
    for (const replacement of [...replacements(program), ...additions(program, next)]) {
      const key = ownerOf(replacement.place.key, known);
      if (key === undefined) continue;
      const value = `${replacement.place.key} ${replacement.turn}`;
      const count = (times.get(value) ?? 0) + 1;
      times.set(value, count);
      if (count > (replacement.turn === 'added' ? timesAdded : timesEach)) continue;
      const each = attempts.get(key) ?? [];
      attempts.set(key, each);
      // Every value once, then what is said elsewhere, and then again.
      each.push({ program, replacement, turn: replacement.turn === 'added' ? count + 0.5 : count });
    }
  }
  for (const each of attempts.values()) each.sort((left, right) => left.turn - right.turn);
  return attempts;
}

/** The known key that a place is at, or within as an entry or an item. */
function ownerOf(key: string, known: ReadonlySet<string>): string | undefined {
  if (known.has(key)) return key;
  const [owner = ''] = key.split(/\.\*|\[\]/);
  return owner !== key && known.has(owner) ? owner : undefined;
}

/** Whether a refusal is about what was changed: its field stands there, or it says the word. */
export function isAbout({ field = '', message }: Refusal, { key }: Pick<Changed, 'key'>): boolean {
  // An object that is not there is known by its kind, not by the prop that speaks of it.
  if (key === 'transform') return field.startsWith('object ');
  const text = `${field} ${message}`.toLowerCase();
  return key.split(/[.*[\]]+/).some((word) => word !== '' && text.includes(word.toLowerCase().replace(/s$/, '')));
}
