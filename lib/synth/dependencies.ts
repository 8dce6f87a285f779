/** What waits for what in a tree: what was said, and what cdk8s infers from it at synthesis. */
import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { CharthouseError } from '../model/error';
import { constructAt, isWithin, nowhere, objectsBelow, type FlatTree } from './flat-tree';

/** The dependencies of a tree, by places in it. */
export interface Dependencies {
  readonly tree: FlatTree;
  /** What the construct at each place waits for itself, in the order in which it was said. */
  readonly of: readonly (readonly number[])[];
  /** The places that wait for something, in order. */
  readonly sources: readonly number[];
  /** What follows for objects; undefined as long as nothing was inferred. */
  readonly inferred: InferredForObjects | undefined;
}

/** cdk8s makes each object in a construct that waits wait for each object in what it waits for. */
export interface InferredForObjects {
  /** The places where an object waits: because of itself, or of something around it up to its chart. */
  readonly waiting: ReadonlySet<number>;
  /** Objects at both ends of one dependency, such as a Namespace that its chart waits for: none waits for itself. */
  readonly atBothEnds: ReadonlySet<number>;
}

const none: readonly number[] = Object.freeze([]);

/** A dependency on something that is not in the tree, or no longer. */
export interface StrayDependency {
  readonly construct: IConstruct;
  readonly other: IConstruct;
}

/** The dependencies as they were said; or the first that leads out of the tree. */
export function statedDependencies(tree: FlatTree): Dependencies | StrayDependency {
  const of: (readonly number[])[] = [];
  for (const construct of tree.constructs) {
    const { dependencies } = construct.node;
    const places: number[] = [];
    for (const other of dependencies) {
      const place = tree.placeOf(other);
      if (place === undefined) return { construct, other };
      places.push(place);
    }
    of.push(places.length === 0 ? none : places);
  }
  return { tree, of, sources: sourcesIn(of), inferred: undefined };
}

/**
 * Adds what cdk8s infers: a chart waits for the charts right inside it, and for each chart that something in it waits
 * for. cdk8s writes this into the tree; here the tree stays as it is.
 * @throws CharthouseError where something waits, or is waited for, outside of any chart
 */
export function inferDependencies({ tree, of: stated, sources }: Dependencies): Dependencies {
  const byChart = new Map<number, Set<number>>();
  const add = (chart: number, other: number): void => {
    const others = byChart.get(chart) ?? new Set(stated[chart]);
    byChart.set(chart, others.add(other));
  };
  tree.constructs.forEach((construct, place) => {
    if (tree.charts[place] !== place) return;
    for (const child of construct.node.children) if (Chart.isChart(child)) add(place, tree.placeOf(child) ?? place);
  });
  for (const place of sources) {
    for (const other of stated[place] ?? none) {
      const [chart, otherChart] = [chartOf(tree, place, other), chartOf(tree, other, place)];
      if (chart !== otherChart) add(chart, otherChart);
    }
  }
  const of = byChart.size === 0 ? stated : stated.map((others, place) => {
    const more = byChart.get(place);
    return more === undefined ? others : [...more];
  });
  return { tree, of, sources: sourcesIn(of), inferred: inferForObjects(tree, of) };
}

function inferForObjects(tree: FlatTree, of: Dependencies['of']): InferredForObjects {
  const waiting = new Set<number>();
  const atBothEnds = new Set<number>();
  of.forEach((others, place) => {
    const parent = tree.parents[place] ?? nowhere;
    if (others.length > 0 || (tree.charts[place] !== place && waiting.has(parent))) waiting.add(place);
    for (const other of others) {
      if (tree.charts[other] !== tree.charts[place]) continue;
      const inner = isWithin(tree, other, place) ? other : isWithin(tree, place, other) ? place : undefined;
      if (inner !== undefined) for (const object of objectsBelow(tree, inner)) atBothEnds.add(object);
    }
  });
  return { waiting, atBothEnds };
}

function sourcesIn(of: Dependencies['of']): readonly number[] {
  return of.flatMap((others, place) => (others.length === 0 ? [] : [place]));
}

function chartOf(tree: FlatTree, place: number, other: number): number {
  const chart = tree.charts[place] ?? nowhere;
  if (chart !== nowhere) return chart;
  throw new CharthouseError({
    path: constructAt(tree, place).node.path || 'App',
    field: 'addDependency',
    problem: 'is in no chart, but an order was asked for it',
    value: constructAt(tree, other).node.path || 'App',
    allowed: 'dependencies between charts, and between constructs in charts',
    fix: 'let the charts, or what is in them, depend on each other',
  });
}
