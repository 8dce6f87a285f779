/** Makes a pattern of an organisation's own, and checks it. */
import { anything, checkProps, list, object, oneOf, shapeOf, subjectOf, type Shape } from '../model/shape';
import { isPlainObject } from '../model/value';
import { plainValues } from '../model/plain-values';
import { changeShapes, checkChanges } from './changes';
import { makePattern, type Pattern, type PatternProps } from './pattern';
import type { DefaultsOf } from './settings';
import { traits, type Trait } from './traits';

const callable = shapeOf('a function', (value) => typeof value === 'function');
const keySet = shapeOf(
  'what keys({ … }) returns',
  (value) => isPlainObject(value) && isPlainObject(value['shapes']),
  'write keys<YourKeys>({ name: shape.text, … })',
);
const patternShapes = Object.freeze({
  name: shapeOf(
    'a word in camel case: a letter, then letters and digits',
    (value) => typeof value === 'string' && /^[a-z][A-Za-z0-9]*$/.test(value),
    'name it after what it demands, such as costLabels',
  ),
  fits: list(oneOf(...traits)),
  keys: keySet,
  reads: keySet,
  defaults: anything,
  changes: changeShapes,
  container: object({
    keys: keySet, defaults: anything, changes: changeShapes, apply: callable, reach: oneOf('every', 'stated', 'main'),
  }),
  apply: callable,
  emit: callable,
});

/** Makes a pattern. It is checked here, not when it runs. */
export function definePattern<
  const Name extends string,
  const Fits extends Trait = never,
  Keys = object,
  const Defaults extends DefaultsOf<Keys> = object,
  ContainerKeys = object,
  const ContainerDefaults extends DefaultsOf<ContainerKeys> = object,
  Reads = object,
>(
  props: PatternProps<Name, Keys, Fits, Defaults, ContainerKeys, ContainerDefaults, Reads>,
): Pattern<Keys, ContainerKeys, Fits> {
  const subject = subjectOf('pattern', props);
  checkProps(patternShapes, ['name', 'fits'], props, subject);
  const shapes: Readonly<Record<string, Shape>> = props.keys?.shapes ?? {};
  const containerShapes: Readonly<Record<string, Shape>> = props.container?.keys.shapes ?? {};
  checkDefaults(subject, shapes, props.defaults);
  checkDefaults(subject, containerShapes, props.container?.defaults);
  checkChanges(subject, 'changes', shapes, props.changes);
  checkChanges(subject, 'container.changes', containerShapes, props.container?.changes);
  return makePattern(props);
}

function checkDefaults(subject: string, shapes: Readonly<Record<string, Shape>>, defaults: object | undefined): void {
  if (defaults !== undefined) object(shapes).check(plainValues(defaults), { path: subject, field: 'defaults' });
}
