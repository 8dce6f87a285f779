/** A tree laid out flat, by one walk: each construct has a place, and what is below it has those right after. */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** The constructs of a tree in the order of `node.findAll()`, a parent before its children. */
export interface FlatTree {
  readonly constructs: readonly IConstruct[];
  /** The place of a construct; undefined where it is not in the tree. */
  readonly placeOf: (construct: IConstruct) => number | undefined;
  /** For each place, the first one after all that is below it. */
  readonly ends: Numbers;
  /** The place of the parent; `nowhere` for the root. */
  readonly parents: Numbers;
  /** The place of the closest chart, which may be itself; `nowhere` outside of any. */
  readonly charts: Numbers;
  /** The objects whose closest chart is the one at this place, in order; none where no chart is. */
  readonly objects: ReadonlyMap<number, readonly number[]>;
  /** For each place, how many objects of its chart there are before it… */
  readonly before: Numbers;
  /** …and how many with those at it and below it: these are the ones between. */
  readonly through: Numbers;
}

/** One for each place. */
type Numbers = Readonly<ArrayLike<number>>;

/** No place. */
export const nowhere = -1;

const none: readonly number[] = Object.freeze([]);

/** Walks the tree: once for what is in it, and then, knowing how much that is, for what stands where. */
export function flatTree(root: IConstruct): FlatTree {
  const constructs = root.node.findAll();
  const numbers = (): Int32Array => new Int32Array(constructs.length);
  const [ends, parents, charts, before, through] = [numbers(), numbers(), numbers(), numbers(), numbers()];
  const objects = new Map<number, number[]>();
  let next = 0;
  const walk = (construct: IConstruct, parent: number, around: number, objectsAround: number[]): void => {
    const place = next++;
    const isChart = Chart.isChart(construct);
    const own = isChart ? [] : objectsAround;
    if (isChart) objects.set(place, own);
    parents[place] = parent;
    charts[place] = isChart ? place : around;
    before[place] = own.length;
    if (ApiObject.isApiObject(construct)) own.push(place);
    for (const child of construct.node.children) walk(child, place, isChart ? place : around, own);
    ends[place] = next;
    through[place] = own.length;
  };
  walk(root, nowhere, nowhere, []);
  return { constructs, placeOf: placesIn(constructs), ends, parents, charts, objects, before, through };
}

/** Finds places. Most trees have few dependencies, or none: what finds them is made when it is asked for. */
function placesIn(constructs: readonly IConstruct[]): FlatTree['placeOf'] {
  let places: ReadonlyMap<IConstruct, number> | undefined;
  return (construct) => {
    places ??= new Map(constructs.map((each, place) => [each, place]));
    return places.get(construct);
  };
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
  return chart === nowhere ? none : (tree.objects.get(chart) ?? none).slice(tree.before[place], tree.through[place]);
}

/** How many these are. */
export function countBelow(tree: FlatTree, place: number): number {
  return (tree.through[place] ?? 0) - (tree.before[place] ?? 0);
}

/** Whether a place is another's, or is below it. */
export function isWithin(tree: FlatTree, place: number, other: number): boolean {
  return place >= other && place < (tree.ends[other] ?? 0);
}
