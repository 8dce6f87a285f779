/** Where props say something: each place within them, with the shape that it has to have. */
import { builtin, type AnyPattern, type Shape } from '../../../lib';
import { coreShapes } from '../../../lib/house/core-props';
import { isPlainObject } from '../../../lib/model/value';
import { classes } from '../../support/arbitrary-props';
import type { Props } from './arbitrary-container';
import { isNamed } from './edge-values';

type Shapes = Readonly<Record<string, Shape>>;

/** A place within props. */
export interface Place {
  readonly path: readonly string[];
  /** The prop or field that it belongs to, as its author writes it: `scaling.max`; entries are `*`, items `[]`. */
  readonly key: string;
  readonly value: unknown;
  /** @default - its type alone is known */
  readonly shape?: Shape | undefined;
}

const sets = ['containers', 'initContainers', 'sidecars'];
const containerShapes = Object.freeze(Object.assign({}, ...builtin.map((each) => each.containerShapes))) as Shapes;

function fitting(workload: string): readonly AnyPattern[] {
  const { traits } = classes[workload]!.definition;
  return (builtin as readonly AnyPattern[]).filter(({ fits }) => fits.every((trait) => traits.includes(trait)));
}

/** The shapes of every prop that the workload has. */
export function shapesOf(workload: string): Shapes {
  return Object.assign({}, coreShapes, ...fitting(workload).flatMap((pattern) =>
    [pattern.shapes, pattern.containerShapes])) as Shapes;
}

/** The keys of these shapes, and the fields within them, of objects with known fields. */
export function fieldsOf(shapes: Shapes): readonly string[] {
  return Object.entries(shapes).flatMap(([key, shape]) =>
    [key, ...key === 'transform' ? [] : fieldsOf(shape.fields ?? {}).map((field) => `${key}.${field}`)]);
}

/** Every place of the props; where a set of containers is, those of each container. */
export function placesIn(props: Props, workload: string): readonly Place[] {
  return within(props, shapesOf(workload), { path: [], key: '' });
}

function within(props: Props, shapes: Shapes, at: Pick<Place, 'path' | 'key'>): readonly Place[] {
  return Object.entries(props).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const place = { path: [...at.path, name], key: at.key === '' ? name : `${at.key}.${name}`, value };
    if (name === 'transform') return [place];
    if (at.key !== '' || !sets.includes(name)) return below({ ...place, shape: shapes[name] });
    return [{ ...place, shape: shapes[name] }, ...Object.entries(value as Props).flatMap(([container, own]) =>
      within(own as Props, containerShapes, { path: [...place.path, container], key: `${name}.*` }))];
  });
}

function below(place: Place): readonly Place[] {
  const { value, shape, path, key } = place;
  if (Array.isArray(value)) {
    return [place, ...value.flatMap((item: unknown, index) =>
      below({ path: [...path, String(index)], key: `${key}[]`, value: item, shape: shape?.items }))];
  }
  if (!isPlainObject(value) || isNamed(value, shape)) return [place];
  return [place, ...Object.entries(value).flatMap(([name, entry]) => entry === undefined ? [] : below({
    path: [...path, name],
    key: shape?.entries === undefined || shape.fields?.[name] !== undefined ? `${key}.${name}` : `${key}.*`,
    value: entry,
    shape: shape?.fields?.[name] ?? shape?.entries,
  }))];
}

/** The props, with another value at a place. What has no other value at all is left out. */
export function changedAt(props: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (Array.isArray(props)) return props.map((item: unknown, index) =>
    (String(index) === name ? changedAt(item, rest, value) : item));
  return { ...props as Props, [name]: changedAt((props as Props)[name], rest, value) };
}

/** What the props say at a place. */
export function valueAt(props: unknown, path: readonly string[]): unknown {
  return path.reduce((value, name) => (value as Props | undefined)?.[name], props);
}
