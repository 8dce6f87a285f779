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

const referencePrototype: object = Object.freeze({ constructor: class Reference {} });

/** Makes a reference. It cannot become text by accident: `${reference}` throws, and names the fix. */
export function makeReference<T extends string | number>(
  description: string,
  endpoints: readonly Endpoint[],
  render: (viewpoint: Viewpoint) => T,
  known?: string,
): Reference<T> {
  const refuse = (): never => {
    throw new CharthouseError({
      path: endpoints[0]?.path ?? description,
      problem: `the reference to ${description} was pasted into a plain template string: its address is not known yet`,
      value: description,
      allowed: 'the reference by itself, or inside text`…`',
      fix: 'write text`…` before the template, as in text`${api.url}/v1`',
    });
  };
  // Not a plain object: what merges and copies plain data must take a reference for a leaf.
  const reference = Object.assign(Object.create(referencePrototype) as object, {
    description,
    endpoints,
    render,
  }) as Reference<T>;
  markBrand(reference, 'Reference');
  const hidden = { enumerable: false };
  Object.defineProperties(reference, {
    known: { ...hidden, value: known },
    toString: { ...hidden, value: refuse },
    [Symbol.toPrimitive]: { ...hidden, value: refuse },
    toJSON: { ...hidden, value: () => `${referenceMarker}${description}` },
    [Symbol.for('nodejs.util.inspect.custom')]: { ...hidden, value: () => `Reference(${description})` },
  });
  return Object.freeze(reference);
}

/** Whether the value is a reference (of whichever copy). */
export function isReference(value: unknown): value is Reference {
  return hasBrand(value, 'Reference');
}
