/** Where a volume stands, and what is asked of what is said there. */
import type { Draft } from '../../model/draft/draft';
import { CharthouseError } from '../../model/error';
import { isExisting } from '../../model/existing';
import type { Value } from '../../model/value';
import type { ContainerFacts } from '../facts';

/** What is said of scratch space. */
interface ScratchSize {
  /** @default - no limit */
  readonly sizeLimit?: Value<string> | undefined;
}

/** What is known where a volume stands. */
export interface VolumePlace {
  readonly facts: ContainerFacts;
  readonly draft: Draft;
  /** The field of the volume, as its author wrote it. */
  readonly field: string;
  /** What the container and its layers say under keys of other patterns. */
  readonly settings: {
    /** @default - nothing */
    readonly scratch?: ScratchSize | undefined;
    /** @default - nothing */
    readonly registry?: string | false | undefined;
    /** @default - nothing */
    readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
  };
}

/** Throws where a field is missing. Layers may each say a part, so that only here it is known what is there. */
export function demand(fields: Readonly<Record<string, unknown>>, field: string, { facts }: VolumePlace): void {
  const key = Object.keys(fields).find((each) => fields[each] === undefined);
  if (key === undefined) return;
  throw new CharthouseError({
    path: facts.workload.path,
    field: `${field}.${key}`,
    problem: 'is missing',
    allowed: `an object with ${Object.keys(fields).join(' and ')}`,
    fix: `add ${key}`,
  });
}

/** Throws where two files of a volume have one path, or one is where another needs a directory: one is never seen. */
export function refuseSamePath(paths: readonly string[], { facts, field }: VolumePlace): void {
  const places = paths.map((path) => path.split('/').filter((step) => step !== '' && step !== '.').join('/'));
  const twice = paths.find((_path, index) => places.indexOf(places[index] ?? '') !== index);
  const within = paths.find((_path, index) => places.some((place) => `${places[index]}`.startsWith(`${place}/`)));
  if (twice === undefined && within === undefined) return;
  throw new CharthouseError({
    path: facts.workload.path,
    field,
    problem: twice === undefined ? 'has a file below the path of another file' : 'has two files of one path',
    value: twice ?? within,
    allowed: 'a path for each file',
    fix: 'give one of the two another path',
  });
}

/** Vouches for what is declared. */
export function vouch(object: unknown, { draft }: VolumePlace): void {
  if (isExisting(object)) draft.need('declared', [object]);
}

/** The fields that are said. */
export function said<T extends object>(fields: T): { [Field in keyof T]?: Exclude<T[Field], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as
    { [Field in keyof T]?: Exclude<T[Field], undefined> };
}
