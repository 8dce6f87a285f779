/** The words of a command: the first is the program, and any other may be empty, as in `redis-cli -a ''`. */
import { list, shapeOf, textShape, valueOf, type Shape } from '../model/shape';

/** A text, which may be empty. */
export const anyText: Shape = shapeOf('a text', (value) => typeof value === 'string');

/** A command of plain words. */
export const plainWords: Shape = beginningWith(textShape, list(anyText));

/** A command whose words may come later. */
export const words: Shape = beginningWith(valueOf(textShape), list(valueOf(anyText)));

function beginningWith(program: Shape, all: Shape): Shape {
  return {
    ...all,
    check(value, place) {
      all.check(value, place);
      const [first] = value as readonly unknown[];
      if (first !== undefined) program.check(first, { ...place, field: `${place.field}[0]` });
    },
  };
}
