/** In which phase each workload runs, and in which wave of it: found out for a tree as it is at one moment. */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { hasBrand } from '../model/brand';
import { visitDepthFirst } from '../model/depth-first';
import type { ReleasePhase } from '../patterns/facts';
import { predecessorsOf, successorsIn } from './order-graph';
import { memberAt } from './release-order';
import { walkedOrder, type WalkedOrder } from './walked-order';

type Others = (construct: IConstruct) => Iterable<IConstruct>;

/** The phases of a tree that nobody changes while they are asked for. */
class Phases {
  private readonly alone = new Map<IConstruct, boolean>();
  private readonly last = new Map<IConstruct, boolean>();
  private readonly depths = new Map<IConstruct, number | undefined>();
  private readonly holding = new Map<Chart, boolean>();
  private successors: Others | undefined;

  public constructor(private readonly root: IConstruct) {}

  public of(construct: IConstruct): ReleasePhase {
    const turn = turnOf(construct);
    if (turn === 'before') return this.everyOne(this.alone, construct, predecessorsOf) ? 'before' : 'among';
    if (turn === undefined) return 'among';
    this.successors ??= successorsIn(this.root);
    return this.everyOne(this.last, construct, this.successors) ? 'after' : 'among';
  }

  public depthOf(construct: IConstruct): number {
    return depthIn(this.depths, construct, (each) =>
      [...predecessorsOf(each)].filter((other) => this.of(other) === this.of(each))) ?? 0;
  }

  /** Whether it is of its turn, with all whom `others` lead to, in however many steps. */
  private everyOne(known: Map<IConstruct, boolean>, construct: IConstruct, others: Others): boolean {
    const turn = turnOf(construct);
    const isOfTurn = (each: IConstruct): boolean =>
      turnOf(each) === turn && (turn === 'after' || this.needsNothing(each));
    visitDepthFirst(construct, {
      isDone: (each) => known.has(each),
      next: (each) => (isOfTurn(each) ? others(each) : []),
      leave: (each) => {
        known.set(each, isOfTurn(each) && [...others(each)].every((other) => known.get(other) === true));
      },
    });
    return known.get(construct) === true;
  }

  /** It is before all else only where nothing of the tree is needed for it. */
  private needsNothing(construct: IConstruct): boolean {
    const { connections, path } = memberAt(construct)?.facts ?? {};
    if (path !== undefined && connections?.from(path).some(({ to }) => to.kind === 'workload') === true) return false;
    const chart = Chart.of(construct);
    const holds = this.holding.get(chart) ?? holdsObjects(chart);
    this.holding.set(chart, holds);
    return !holds;
  }
}

const unchanged = new WeakMap<IConstruct, Phases>();
/** The depths where every phase is that of the sync; undefined where a release task may have another. */
const depthsIn = new WeakMap<WalkedOrder, Map<IConstruct, number | undefined>>();

/** Finds phases out once while `use` runs, which changes nothing in the tree. */
export function whileUnchanged<T>(root: IConstruct, use: () => T): T {
  if (unchanged.has(root)) return use();
  unchanged.set(root, new Phases(root));
  try {
    return use();
  } finally {
    unchanged.delete(root);
  }
}

/** In which phase a release task runs. */
export function releasePhase(construct: IConstruct): ReleasePhase {
  return phasesAround(construct).of(construct);
}

/** The longest chain of `after` that leads to the construct within its phase: what comes in another is no step. */
export function orderDepth(construct: IConstruct): number {
  const order = walkedOrder(construct);
  return (order === undefined ? undefined : plainDepth(construct, order))
    ?? phasesAround(construct).depthOf(construct);
}

function phasesAround({ node: { root } }: IConstruct): Phases {
  return unchanged.get(root) ?? new Phases(root);
}

function plainDepth(construct: IConstruct, order: WalkedOrder): number | undefined {
  const depths = depthsIn.get(order) ?? new Map<IConstruct, number | undefined>();
  depthsIn.set(order, depths);
  return depthIn(depths, construct, (each) => (turnOf(each) === undefined ? order.predecessors.get(each) : undefined));
}

/** One more than the deepest of `others`; undefined for whom it cannot tell, and who comes after such. */
function depthIn(
  depths: Map<IConstruct, number | undefined>,
  construct: IConstruct,
  othersOf: (each: IConstruct) => Iterable<IConstruct> | undefined,
): number | undefined {
  const found = new Map<IConstruct, Iterable<IConstruct> | undefined>();
  visitDepthFirst(construct, {
    isDone: (each) => depths.has(each),
    next: (each) => {
      const others = othersOf(each);
      found.set(each, others);
      return others ?? [];
    },
    leave: (each) => {
      let deepest: number | undefined = found.get(each) === undefined ? undefined : 0;
      for (const other of found.get(each) ?? []) {
        // In a circle, which is refused elsewhere, one step is left out.
        const depth = depths.has(other) ? depths.get(other) : 0;
        deepest = depth === undefined || deepest === undefined ? undefined : Math.max(deepest, depth + 1);
      }
      depths.set(each, deepest);
    },
  });
  return depths.get(construct);
}

/** The turn that Argo CD keeps by a hook. */
function turnOf(construct: IConstruct): 'before' | 'after' | undefined {
  const member = memberAt(construct);
  return member?.hook === true ? member.turn : undefined;
}

/** Whether there are objects that no workload made, such as a Namespace: a task may need any of them. */
function holdsObjects(chart: Chart): boolean {
  return chart.node.findAll().some((each) =>
    ApiObject.isApiObject(each) && !each.node.scopes.some((scope) => hasBrand(scope, 'Workload')));
}
