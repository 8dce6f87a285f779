/** Shapes under one name, for authors of patterns. */
import {
  anyOf,
  anything,
  flag,
  integer,
  integerOrPercent,
  list,
  mapOf,
  object,
  oneOf,
  orFalse,
  port,
  portName,
  shapeOf,
  textShape,
  valueOf,
} from './shape';

/** What the keys of a pattern can be: `shape.object({ path: shape.text, port: shape.port })`. */
export const shape = Object.freeze({
  anyOf,
  anything,
  flag,
  integer,
  integerOrPercent,
  list,
  map: mapOf,
  object,
  of: shapeOf,
  oneOf,
  orFalse,
  port,
  portName,
  text: textShape,
  value: valueOf,
});
