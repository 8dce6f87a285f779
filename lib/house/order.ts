/**
 * `after`: what must be there before. What comes of it is the delivery's affair; here it is a graph without circles.
 */
import type { IConstruct } from 'constructs';
import { hasBrand } from '../model/brand';
import type { WorkloadEndpoint } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import { circle, precede, predecessorsOf } from './order-graph';
import { considerPlace, wayInGrowing } from './walked-order';

/** A workload, which knows its cluster. */
export interface Placed extends IConstruct {
  readonly endpoint: WorkloadEndpoint;
}

/** Says that `others` must be there before the workload. Throws where that cannot be. */
export function startAfter(workload: Placed, others: readonly IConstruct[]): void {
  assertOrder(workload, others);
  for (const other of others) precede(workload, other);
}

/** Throws where `others` are no constructs, are workloads of another cluster, or lead in a circle. */
export function assertOrder(construct: Placed, others: readonly IConstruct[]): void {
  considerPlace(construct);
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
    const way = wayInGrowing(other, construct);
    if (way !== undefined) throw circle(construct, way, 'after');
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
