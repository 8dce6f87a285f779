/**
 * The turns of release tasks: before all else of their chart goes what they connect to, then what runs `before`, then
 * the rest, and what runs `after` is last.
 */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { hasBrand } from '../model/brand';
import { CharthouseError } from '../model/error';
import type { ReleasePhase, WorkloadFacts } from '../patterns/facts';
import { precede, predecessorsOf, successorsOf, wayTo } from './order-graph';

/** A workload, and its turn. */
export interface Member {
  readonly construct: IConstruct;
  readonly facts: WorkloadFacts;
  /** What it says of its turn. @default - it has none */
  readonly turn: 'before' | 'after' | undefined;
  /** Whether Argo CD runs it as a hook, in a phase of its own. */
  readonly hook: boolean;
}

/** A workload's place among release tasks, by its settings. */
export function memberOf(
  construct: IConstruct,
  facts: WorkloadFacts,
  values: Readonly<Record<string, unknown>>,
): Member {
  const turn = values['release'] as Member['turn'];
  const hook = turn !== undefined && facts.target.delivery === 'argocd' && values['run'] === undefined;
  return { construct, facts, turn, hook };
}

const memberSymbol = Symbol.for('charthouse.release.member');
const membersSymbol = Symbol.for('charthouse.release.members');

type Joined = IConstruct & { [memberSymbol]?: Member };
type Holding = Chart & { [membersSymbol]?: Map<string, Member> };

/** Throws where the turn cannot be kept: Flux applies all of a file at once. */
export function assertRelease(member: Member): void {
  for (const other of membersAround(member.construct).values()) {
    if (other.turn === member.turn) continue;
    const task = member.turn === undefined ? other : member;
    const rest = task === member ? other : member;
    if (task.facts.target.delivery !== 'flux' || task.facts.reason('release') !== undefined) continue;
    throw new CharthouseError({
      path: task.facts.path,
      field: 'release',
      problem: `cannot be kept by Flux, which applies ${rest.facts.path} at once with it`,
      value: task.turn,
      allowed: 'a Task that is alone in its Application, with a Kustomization of its own',
      fix: 'put it into an Application of its own, named in `after`; or say why no order is needed: '
        + "because: { release: '…' }",
    });
  }
}

/** Throws where a release task would wait for what waits for it already. */
export function assertInTime({ construct, turn, facts }: Member, callee: string): void {
  const waiting = membersAround(construct).get(callee)?.construct;
  if (turn !== 'before' || waiting === undefined || wayTo(waiting, construct) === undefined) return;
  throw new CharthouseError({
    path: facts.path,
    field: 'connectTo',
    problem: `comes too late: ${callee} waits for this release task, and would have to be there before`,
    value: callee,
    allowed: 'the prop `connectsTo`, or a reference in a variable',
    fix: 'make the callee first, and say connectsTo when you make the task',
  });
}

/** The turns that there are among the members. */
const ranksIn = new WeakMap<object, Set<number>>();

/** Gives a workload its place in the order. */
export function joinRelease(member: Member): void {
  const { construct, turn, facts } = member;
  const members = membersAround(construct);
  const calleesOf = (caller: IConstruct): readonly IConstruct[] =>
    facts.connections.from(caller.node.path).flatMap(({ to }) => members.get(to.path)?.construct ?? []);
  // A reason may be stated for every way of delivery; one of them needs it.
  if (turn !== undefined) facts.reason('release');
  for (const callee of turn === 'before' ? calleesOf(construct) : []) {
    if (wayTo(callee, construct) === undefined) precede(construct, callee);
  }
  const ranks = ranksIn.get(members) ?? new Set<number>();
  ranksIn.set(members, ranks.add(rankOf(member)));
  // Where all have one turn there is nothing to order, and a tree stays linear.
  for (const other of ranks.size > 1 ? members.values() : []) {
    const [first, second] = rankOf(other) < rankOf(member) ? [other, member] : [member, other];
    if (rankOf(first) < rankOf(second) && !needs(first.construct, second.construct, calleesOf))
      precede(second.construct, first.construct);
  }
  members.set(construct.node.path, member);
  (construct as Joined)[memberSymbol] = member;
}

/** In which phase a release task runs. It is before all else only where nothing of the tree is needed for it. */
export function releasePhase(construct: IConstruct): ReleasePhase {
  return phaseOf(construct, new Map());
}

/** The longest chain of `after` that leads to the construct within its phase: what comes in another is no step. */
export function orderDepth(construct: IConstruct): number {
  return depthOf(construct, new Map(), new Map());
}

/** Each construct is asked once, however many ways lead to it: their number doubles with every step. */
function phaseOf(construct: IConstruct, known: Map<IConstruct, ReleasePhase>): ReleasePhase {
  const before = known.get(construct);
  if (before !== undefined) return before;
  const phase = phaseBy(construct, (other) => phaseOf(other, known));
  known.set(construct, phase);
  return phase;
}

function phaseBy(construct: IConstruct, phase: (other: IConstruct) => ReleasePhase): ReleasePhase {
  const member = (construct as Joined)[memberSymbol];
  if (member?.hook !== true) return 'among';
  if (member.turn === 'after')
    return [...successorsOf(construct)].every((other) => phase(other) === 'after') ? 'after' : 'among';
  const { connections, path } = member.facts;
  const alone = !connections.from(path).some(({ to }) => to.kind === 'workload')
    && [...predecessorsOf(construct)].every((other) => phase(other) === 'before')
    && !holdsObjects(Chart.of(construct));
  return alone ? 'before' : 'among';
}

function depthOf(
  construct: IConstruct, known: Map<IConstruct, number>, phases: Map<IConstruct, ReleasePhase>,
): number {
  const before = known.get(construct);
  if (before !== undefined) return before;
  const depth = [...predecessorsOf(construct)]
    .filter((other) => phaseOf(other, phases) === phaseOf(construct, phases))
    .reduce((deepest, other) => Math.max(deepest, depthOf(other, known, phases) + 1), 0);
  known.set(construct, depth);
  return depth;
}

function rankOf({ turn }: Member): number {
  return { before: 0, rest: 1, after: 2 }[turn ?? 'rest'];
}

/** The workloads of a chart, by path: what they connect to is known by it. */
function membersAround(construct: IConstruct): Map<string, Member> {
  const chart = Chart.of(construct) as Holding;
  chart[membersSymbol] ??= new Map<string, Member>();
  return chart[membersSymbol];
}

/** Whether one must find another there: it comes after it, or connects to it, in however many steps. */
function needs(
  from: IConstruct,
  to: IConstruct,
  calleesOf: (caller: IConstruct) => readonly IConstruct[],
): boolean {
  const seen = new Set<IConstruct>([from]);
  for (const each of seen) {
    if (each === to) return true;
    // What is added is visited, too.
    for (const next of [...predecessorsOf(each), ...calleesOf(each)]) seen.add(next);
  }
  return false;
}

/** Whether there are objects that no workload made, such as a Namespace: a task may need any of them. */
function holdsObjects(chart: Chart): boolean {
  return chart.node.findAll().some((each) =>
    ApiObject.isApiObject(each) && !each.node.scopes.some((scope) => hasBrand(scope, 'Workload')));
}
