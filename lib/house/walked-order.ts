/** What was found out about the order of a tree: as long as nobody changes it, none of it is walked again. */
import type { IConstruct, IDependable, Node } from 'constructs';
import { hasBrand } from '../model/brand';
import { visitDepthFirst } from '../model/depth-first';
import { isWorkloadOrPart, predecessorsOf, readBy, refuseCircle, wayTo } from './order-graph';

/** A part of the order without circles, and whole: what these constructs wait for is among them. */
export interface WalkedOrder {
  readonly predecessors: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>;
}

interface Memory extends WalkedOrder {
  readonly predecessors: Map<IConstruct, ReadonlySet<IConstruct>>;
  /** Whose dependencies were read. */
  readonly read: Set<Node>;
  /** What is waited for with all that it holds, or will hold. */
  readonly groups: Set<IConstruct>;
}

const memories = new WeakMap<IConstruct, Memory>();
const watched = new WeakSet<Node>();

/** The order that leads to a construct; undefined where it leads in a circle. */
export function walkedOrder(to: IConstruct): WalkedOrder | undefined {
  const { root } = to.node;
  const memory = memories.get(root) ?? { predecessors: new Map(), read: new Set(), groups: new Set() };
  memories.set(root, memory);
  const found = new Map<IConstruct, ReadonlySet<IConstruct>>();
  const circle = visitDepthFirst(to, {
    isDone: (each) => memory.predecessors.has(each),
    next: (each) => {
      const predecessors = predecessorsOf(each);
      found.set(each, predecessors);
      return predecessors;
    },
    leave: (each) => { remember(memory, each, found.get(each) ?? new Set()); },
  });
  if (circle === undefined) return memory;
  // What waits for itself was left before all that it waits for.
  memories.delete(root);
  return undefined;
}

/** `wayTo` for a tree that grows: a new construct, which nobody can wait for yet, costs no walk through all before. */
export function wayInGrowing(from: IConstruct, to: IConstruct): readonly IConstruct[] | undefined {
  // What a group waits for changes with all that is put into it.
  const starts = hasBrand(from, 'Workload') ? [from] : predecessorsOf(from);
  const isNone = from !== to
    && [...starts].every((start) => walkedOrder(start)?.predecessors.has(to) === false);
  return isNone ? undefined : wayTo(from, to);
}

/** Throws where what must be there before the construct waits for it in turn. */
export function refuseCircleAt(construct: IConstruct): void {
  if (walkedOrder(construct) === undefined) refuseCircle(construct);
}

/** A workload was put into its tree: who waits for a group that it is in waits for it, too. */
export function considerPlace(construct: IConstruct): void {
  const { root, scopes } = construct.node;
  const memory = memories.get(root);
  if (memory === undefined || memory.groups.size === 0 || memory.predecessors.has(construct)) return;
  if (scopes.some((scope) => memory.groups.has(scope))) memories.delete(root);
}

/** Forgets what was found out. A part of an object of others, put there later, is seen by no one. */
export function forgetOrder(root: IConstruct): void {
  memories.delete(root);
}

function remember(memory: Memory, construct: IConstruct, predecessors: ReadonlySet<IConstruct>): void {
  memory.predecessors.set(construct, predecessors);
  for (const { node } of readBy(construct)) {
    memory.read.add(node);
    for (const other of node.dependencies) if (!isWorkloadOrPart(other)) memory.groups.add(other);
    watch(node);
  }
}

/** Others say their order by `addDependency` alone, and tell nobody. */
function watch(node: Node): void {
  if (watched.has(node)) return;
  watched.add(node);
  const add = node.addDependency.bind(node);
  const addDependency = (...others: IDependable[]): void => {
    if (memories.get(node.root)?.read.has(node) === true) memories.delete(node.root);
    add(...others);
  };
  Object.defineProperty(node, 'addDependency', { value: addDependency, configurable: true, writable: true });
}
