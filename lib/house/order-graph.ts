/** What must be there before what: said by `after`, or in the words of cdk8s by `addDependency`. */
import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { hasBrand } from '../model/brand';
import { walkDepthFirst } from '../model/depth-first';
import { CharthouseError } from '../model/error';

/** How many steps of a circle an error shows. */
const shownSteps = 20;

/** Puts another before a construct. Whether that can be is asked before. */
export function precede(construct: IConstruct, other: IConstruct): void {
  // cdk8s writes what is depended on first; and remembers it for us.
  construct.node.addDependency(other);
}

/**
 * What must be there before the construct: what it depends on, and what a construct around it or, of others, inside it
 * does. Of a group the workloads in it are meant.
 */
export function predecessorsOf(construct: IConstruct): ReadonlySet<IConstruct> {
  const named = readBy(construct).flatMap(({ node }) => node.dependencies)
    // A construct that depends on its own parts, or these on each other, says nothing of anybody else.
    .filter((other) => !isWithin(other, construct) && !isWithin(construct, other));
  return new Set(named.flatMap(workloadsOf));
}

/** Whose dependencies say what a construct waits for. */
export function readBy(construct: IConstruct): readonly IConstruct[] {
  const inside = hasBrand(construct, 'Workload') || Chart.isChart(construct) ? [construct] : construct.node.findAll();
  return [...inside, ...scopesBelowChart(construct)];
}

/** What waits for each construct of a tree. */
export function successorsIn(root: IConstruct): (construct: IConstruct) => readonly IConstruct[] {
  const successors = new Map<IConstruct, IConstruct[]>();
  const waiting = root.node.findAll().filter(({ node }) => node.dependencies.length > 0);
  for (const workload of new Set(waiting.flatMap(workloadsOf))) {
    for (const other of predecessorsOf(workload)) {
      const known = successors.get(other);
      if (known === undefined) successors.set(other, [workload]);
      else known.push(workload);
    }
  }
  return (construct) => successors.get(construct) ?? [];
}

/** The steps of `after` from one construct to another; undefined where none lead there. A way may be of any length. */
export function wayTo(from: IConstruct, to: IConstruct, next = predecessorsOf): readonly IConstruct[] | undefined {
  if (from === to) return [to];
  const seen = new Set([from]);
  const steps = [{ at: from, others: next(from).values() }];
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    const { value: other, done } = step.others.next();
    if (done === true) steps.pop();
    else if (other === to) return [...steps.map(({ at }) => at), to];
    else if (!seen.has(other)) {
      seen.add(other);
      steps.push({ at: other, others: next(other).values() });
    }
  }
  return undefined;
}

/** Throws where what must be there before the construct waits for it in turn: only `addDependency` can say so. */
export function refuseCircle(construct: IConstruct, next = predecessorsOf): void {
  for (const other of next(construct)) {
    const way = wayTo(other, construct, next);
    if (way !== undefined) throw circle(construct, way, 'addDependency');
  }
}

/** The same for a whole tree. */
export function refuseCircles(root: IConstruct): void {
  const waiting = root.node.findAll().filter(({ node }) => node.dependencies.length > 0);
  const next = withMemory(predecessorsOf);
  if (leadInCircle(waiting, next)) for (const construct of waiting) refuseCircle(construct, next);
}

/** One walk through all of them: as long as nothing is wrong, nobody asks where. */
function leadInCircle(waiting: readonly IConstruct[], next: typeof predecessorsOf): boolean {
  const numbers = new Map(waiting.map((construct, number) => [construct, number]));
  // A map goes on to what is added while it is walked.
  for (const construct of numbers.keys())
    for (const other of next(construct)) if (!numbers.has(other)) numbers.set(other, numbers.size);
  const successors = [...numbers.keys()]
    .map((construct) => [...next(construct)].map((other) => numbers.get(other) ?? 0));
  const graph = { size: numbers.size, successors: (number: number) => successors[number] ?? [] };
  return 'circle' in walkDepthFirst(graph, numbers.values());
}

function withMemory(find: typeof predecessorsOf): typeof predecessorsOf {
  const known = new Map<IConstruct, ReadonlySet<IConstruct>>();
  return (construct) => {
    const found = known.get(construct) ?? find(construct);
    known.set(construct, found);
    return found;
  };
}

/** The error for steps that lead back to where they begin. */
export function circle(construct: IConstruct, way: readonly IConstruct[], field: string): CharthouseError {
  const [other = construct] = way;
  return new CharthouseError({
    path: construct.node.path,
    field,
    problem: `leads in a circle: ${shortened([construct, ...way].map((step) => step.node.path)).join(' after ')}`,
    value: other.node.path,
    allowed: 'an order without circles',
    fix: 'services that call each other need no order: remove one of the steps',
  });
}

function shortened(steps: readonly string[]): readonly string[] {
  const more = steps.length - shownSteps - 1;
  return more > 0 ? [...steps.slice(0, shownSteps), `… ${more} more …`, ...steps.slice(-1)] : steps;
}

function scopesBelowChart(construct: IConstruct): readonly IConstruct[] {
  const scopes: IConstruct[] = [];
  if (Chart.isChart(construct)) return scopes;
  for (let scope = construct.node.scope; scope !== undefined && !Chart.isChart(scope); scope = scope.node.scope)
    scopes.push(scope);
  return scopes;
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  return construct.node.scopes.includes(scope);
}

/** Whether who waits for it waits for one workload of ours; and not for all that it holds, or will hold. */
export function isWorkloadOrPart(construct: IConstruct): boolean {
  return workloadAround(construct) !== undefined;
}

function workloadAround(construct: IConstruct): IConstruct | undefined {
  return construct.node.scopes.find((scope) => hasBrand(scope, 'Workload'));
}

/** The workloads of ours that a construct is, is in, or holds; itself, where there is none. */
function workloadsOf(construct: IConstruct): readonly IConstruct[] {
  const around = workloadAround(construct);
  if (around !== undefined) return [around];
  const workloads = construct.node.findAll().filter((each) => hasBrand(each, 'Workload'));
  return workloads.length === 0 ? [construct] : workloads;
}
