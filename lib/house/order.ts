/**
 * `after`: what must be there before. What comes of it is the delivery's affair; here it is a graph without circles.
 */
import type { IConstruct } from 'constructs';
import { hasBrand } from '../model/brand';
import type { WorkloadEndpoint } from '../model/endpoint';
import { CharthouseError } from '../model/error';

const orderSymbol = Symbol.for('charthouse.order');

type Ordered = IConstruct & { [orderSymbol]?: Set<IConstruct> };

/** A workload, which knows its cluster. */
interface Placed extends IConstruct {
  readonly endpoint: WorkloadEndpoint;
}

/** Says that `others` must be there before the workload. Throws where that cannot be. */
export function startAfter(workload: Placed, others: readonly IConstruct[]): void {
  assertOrder(workload, others);
  for (const other of others) {
    predecessorsOf(workload).add(other);
    // cdk8s writes what is depended on first.
    workload.node.addDependency(other);
  }
}

/** Throws where `others` are no constructs, are workloads of another cluster, or lead in a circle. */
export function assertOrder(construct: Placed, others: readonly IConstruct[]): void {
  for (const other of others) {
    if (typeof (other as Partial<IConstruct> | undefined)?.node !== 'object') {
      throw new CharthouseError({
        path: construct.node.path,
        field: 'after',
        problem: 'must name constructs',
        value: other,
        allowed: 'workloads of the same tree',
        fix: 'pass the workload itself, not its name',
      });
    }
    assertSameCluster(construct, other);
    const way = wayTo(other, construct);
    if (way !== undefined) {
      const circle = [construct, ...way].map((step) => step.node.path).join(' after ');
      throw new CharthouseError({
        path: construct.node.path,
        field: 'after',
        problem: `leads in a circle: ${circle}`,
        value: other.node.path,
        allowed: 'an order without circles',
        fix: 'services that call each other need no order: remove one of the steps',
      });
    }
  }
}

/** What is delivered elsewhere cannot be waited for. Objects of other libraries are placed by their Chart alone. */
function assertSameCluster(workload: Placed, other: IConstruct): void {
  if (!hasBrand(other, 'Workload')) return;
  const { cluster } = (other as Placed).endpoint;
  if (cluster === workload.endpoint.cluster) return;
  throw new CharthouseError({
    path: workload.node.path,
    field: 'after',
    problem: `names ${other.node.path}, which goes to another cluster (${cluster})`,
    value: other.node.path,
    allowed: `workloads of ${workload.endpoint.cluster}`,
    fix: 'name a workload of the same target: nothing orders the deliveries of two clusters',
  });
}

/** Paths of what must be there before the construct, sorted. */
export function predecessorPaths(construct: IConstruct): readonly string[] {
  return [...predecessorsOf(construct)].map((other) => other.node.path).sort();
}

/** The longest chain of `after` that leads to the construct. */
export function orderDepth(construct: IConstruct): number {
  return [...predecessorsOf(construct)].reduce((depth, other) => Math.max(depth, orderDepth(other) + 1), 0);
}

function wayTo(from: IConstruct, to: IConstruct): readonly IConstruct[] | undefined {
  if (from === to) return [to];
  for (const next of predecessorsOf(from)) {
    const way = wayTo(next, to);
    if (way !== undefined) return [from, ...way];
  }
  return undefined;
}

function predecessorsOf(construct: IConstruct): Set<IConstruct> {
  const ordered = construct as Ordered;
  ordered[orderSymbol] ??= new Set<IConstruct>();
  return ordered[orderSymbol];
}
