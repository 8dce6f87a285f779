/** What a workload must find there: what it comes after, and what it connects to, in however many steps. */
import type { IConstruct } from 'constructs';
import type { ConnectionRegister } from '../model/connections';
import { predecessorsOf } from './order-graph';
import { walkedOrder, type WalkedOrder } from './walked-order';

/** The workloads of a chart, by path, and the connections between them. */
export interface Surroundings {
  readonly members: ReadonlyMap<string, { readonly construct: IConstruct }>;
  readonly connections: ConnectionRegister;
}

/** Constructs with all that they need among them. */
interface Known {
  readonly order: WalkedOrder;
  readonly constructs: Set<IConstruct>;
  readonly paths: Set<string>;
  /** How many connections there were when it was last asked. */
  connections: number;
}

const knownIn = new WeakMap<Surroundings['members'], Known>();

/** What a workload connects to among those of its chart. */
export function calleesOf(caller: IConstruct, { members, connections }: Surroundings): readonly IConstruct[] {
  return connections.from(caller.node.path).flatMap(({ to }) => members.get(to.path)?.construct ?? []);
}

/** All that a construct needs, and itself. */
export function neededFor(from: IConstruct, around: Surroundings): ReadonlySet<IConstruct> {
  const seen = new Set<IConstruct>([from]);
  for (const each of seen) {
    // What is added is visited, too.
    for (const next of [...predecessorsOf(each), ...calleesOf(each, around)]) seen.add(next);
  }
  return seen;
}

/** Whether one needs another. That nobody needs what is new is seen without a walk through all before. */
export function needs(from: IConstruct, to: IConstruct, around: Surroundings): boolean {
  const isNew = knownWith(from, around)?.constructs.has(to) === false;
  return !isNew && neededFor(from, around).has(to);
}

/** What is known already and what the construct needs; undefined where an order leads in a circle. */
function knownWith(from: IConstruct, around: Surroundings): Known | undefined {
  const known = validKnown(walkedOrder(from), around);
  const open = [from];
  for (let each = open.pop(); known !== undefined && each !== undefined; each = open.pop()) {
    if (known.constructs.has(each)) continue;
    if (walkedOrder(each) !== known.order) {
      knownIn.delete(around.members);
      return undefined;
    }
    known.constructs.add(each);
    known.paths.add(each.node.path);
    open.push(...known.order.predecessors.get(each) ?? [], ...calleesOf(each, around));
  }
  return known;
}

/** What is known, as long as neither the order nor the connections of these have changed. */
function validKnown(order: WalkedOrder | undefined, around: Surroundings): Known | undefined {
  const { members, connections: { all } } = around;
  if (order === undefined) return undefined;
  const before = knownIn.get(members);
  const known = before?.order === order && !connectsMore(before, all)
    ? before
    : { order, constructs: new Set<IConstruct>(), paths: new Set<string>(), connections: 0 };
  known.connections = all.length;
  knownIn.set(members, known);
  return known;
}

function connectsMore({ connections, paths }: Known, all: ConnectionRegister['all']): boolean {
  for (let index = connections; index < all.length; index++)
    if (paths.has(all[index]?.from.path ?? '')) return true;
  return false;
}
