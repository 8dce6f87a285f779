/** A port of a node that two agents want: on every node one of the two waits for the other, for ever. */
import type { Check, CheckInput, Problem } from './check';
import { fieldAt, numberOf, textMapOf, textOf } from './fields';
import { isKind, objectText } from './object-identity';
import { podTemplatesOf, runningContainers, type PodTemplate } from './pod-template';

export const hostPortsFree: Check = {
  rule: 'host-ports-free',
  severity: 'warning',
  between: true,
  demand: 'No two DaemonSets take one port of the node, unless their node selectors keep them apart.',
  * run(input) {
    const takers = new Map<string, TakenPort[]>();
    for (const taken of agentPorts(input)) {
      const others = takers.get(taken.port) ?? [];
      const other = others.find((each) =>
        each.pod !== taken.pod && sameAddress(each, taken) && meet(each.pod, taken.pod));
      if (other !== undefined) yield problem(taken, other);
      takers.set(taken.port, [...others, taken]);
    }
  },
};

interface TakenPort {
  readonly pod: PodTemplate;
  /** Number and protocol, such as `53/UDP`. */
  readonly port: string;
  /** The address of the node; empty for all that it has. */
  readonly address: string;
  readonly field: string;
}

/** Ports of the node; on its network each port that a container declares is one. */
function agentPorts(input: CheckInput): readonly TakenPort[] {
  return podTemplatesOf(input).filter((pod) => isKind(pod.at.manifest, 'apps', 'DaemonSet')).flatMap((pod) =>
    runningContainers(pod).flatMap(({ fields, field }) =>
      (Array.isArray(fields.ports) ? fields.ports : []).flatMap((declared: unknown): TakenPort[] => {
        const onHost = pod.spec.hostNetwork === true ? fieldAt(declared, 'containerPort') : undefined;
        const number = numberOf(fieldAt(declared, 'hostPort') ?? onHost);
        const protocol = textOf(fieldAt(declared, 'protocol')) ?? 'TCP';
        const stated = textOf(fieldAt(declared, 'hostIP')) ?? '';
        const address = stated === '0.0.0.0' || stated === '::' ? '' : stated;
        const taken = { pod, port: `${number ?? 0}/${protocol}`, address, field: `${field}.ports` };
        return number === undefined || number === 0 ? [] : [taken];
      })));
}

/** Whether both want the port at one address of the node. */
function sameAddress({ address: left }: TakenPort, { address: right }: TakenPort): boolean {
  return left === '' || right === '' || left === right;
}

/** Whether both may run on one node, as far as can be seen: an affinity may keep them apart. */
function meet(left: PodTemplate, right: PodTemplate): boolean {
  if ([left, right].some(({ spec }) => fieldAt(spec, 'affinity.nodeAffinity') !== undefined)) return false;
  const [wanted, other] = [textMapOf(left.spec.nodeSelector), textMapOf(right.spec.nodeSelector)];
  return [...wanted].every(([key, value]) => (other.get(key) ?? value) === value);
}

function problem({ pod, port, field }: TakenPort, other: TakenPort): Problem {
  return {
    at: pod.at,
    field,
    value: port,
    message: `port ${port} of the node is taken by ${objectText(other.pod.at.manifest)} too`,
    fix: 'let one of the two take another port, or keep them apart by nodeSelector',
  };
}
