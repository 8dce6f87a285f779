/** The charts of a tree, and the objects of each, in the order in which cdk8s writes them. */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { inferDependencies, type Dependencies } from './dependencies';
import { dependencyCircle } from './dependency-circle';
import { walkDepthFirst } from '../model/depth-first';
import { constructAt, type FlatTree } from './flat-tree';
import { dependenciesWithin, waitingGraph, type Range, type WaitingGraph } from './waiting-graph';

/** A chart with what is written of it. */
export interface OrderedChart {
  readonly chart: Chart;
  /** The objects whose closest chart it is, in the order of their dependencies; nested charts have their own. */
  readonly objects: readonly ApiObject[];
  /** What the chart itself waits for, other charts among it. */
  readonly waitsFor: readonly IConstruct[];
}

/** The charts and their objects as they are synthesized. @throws CharthouseError where they wait for each other */
export function orderedCharts(stated: Dependencies): readonly OrderedChart[] {
  const dependencies = inferDependencies(stated);
  const { tree } = dependencies;
  return chartPlaces(dependencies, stated).map((place) => ({
    chart: chartAt(tree, place),
    objects: objectPlaces(dependencies, place).map((object) => objectAt(tree, object)),
    waitsFor: (dependencies.of[place] ?? []).map((other) => constructAt(tree, other)),
  }));
}

/** The charts in their order; by what was said alone, or by what is inferred at synthesis as well. */
export function chartsInOrder(stated: Dependencies, how: 'stated' | 'inferred'): readonly Chart[] {
  const dependencies = how === 'inferred' ? inferDependencies(stated) : stated;
  return chartPlaces(dependencies, stated).map((place) => chartAt(stated.tree, place));
}

function chartPlaces(dependencies: Dependencies, stated: Dependencies): readonly number[] {
  const { tree } = dependencies;
  const all: Range = { first: 0, end: tree.constructs.length };
  const within = dependenciesWithin(dependencies, all);
  const isChart = (place: number): boolean => tree.charts[place] === place;
  if (within.size === 0) return numbersFirst(tree, [...tree.constructs.keys()].filter(isChart));
  const graph = waitingGraph(dependencies, all, within);
  const roots = numbersFirst(tree, graph.roots);
  // What no walk from a root meets is in a circle, and is walked after the others.
  return places(graph, [...roots, ...tree.constructs.keys()], stated).filter(isChart);
}

function objectPlaces(dependencies: Dependencies, chart: number): readonly number[] {
  const { tree } = dependencies;
  const range: Range = { first: chart, end: tree.ends[chart] ?? chart };
  const within = dependenciesWithin(dependencies, range);
  const own = tree.objects.get(chart) ?? [];
  if (within.size === 0) return own;
  const graph = waitingGraph(dependencies, range, within);
  const isOwn = new Set(own);
  return places(graph, graph.roots, dependencies).filter((place) => isOwn.has(place));
}

function places(graph: WaitingGraph, roots: readonly number[], stated: Dependencies): readonly number[] {
  const walk = walkDepthFirst(graph, roots);
  const placesOf = (vertices: readonly number[]): readonly number[] =>
    vertices.filter((vertex) => vertex < graph.constructs).map((vertex) => graph.first + vertex);
  if ('circle' in walk) throw dependencyCircle(stated, placesOf(walk.circle));
  return placesOf(walk.order);
}

/** cdk8s keeps constructs by their path: of such keys, JavaScript puts those that are numbers before all others. */
function numbersFirst(tree: FlatTree, roots: readonly number[]): readonly number[] {
  // Only a path without a `/` may be a number: that of what is right below the root.
  const isNumber = (place: number): boolean => tree.parents[place] === 0 && /^\d+$/.test(constructAt(tree, place).node.id);
  if (!roots.some(isNumber)) return roots;
  return Object.values(Object.fromEntries(roots.map((place) => [constructAt(tree, place).node.path, place])));
}

function chartAt(tree: FlatTree, place: number): Chart {
  const chart = constructAt(tree, place);
  if (!Chart.isChart(chart)) throw new TypeError(`${chart.node.path} is no chart`);
  return chart;
}

function objectAt(tree: FlatTree, place: number): ApiObject {
  const object = constructAt(tree, place);
  if (!ApiObject.isApiObject(object)) throw new TypeError(`${object.node.path} is no object`);
  return object;
}
