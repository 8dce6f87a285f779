/** What must be there before what: said by `after`, or in the words of cdk8s by `addDependency`. */
import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { hasBrand } from '../model/brand';
import { CharthouseError } from '../model/error';

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
  const inside = hasBrand(construct, 'Workload') || Chart.isChart(construct) ? [construct] : construct.node.findAll();
  const named = [...inside, ...scopesBelowChart(construct)].flatMap(({ node }) => node.dependencies)
    // A construct that depends on its own parts, or these on each other, says nothing of anybody else.
    .filter((other) => !isWithin(other, construct) && !isWithin(construct, other));
  return new Set(named.flatMap(workloadsOf));
}

/** What waits for the construct. */
export function successorsOf(construct: IConstruct): ReadonlySet<IConstruct> {
  const waiting = construct.node.root.node.findAll().filter(({ node }) => node.dependencies.length > 0);
  const workloads = new Set(waiting.flatMap(workloadsOf));
  return new Set([...workloads].filter((other) => predecessorsOf(other).has(construct)));
}

/** The steps of `after` from one construct to another; undefined where none lead there. */
export function wayTo(
  from: IConstruct,
  to: IConstruct,
  seen = new Set<IConstruct>(),
): readonly IConstruct[] | undefined {
  if (from === to) return [to];
  seen.add(from);
  for (const next of predecessorsOf(from)) {
    const way = seen.has(next) ? undefined : wayTo(next, to, seen);
    if (way !== undefined) return [from, ...way];
  }
  return undefined;
}

/** Throws where what must be there before the construct waits for it in turn: only `addDependency` can say so. */
export function refuseCircle(construct: IConstruct): void {
  for (const other of predecessorsOf(construct)) {
    const way = wayTo(other, construct);
    if (way !== undefined) throw circle(construct, way, 'addDependency');
  }
}

/** The error for steps that lead back to where they begin. */
export function circle(construct: IConstruct, way: readonly IConstruct[], field: string): CharthouseError {
  const [other = construct] = way;
  return new CharthouseError({
    path: construct.node.path,
    field,
    problem: `leads in a circle: ${[construct, ...way].map((step) => step.node.path).join(' after ')}`,
    value: other.node.path,
    allowed: 'an order without circles',
    fix: 'services that call each other need no order: remove one of the steps',
  });
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

/** The workloads of ours that a construct is, is in, or holds; itself, where there is none. */
function workloadsOf(construct: IConstruct): readonly IConstruct[] {
  const around = construct.node.scopes.find((scope) => hasBrand(scope, 'Workload'));
  if (around !== undefined) return [around];
  const workloads = construct.node.findAll().filter((each) => hasBrand(each, 'Workload'));
  return workloads.length === 0 ? [construct] : workloads;
}
