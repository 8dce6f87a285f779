/** Shapes of values that hold no others: texts, flags, numbers. */
import { fixFor, shapeOf, type Shape } from './make-shape';
import { isLabelValue } from './names';

/** Any text that is not empty. */
export const textShape: Shape = shapeOf(
  'a text that is not empty',
  (value) => typeof value === 'string' && value !== '',
  (value) => (value === '' ? 'leave it out, or write something' : 'write it as text, in quotes'),
);

/** `true` or `false`. */
export const flag: Shape = shapeOf('true or false', (value) => typeof value === 'boolean', 'write true or false');

/** Something with a name: what `existing` makes, an ApiObject of any library, or `{ name }`. */
export const named: Shape = Object.freeze({
  whole: true,
  ...shapeOf(
  "an object with a name, such as { name: 'login' }",
  (value) => typeof value === 'object' && typeof (value as { readonly name?: unknown } | null)?.name === 'string',
  (value) => (typeof value === 'string' ? `give { name: '${value}' }, or what existing.… returns`
    : fixFor((value as { readonly name?: unknown } | undefined)?.name, 'give its name')),
  ),
});

/** The value of a label. */
export const labelValue: Shape = shapeOf(
  "a label value: at most 63 letters, digits, '-', '_' or '.'",
  (value) => typeof value === 'string' && isLabelValue(value),
  (value) => (typeof value === 'string' ? 'put longer text into an annotation' : 'write it as text, in quotes'),
);

/** An absolute path of a directory or file inside a container. */
export const absolutePath: Shape = shapeOf(
  'an absolute path below /',
  (value) => typeof value === 'string' && /^\/[^:]*[^:/][^:]*$/.test(value),
  "begin with /, and write no ':'",
);

/** The name of a key of a Secret or ConfigMap. */
export const configKey: Shape = shapeOf(
  "the name of a key: at most 253 letters, digits, '-', '_' or '.'",
  (value) => typeof value === 'string' && /^(?!\.\.?$|\.\.)[-._a-zA-Z0-9]{1,253}$/.test(value),
);

/** Anything at all: the pattern looks closer itself. */
export const anything: Shape = { allowed: 'any value', check: () => undefined };

/** A whole number within bounds. */
export function integer(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Shape {
  const allowed =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number of at least ${minimum}`
      : `a whole number from ${minimum} to ${maximum}`;
  return shapeOf(
    allowed,
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= minimum && value <= maximum,
    (value) => fixOfNumber(value, minimum),
  );
}

function fixOfNumber(value: unknown, minimum: number): string {
  if (typeof value === 'string' && /^-?\d+$/.test(value)) return `write ${value} without quotes`;
  if (typeof value !== 'number') return 'give a number';
  if (!Number.isFinite(value)) return 'check the arithmetic that made it';
  return value < minimum ? 'raise it' : Number.isInteger(value) ? 'lower it' : 'round it';
}

/** A port number. */
export const port: Shape = integer(1, 65535);

/** The name of a port (https://www.rfc-editor.org/rfc/rfc6335). */
export const portName: Shape = shapeOf(
  "a port name: at most 15 lower-case letters, digits and '-', with a letter",
  (value) => typeof value === 'string' && value.length <= 15 && /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(value),
  'choose a name of that form',
);

/** A whole number, or a percentage such as `25%`. */
export const integerOrPercent: Shape = shapeOf(
  "a whole number of at least 0, or a percentage such as '25%'",
  (value) =>
    typeof value === 'number'
      ? Number.isInteger(value) && value >= 0
      : typeof value === 'string' && /^(100|[1-9]?\d)%$/.test(value),
  (value) =>
    typeof value === 'string' && /^\d+$/.test(value) ? `write ${value}, or '${value}%'` : 'write one of the two',
);
