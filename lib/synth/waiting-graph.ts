/**
 * Who waits for whom, as a graph of the size of what was said. cdk8s writes an edge for each object that waits and each
 * that it waits for, so that two groups of a thousand cost a million; here a vertex stands for each group. A walk that
 * keeps to the order of the successors meets the objects in the order in which cdk8s does.
 */
import { ApiObject } from 'cdk8s';
import type { Dependencies, InferredForObjects } from './dependencies';
import { constructAt, countBelow, isWithin, nowhere, objectsBelow, type FlatTree } from './flat-tree';

/** Vertices are numbers; those below `constructs` stand for constructs, each for the place `first + vertex`. */
export interface WaitingGraph {
  readonly first: number;
  readonly constructs: number;
  /** How many vertices there are: also, for each construct, what waits with it, and what is waited for with it. */
  readonly size: number;
  /** The constructs that nothing waits for, where walks begin. */
  readonly roots: readonly number[];
  readonly successors: (vertex: number) => readonly number[];
}

/** The places of a construct and of all that is below it. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

const none: readonly number[] = Object.freeze([]);

/** The dependencies that begin and end in a range; those across its border have no say in its order. */
export function dependenciesWithin(
  { sources, of }: Dependencies, { first, end }: Range,
): ReadonlyMap<number, readonly number[]> {
  const within = new Map<number, readonly number[]>();
  for (let index = firstFrom(sources, first); index < sources.length; index++) {
    const place = sources[index] ?? end;
    if (place >= end) break;
    const others = (of[place] ?? none).filter((other) => other >= first && other < end);
    if (others.length > 0) within.set(place, others);
  }
  return within;
}

/** The graph of what is in a range. */
export function waitingGraph(
  { tree, inferred }: Dependencies, { first, end }: Range, within: ReadonlyMap<number, readonly number[]>,
): WaitingGraph {
  const constructs = end - first;
  const others = (place: number): readonly number[] => within.get(place) ?? none;
  const vertex = (place: number): number => place - first;
  const waitingWith = (place: number): number => constructs + place - first;
  const waitedFor = (place: number): number => 2 * constructs + place - first;
  const isChart = (place: number): boolean => tree.charts[place] === place;

  /** What an object at both ends of a dependency waits for, spelt out, without itself. */
  const speltOut = (object: number): readonly number[] => scopesInChart(tree, object).flatMap(others).flatMap((other) =>
    (isWithin(tree, object, other) && tree.charts[object] === tree.charts[other]
      ? objectsBelow(tree, other).filter((member) => member !== object).map(vertex)
      : [waitedFor(other)]));
  const ofObject = (object: number, { waiting, atBothEnds }: InferredForObjects): readonly number[] => {
    if (!waiting.has(object) || !ApiObject.isApiObject(constructAt(tree, object))) return none;
    return atBothEnds.has(object) ? speltOut(object) : [waitingWith(object)];
  };
  const ofGroup = (place: number): readonly number[] => {
    const parent = tree.parents[place] ?? nowhere;
    const around = !isChart(place) && inferred?.waiting.has(parent) === true ? [waitingWith(parent)] : [];
    return [...around, ...others(place).map(waitedFor)];
  };
  return {
    first,
    constructs,
    size: 3 * constructs,
    roots: placesWithout(waitedForWithin(tree, within, inferred !== undefined), { first, end }).map(vertex),
    successors: (from) => {
      const place = first + from % constructs;
      if (from >= 2 * constructs) return objectsBelow(tree, place).map(vertex);
      if (from >= constructs) return ofGroup(place);
      return [...others(place).map(vertex), ...inferred === undefined ? none : ofObject(place, inferred)];
    },
  };
}

/** The construct, after what it is in up to its chart: in the order in which cdk8s infers from them. */
function scopesInChart(tree: FlatTree, place: number): readonly number[] {
  const scopes = [place];
  for (let scope = place; scope !== tree.charts[place]; scopes.unshift(scope)) scope = tree.parents[scope] ?? nowhere;
  return scopes;
}

/** Every place that something else in the range waits for. */
function waitedForWithin(
  tree: FlatTree, within: ReadonlyMap<number, readonly number[]>, inferred: boolean,
): ReadonlySet<number> {
  const waitedFor = new Set<number>();
  /** The only object that waits for what is below a place, or `nowhere` where there are several. */
  const only = new Map<number, number>();
  for (const [place, others] of within) {
    const [object = nowhere] = countBelow(tree, place) === 1 ? objectsBelow(tree, place) : [];
    for (const other of others) {
      waitedFor.add(other);
      if (!inferred || countBelow(tree, place) === 0) continue;
      only.set(other, (only.get(other) ?? object) === object ? object : nowhere);
    }
  }
  for (const [place, object] of only)
    for (const member of objectsBelow(tree, place)) if (member !== object) waitedFor.add(member);
  return waitedFor;
}

function placesWithout(excluded: ReadonlySet<number>, { first, end }: Range): readonly number[] {
  const places: number[] = [];
  for (let place = first; place < end; place++) if (!excluded.has(place)) places.push(place);
  return places;
}

/** The index of the first number that is not below the bound, in ascending numbers. */
function firstFrom(numbers: readonly number[], bound: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? bound) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
