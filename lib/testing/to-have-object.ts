/** `toHaveObject`: an object of a kind is there, by name, with these fields at least. */
import { kindOf, nameOf, objectText } from '../checks/object-identity';
import type { CheckedObject } from '../checks/check';
import { nearest } from '../model/error';
import { differencesOf, differenceText } from './differences';
import { firstOf, result, type MatcherResult } from './matcher';
import { subjectOf, type Subject } from './subject';

/** Whether the tree has the object. Of a list that is expected, the items may stand anywhere, between others. */
export function toHaveObject(
  tested: unknown,
  kind: string,
  nameOrFields?: string | object,
  fields?: object,
): MatcherResult {
  const subject = subjectOf(tested, 'toHaveObject');
  const name = typeof nameOrFields === 'string' ? nameOrFields : undefined;
  const expected = typeof nameOrFields === 'object' ? nameOrFields : fields;
  const wanted = name === undefined ? kind : `${kind} ${name}`;
  const ofKind = subject.objects.filter(({ manifest }) => kindOf(manifest) === kind);
  if (ofKind.length === 0) return result(false, ...missingKind(subject, wanted, kind));
  const named = ofKind.filter(({ manifest }) => name === undefined || nameOf(manifest) === name);
  if (named.length === 0) return result(false, ...missingName(subject, wanted, name ?? '', ofKind));
  const ranked = named.map((object) => ({ object, found: differencesOf(expected ?? {}, object.manifest) }))
    .sort((left, right) => left.found.length - right.found.length);
  const [best] = ranked;
  if (best === undefined || best.found.length === 0) {
    const found = ranked.filter((each) => each.found.length === 0).map(({ object }) => `  ${textOf(object)}`);
    const like = expected === undefined ? '' : ' with these fields';
    return result(true, `expected ${subject.name} not to have ${wanted}${like}, but it has`, found);
  }
  const which = ranked.length === 1 ? '' : ` (the nearest of ${ranked.length})`;
  return result(
    false,
    `expected ${subject.name} to have ${wanted} as stated; ${textOf(best.object)}${which} differs`,
    firstOf(best.found.map(differenceText)),
  );
}

function missingKind({ name, objects }: Subject, wanted: string, kind: string): readonly [string, readonly string[]] {
  const counts = new Map<string, number>();
  for (const { manifest } of objects) counts.set(kindOf(manifest), (counts.get(kindOf(manifest)) ?? 0) + 1);
  const kinds = [...counts].sort(([left], [right]) => (left < right ? -1 : 1));
  const guess = nearest(kind, kinds.map(([each]) => each));
  const there = kinds.length === 0 ? 'no objects' : kinds.map(([each, count]) => `${count} ${each}`).join(', ');
  return [
    `expected ${name} to have ${wanted}, but it has no object of kind ${kind}${didYouMean(guess)}`,
    [`  it has ${there}`],
  ];
}

function missingName(
  { name: subject }: Subject, wanted: string, name: string, ofKind: readonly CheckedObject[],
): readonly [string, readonly string[]] {
  const guess = nearest(name, ofKind.map(({ manifest }) => nameOf(manifest)));
  return [
    `expected ${subject} to have ${wanted}, but there is none of that name${didYouMean(guess)}`,
    firstOf(ofKind.map((object) => `  ${textOf(object)}`)),
  ];
}

function didYouMean(guess: string | undefined): string {
  return guess === undefined ? '' : `; did you mean '${guess}'?`;
}

/** The object, and the construct that made it. */
function textOf({ path, manifest }: CheckedObject): string {
  const text = objectText(manifest);
  return text === path ? text : `${text} (${path})`;
}
