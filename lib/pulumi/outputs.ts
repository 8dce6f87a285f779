/** Outputs while a tree is rendered: a text stands for each, and is swapped for it before a resource is registered. */
import * as pulumi from '@pulumi/pulumi';
import { CharthouseError } from '../model/error';
import { holdsPlaceholder, placeholderMark } from '../model/placeholder';
import { isPlainObject, type Deferred } from '../model/value';
import { silent } from './output-state';

const placeholder = /\uE001(\d+)\uE001/;
const placeholders = /\uE001(\d+)\uE001/g;

/** An Output of a tree, and what is known of it. */
export interface HeldOutput {
  readonly value: pulumi.Output<unknown>;
  /** Whether its author said that it is secret. */
  readonly secret: boolean;
}

/** An Output, and where it stands in a manifest. */
export interface PlacedOutput {
  readonly output: HeldOutput;
  readonly place: string;
}

/** The Outputs of one tree. */
export class Outputs {
  private readonly held: HeldOutput[] = [];
  private readonly texts = new Map<unknown, string>();

  /** The text that stands for an Output: the same each time that a tree is rendered. */
  public textFor(value: Deferred<unknown>, secret = false): string {
    const known = this.texts.get(value);
    if (known !== undefined) return known;
    // A tree is rendered more than once, each time with Outputs of its own: the gate tells of those that are sent.
    return this.hold(value, { value: silent(value as unknown as pulumi.Output<unknown>), secret });
  }

  /** The same for an Output that is there only when the tree is registered, such as one of a resource of its own. */
  public textForLater(key: string, make: () => pulumi.Output<unknown>): string {
    const known = this.texts.get(key);
    if (known !== undefined) return known;
    let made: pulumi.Output<unknown> | undefined;
    return this.hold(key, { get value() { return made ??= make(); }, secret: false });
  }

  private hold(key: unknown, output: HeldOutput): string {
    const text = `${placeholderMark}${this.held.length}${placeholderMark}`;
    this.held.push(output);
    this.texts.set(key, text);
    return text;
  }

  /** Every Output that a manifest holds, with the place where it stands. */
  public within(manifest: unknown, path: string, place = ''): readonly PlacedOutput[] {
    if (this.held.length === 0) return [];
    if (typeof manifest === 'string') {
      return [...manifest.matchAll(placeholders)].map(([, index]) => ({ output: this.at(index), place }));
    }
    if (Array.isArray(manifest)) {
      return manifest.flatMap((item, index) => this.within(item, path, `${place}[${index}]`));
    }
    if (!isPlainObject(manifest)) return [];
    return Object.entries(manifest).flatMap(([key, value]) => {
      if (placeholder.test(key)) throw inName(key, path, place);
      return this.within(value, path, place === '' ? key : `${place}.${key}`);
    });
  }

  /** The manifest with its Outputs, for who resolves them. */
  public restored(manifest: unknown): unknown {
    if (this.held.length === 0) return manifest;
    return this.replaced(manifest, ({ value, secret }) => {
      const known = pulumi.runtime.isDryRun() ? value.apply(unknownWhereNothing) : value;
      return secret ? pulumi.secret(known) : known;
    });
  }

  /** The manifest with what its Outputs came to: those that are not known keep their text. */
  public resolved(manifest: unknown, values: ReadonlyMap<pulumi.Output<unknown>, unknown>): unknown {
    return this.replaced(manifest, ({ value }, text) => (values.has(value) ? values.get(value) : text));
  }

  private replaced(manifest: unknown, by: (output: HeldOutput, text: string) => unknown): unknown {
    if (holdsPlaceholder(manifest)) return this.replacedIn(manifest, by);
    if (Array.isArray(manifest)) return manifest.map((item) => this.replaced(item, by));
    if (!isPlainObject(manifest)) return manifest;
    return Object.fromEntries(Object.entries(manifest).map(([key, value]) => [key, this.replaced(value, by)]));
  }

  /** A text may hold several, where a transform has joined it. */
  private replacedIn(text: string, by: (output: HeldOutput, text: string) => unknown): unknown {
    const parts = text.split(placeholders).map((part, index) =>
      (index % 2 === 0 ? part : by(this.at(part), `${placeholderMark}${part}${placeholderMark}`)));
    const [before, only, after] = parts;
    if (parts.length === 3 && before === '' && after === '') return only;
    return parts.some((part) => pulumi.Output.isInstance(part)) ? pulumi.all(parts).apply(joined) : joined(parts);
  }

  private at(index: string | undefined): HeldOutput {
    const output = this.held[Number(index)];
    if (output === undefined) throw new Error(`no Output ${index} in this tree`);
    return output;
  }
}

/** A preview may know an object that is yet to be made, and not all of its fields. */
function unknownWhereNothing(value: unknown): unknown {
  return value === undefined ? pulumi.unknown : value;
}

function joined(parts: readonly unknown[]): string {
  return parts.map(String).join('');
}

function inName(key: string, path: string, place: string): CharthouseError {
  return new CharthouseError({
    path,
    field: `${place}.${key.replace(placeholders, '(an Output)')}`,
    problem: 'holds an Output in the name of a field',
    value: 'an Output',
    allowed: 'Outputs in values',
    fix: 'give the field a plain name',
  });
}
