/** Modes of files in volumes. */
import { isKnownOf } from '../model/make-shape';
import { integer, shapeOf, type Shape } from '../model/shape';

const modes = integer(0, 0o777);

/** What somebody who thinks in octal writes without `0o`: as the numbers that they are, nobody wants these modes. */
const octalWithoutPrefix: readonly unknown[] = Object.freeze([400, 440, 444, 500]);

/** The mode of a file, as a number: `0o440`. */
export const fileMode: Shape = shapeOf(
  'a file mode from 0 to 0o777, such as 0o440',
  (value) => isKnownOf(modes, value) && !octalWithoutPrefix.includes(value),
  (value) => (/^(0o?)?[0-7]{3}$/.test(String(value))
    ? `write it in octal, as a number: 0o${String(value).slice(-3)}`
    : 'write it in octal, as a number: 0o644'),
);
