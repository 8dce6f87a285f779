/**
 * Derived values: computed from settled fields, such as a checksum of files, or a runtime's limit from the memory
 * limit.
 */
import { markBrand, hasBrand } from '../brand';
import { CharthouseError } from '../error';
import { deferredsIn, joined, keepingOutputs, knownIn } from '../later';
import { isReference } from '../reference';
import { render } from '../render';
import { isDeferred, isPlainObject, Late, type Viewpoint } from '../value';
import type { ContainerCollections, Entry, PodCollections } from './collections';
import type { NeedName } from './folds';

/** A settled field that a value can be derived from. */
export type FieldReference =
  | { readonly kind: 'pod' | 'controller'; readonly field: string }
  | { readonly kind: 'container'; readonly container: string; readonly field: string }
  | { readonly kind: 'need'; readonly field: NeedName }
  | { readonly kind: 'collection'; readonly field: keyof PodCollections }
  | { readonly kind: 'allContainers'; readonly field: keyof ContainerCollections }
  | { readonly kind: 'containerCollection'; readonly container: string; readonly field: keyof ContainerCollections };

/** Reads settled fields. */
export interface FieldReader {
  readonly path: string;
  read(reference: FieldReference): unknown;
}

/**
 * A value that is computed from settled fields when the manifest is rendered. Of fields of the pod, its controller or a
 * container it gets what is known: where one holds an Output, the value comes later too. Entries of collections are
 * given as they were added.
 */
export class Derived extends Late {
  static {
    markBrand(this.prototype, 'Derived');
  }

  private reader: FieldReader | undefined;
  private parts: Map<string, Derived> | undefined;

  public constructor(
    public readonly from: readonly FieldReference[],
    private readonly compute: (...values: readonly unknown[]) => unknown,
  ) {
    super((viewpoint) => this.value(viewpoint));
  }

  /** Gives the settled draft to read from; called once, when the draft settles. */
  public settle(reader: FieldReader): void {
    this.reader = reader;
  }

  /** A field within the object that this value will be: derived from the same, and the same each time. */
  public within(field: string): Derived {
    this.parts ??= new Map();
    const part = this.parts.get(field)
      ?? new Derived(this.from, (...sources) => fieldWithin(this.compute(...sources), field));
    if (this.reader !== undefined) part.settle(this.reader);
    this.parts.set(field, part);
    return part;
  }

  /** The value; other derived values among its sources are computed first. */
  public value(viewpoint: Viewpoint): unknown {
    const reader = this.reader;
    if (reader === undefined) {
      throw new CharthouseError({
        path: viewpoint.path,
        problem: 'reads a derived value before the draft is settled',
        fix: 'read it in emit, not in apply',
      });
    }
    const sources = this.from.map((reference) => settledValue(reader.read(reference), reference, viewpoint));
    const outputs = this.from.flatMap(({ kind }, index) => (ofEntries.has(kind) ? [] : deferredsIn(sources[index])));
    if (outputs.length === 0) return this.compute(...sources);
    return joined(outputs, (known) => this.compute(...sources.map((source, index) =>
      (ofEntries.has(this.from[index]?.kind ?? '') ? source : knownIn(source, outputs, known)))));
  }
}

/** The value of a field such as `securityContext.runAsUser`; where the way leads into a derived value, so is it. */
export function fieldWithin(value: unknown, field: string): unknown {
  let current = value;
  for (let start = 0; ;) {
    if (isDeferred(current)) return current.apply((known) => fieldWithin(known, field.slice(start)));
    if (hasBrand(current, 'Derived')) return (current as Derived).within(field.slice(start));
    if (!isPlainObject(current)) return undefined;
    const end = field.indexOf('.', start);
    if (end === -1) return current[start === 0 ? field : field.slice(start)];
    current = current[field.slice(start, end)];
    start = end + 1;
  }
}

/** Kinds of fields that are entries of a collection. */
const ofEntries: ReadonlySet<string> = new Set<FieldReference['kind']>([
  'collection', 'allContainers', 'containerCollection',
]);

function settledValue(raw: unknown, { kind, field }: FieldReference, viewpoint: Viewpoint): unknown {
  const value = !isDeferred(raw) && hasBrand(raw, 'Derived') ? (raw as Derived).value(viewpoint) : raw;
  return ofEntries.has(kind) || !holdsReference(value) ? value : render(value, keepingOutputs(viewpoint), field);
}

function holdsReference(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || isDeferred(value)) return false;
  if (Array.isArray(value)) return value.some(holdsReference);
  return isPlainObject(value) ? Object.values(value).some(holdsReference) : isReference(value);
}

/** Throws where derived values lead back to themselves, and names the fields on the way. */
export function refuseCycles(deriveds: readonly Derived[], reader: FieldReader): void {
  const done = new Set<Derived>();
  const visit = (derived: Derived, way: readonly string[], open: readonly Derived[]): void => {
    if (done.has(derived)) return;
    if (open.includes(derived)) {
      const circle = [...way, way[0]].join(' from ');
      throw new CharthouseError({
        path: reader.path,
        field: way[0],
        problem: `is derived from itself: ${circle}`,
        value: circle,
        allowed: 'derived values without a cycle',
        fix: 'derive one of them from a field that a pattern claims as it is',
      });
    }
    for (const reference of derived.from) {
      // What is needed are numbers and names.
      if (reference.kind === 'need') continue;
      const sources = derivedsIn(reader.read(reference));
      for (const next of sources) visit(next, [...way, reference.field], [...open, derived]);
    }
    done.add(derived);
  };
  for (const derived of deriveds) visit(derived, [], []);
}

function derivedsIn(value: unknown, found: Derived[] = []): readonly Derived[] {
  if (typeof value !== 'object' || value === null || isDeferred(value)) return found;
  if (hasBrand(value, 'Derived')) found.push(value as Derived);
  else if (Array.isArray(value)) for (const item of value) derivedsIn(item, found);
  else if (isPlainObject(value)) for (const key of Object.keys(value)) derivedsIn(value[key], found);
  return found;
}

/** Entries of a collection as a derived value gets them. */
export type DerivedEntries<Item> = readonly Entry<Item>[];
