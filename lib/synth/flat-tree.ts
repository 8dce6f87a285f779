/** A tree laid out flat, by one walk: each construct has a place, and what is below it has those right after. */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The constructs of a tree in the order of `node.findAll()`, a parent before its children. */
export interface FlatTree {
  readonly constructs: readonly IConstruct[];
  readonly places: ReadonlyMap<IConstruct, number>;
  /** For each place, the first one after all that is below it. */
  readonly ends: readonly number[];
  /** The place of the parent; `nowhere` for the root. */
  readonly parents: readonly number[];
  /** The place of the closest chart, which may be itself; `nowhere` outside of any. */
  readonly charts: readonly number[];
  /** The objects whose closest chart is the one at this place, in order; empty where no chart is. */
  readonly objects: readonly (readonly number[])[];
  /** Which objects of its chart are below a place or at it: from the first of these numbers up to the second. */
  readonly below: readonly (readonly [number, number])[];
}

/** No place. */
export const nowhere = -1;

const none: readonly number[] = Object.freeze([]);

/** Walks the tree. */
export function flatTree(root: IConstruct): FlatTree {
  const constructs: IConstruct[] = [];
  const places = new Map<IConstruct, number>();
  const ends: number[] = [];
  const parents: number[] = [];
  const charts: number[] = [];
  const objects: (readonly number[])[] = [];
  const below: (readonly [number, number])[] = [];
  const walk = (construct: IConstruct, parent: number, around: number, objectsAround: number[]): void => {
    const place = constructs.push(construct) - 1;
    places.set(construct, place);
    const isChart = Chart.isChart(construct);
    const own = isChart ? [] : objectsAround;
    parents[place] = parent;
    charts[place] = isChart ? place : around;
    objects[place] = isChart ? own : none;
    const first = own.length;
    if (ApiObject.isApiObject(construct)) own.push(place);
    for (const child of construct.node.children) walk(child, place, isChart ? place : around, own);
    ends[place] = constructs.length;
    below[place] = [first, own.length];
  };
  walk(root, nowhere, nowhere, []);
  return { constructs, places, ends, parents, charts, objects, below };
}

/** The construct at a place. */
export function constructAt(tree: FlatTree, place: number): IConstruct {
  const construct = tree.constructs[place];
  if (construct === undefined) throw new RangeError(`no construct stands at ${place}`);
  return construct;
}

/** What cdk8s takes a construct for that others wait for: the objects below it that have the same closest chart. */
export function objectsBelow(tree: FlatTree, place: number): readonly number[] {
  const chart = tree.charts[place] ?? nowhere;
  const [first, end] = tree.below[place] ?? [0, 0];
  return chart === nowhere ? none : (tree.objects[chart] ?? none).slice(first, end);
}

/** How many these are. */
export function countBelow(tree: FlatTree, place: number): number {
  const [first, end] = tree.below[place] ?? [0, 0];
  return end - first;
}

/** Whether a place is another's, or is below it. */
export function isWithin(tree: FlatTree, place: number, other: number): boolean {
  return place >= other && place < (tree.ends[other] ?? 0);
}
