/** References: an address of something in the tree. Used in env, args or a file, a reference *is* the connection. */
import { hasBrand, markBrand } from './brand';
import { CharthouseError } from './error';
import type { Endpoint } from './endpoint';
import type { Viewpoint } from './viewpoint';

/**
 * Begins the text that stands for a reference in JSON, so that synthesis finds and refuses it: a character that nobody
 * types, and that JSON does not escape.
 */
export const referenceMarker = '\uE000charthouse.reference:';

/** An address that is written when the manifest is rendered, as seen from the workload that uses it. */
export interface Reference<T = string | number> {
  /** What the reference gives, such as `shop/orders hostname`. */
  readonly description: string;
  /** Everything that it points to: what whoever uses it connects to. */
  readonly endpoints: readonly Endpoint[];
  /** What of its text is known beforehand. @default - nothing */
  readonly known?: string | undefined;
  /** The text or number, as seen from the viewpoint. */
  render(viewpoint: Viewpoint): T;
}

/** Not a plain object: what merges and copies plain data must take a reference for a leaf. */
class ReferenceOf<T> implements Reference<T> {
  static {
    markBrand(this.prototype, 'Reference');
  }

  readonly #known: string | undefined;

  public constructor(
    public readonly description: string,
    public readonly endpoints: readonly Endpoint[],
    public readonly render: (viewpoint: Viewpoint) => T,
    known: string | undefined,
  ) {
    this.#known = known;
    Object.freeze(this);
  }

  public get known(): string | undefined {
    return this.#known;
  }

  public toJSON(): string {
    return `${referenceMarker}${this.description}`;
  }

  public toString(): never {
    const { description, endpoints } = this;
    throw new CharthouseError({
      path: endpoints[0]?.path ?? description,
      problem: `the reference to ${description} was pasted into a plain template string: its address is not known yet`,
      value: description,
      allowed: 'the reference by itself, or inside text`…`',
      fix: 'write text`…` before the template, as in text`${api.url}/v1`',
    });
  }

  public [Symbol.toPrimitive](): never {
    return this.toString();
  }

  public [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Reference(${this.description})`;
  }
}

/** Makes a reference. It cannot become text by accident: `${reference}` throws, and names the fix. */
export function makeReference<T extends string | number>(
  description: string,
  endpoints: readonly Endpoint[],
  render: (viewpoint: Viewpoint) => T,
  known?: string,
): Reference<T> {
  return new ReferenceOf(description, endpoints, render, known);
}

/** Whether the value is a reference (of whichever copy). */
export function isReference(value: unknown): value is Reference {
  return hasBrand(value, 'Reference');
}
