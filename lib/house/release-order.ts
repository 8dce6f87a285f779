/**
 * The turns of release tasks: before all else of their chart goes what they connect to, then what runs `before`, then
 * the rest, and what runs `after` is last.
 */
import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { CharthouseError } from '../model/error';
import type { WorkloadFacts } from '../patterns/facts';
import { precede } from './order-graph';
import { calleesOf, neededFor, needs, type Surroundings } from './release-needs';
import { wayInGrowing } from './walked-order';

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
const tasksSymbol = Symbol.for('charthouse.release.tasks');

type Joined = IConstruct & { [memberSymbol]?: Member };
type Holding = Chart & { [membersSymbol]?: Map<string, Member>; [tasksSymbol]?: Member[] };

/** Throws where the turn cannot be kept: Flux applies all of a file at once. */
export function assertRelease(member: Member): void {
  for (const other of othersOf(member)) {
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
  if (turn !== 'before' || waiting === undefined || wayInGrowing(waiting, construct) === undefined) return;
  throw new CharthouseError({
    path: facts.path,
    field: 'connectTo',
    problem: `comes too late: ${callee} waits for this release task, and would have to be there before`,
    value: callee,
    allowed: 'the prop `connectsTo`, or a reference in a variable',
    fix: 'make the callee first, and say connectsTo when you make the task',
  });
}

/** Gives a workload its place in the order. */
export function joinRelease(member: Member): void {
  const { construct, turn, facts } = member;
  const members = membersAround(construct);
  const around: Surroundings = { members, connections: facts.connections };
  // A reason may be stated for every way of delivery; one of them needs it.
  if (turn !== undefined) facts.reason('release');
  for (const callee of turn === 'before' ? calleesOf(construct, around) : []) {
    if (wayInGrowing(callee, construct) === undefined) precede(construct, callee);
  }
  // Who comes after a task that runs before is none that this task needs: its needs stay as they are.
  const needed = turn === 'before' ? neededFor(construct, around) : undefined;
  for (const other of othersOf(member)) {
    const [first, second] = rankOf(other) < rankOf(member) ? [other, member] : [member, other];
    if (rankOf(first) === rankOf(second)) continue;
    if (!(needed?.has(second.construct) ?? needs(first.construct, second.construct, around)))
      precede(second.construct, first.construct);
  }
  if (turn !== undefined) tasksAround(construct).push(member);
  members.set(construct.node.path, member);
  (construct as Joined)[memberSymbol] = member;
}

/** What a workload has joined as; undefined for what is none of ours. */
export function memberAt(construct: IConstruct): Member | undefined {
  return (construct as Joined)[memberSymbol];
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

/** Those of them that have a turn. */
function tasksAround(construct: IConstruct): Member[] {
  const chart = Chart.of(construct) as Holding;
  chart[tasksSymbol] ??= [];
  return chart[tasksSymbol];
}

/** Whose turn may be another. Where no task has one there is nobody, and a tree stays linear. */
function othersOf({ construct, turn }: Member): Iterable<Member> {
  return turn === undefined ? tasksAround(construct) : membersAround(construct).values();
}
