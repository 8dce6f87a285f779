/** Ports of any container that no Service stands in front of, such as a sidecar's, and ports of the node. */
import type { SettledDraft } from '../model/draft/settled';
import { CharthouseError } from '../model/error';
import { anyOf, mapOf, object, oneOf, port, portName } from '../model/shape';
import { containerField, type ContainerFacts, type WorkloadFacts } from './facts';
import { makePattern, keys } from './pattern';

/** A port of a container that no Service stands in front of. */
export interface ContainerPortProps {
  /** What the container listens on. */
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
}

/** Ports of a container. */
export interface ContainerPortKeys {
  /**
   * Ports that no Service stands in front of, by name.
   *
   * @example containerPorts: { admin: 9901, statsd: { port: 8125, protocol: 'UDP' } }
   * @default - none
   */
  readonly containerPorts?: Readonly<Record<string, number | ContainerPortProps>> | undefined;
  /**
   * Ports of the node that lead to ports of this container, by the name of the port, whichever prop declares it. Of an
   * agent only, for one pod of a node can have one; takes `because: { hostPorts: … }`. Who may connect is said by
   * `allowFrom`.
   *
   * @example hostPorts: { http: 9100 }
   * @default - none
   */
  readonly hostPorts?: Readonly<Record<string, number>> | undefined;
}

const portProps = anyOf(object({ port, protocol: oneOf('TCP', 'UDP', 'SCTP') }), port);

/** Adds ports that no Service stands in front of, and ports of the node, to any container. */
export const containerPorts = makePattern({
  name: 'containerPorts',
  fits: [],
  container: {
    reach: 'main',
    keys: keys<ContainerPortKeys>({
      containerPorts: mapOf({
        ...portProps,
        check: (value, place) => { (typeof value === 'number' ? port : portProps).check(value, place); },
      }),
      hostPorts: mapOf(port),
    }),
    apply(container, settings, facts) {
      for (const [name, given] of Object.entries(settings.containerPorts ?? {})) {
        const field = containerField(facts, `containerPorts.${name}`);
        portName.check(name, { path: facts.workload.path, field });
        const { port: number, protocol = 'TCP' } = typeof given === 'number' ? { port: given } : given;
        if ((number as number | undefined) === undefined) throw withoutNumber(facts.workload.path, field);
        container.add('ports', name, { containerPort: number, protocol }, 'props');
      }
      const hostPorts = Object.entries(settings.hostPorts ?? {});
      if (hostPorts.length > 0) refuseOffNode(settings.hostPorts, facts);
      for (const [name, number] of hostPorts) container.add('hostPorts', name, { hostPort: number }, 'props');
    },
  },
  emit(draft, _settings, facts) {
    refuseImpossible(draft, facts);
    return [];
  },
});

function withoutNumber(path: string, field: string): CharthouseError {
  return new CharthouseError({
    path,
    field: `${field}.port`,
    problem: 'is missing',
    allowed: port.allowed,
    fix: 'say what the container listens on',
  });
}

function refuseOffNode(value: unknown, facts: ContainerFacts): void {
  const { path, traits } = facts.workload;
  const field = containerField(facts, 'hostPorts');
  if (!traits.has('perNode')) {
    throw new CharthouseError({
      path,
      field,
      problem: 'takes ports of the node, of which one pod of a node can have each: a second pod would find no node',
      value,
      allowed: 'an agent, which has one pod a node',
      fix: 'let others connect by the Service or a host, or make it a DaemonAgent',
    });
  }
  if (facts.workload.reason(field) !== undefined) return;
  throw new CharthouseError({
    path,
    field,
    problem: 'leads out of the pod and takes a reason',
    value,
    allowed: `because: { '${field}': '…' }`,
    fix: "say why the agent needs the node's ports",
  });
}

/** Whether the new pod of a node comes while the old one is there. */
function surges(draft: SettledDraft): boolean {
  const { rollingUpdate } = (draft.controller['updateStrategy'] ?? {}) as {
    readonly rollingUpdate?: { readonly maxSurge?: number | string | undefined } | undefined;
  };
  return ![undefined, 0, '0%'].includes(rollingUpdate?.maxSurge);
}

/** What only all containers together tell: the port is there, and the node has it to give. */
function refuseImpossible(draft: SettledDraft, facts: WorkloadFacts): void {
  const taken = new Map<string, string>();
  for (const { name, role, collections } of draft.containers) {
    const ports = new Map(collections.sorted('ports').map(({ key, item }) =>
      [key, item as { readonly containerPort: number; readonly protocol?: string | undefined }]));
    for (const { key, item } of collections.sorted('hostPorts')) {
      const field = containerField({ name, role, workload: facts }, `hostPorts.${key}`);
      const { hostPort } = item as { readonly hostPort: number };
      const declared = ports.get(key);
      const refused = (problem: string, allowed: string, fix: string): CharthouseError =>
        new CharthouseError({ path: facts.path, field, problem, value: hostPort, allowed, fix });
      if (declared === undefined) {
        const names = [...ports.keys()].join(', ');
        throw refused(`is no port of container ${name}`, names === '' ? 'the name of a declared port' : names,
          'name one of its ports, or declare it by `port`, `ports` or `containerPorts`');
      }
      const place = `${hostPort}/${declared.protocol ?? 'TCP'}`;
      const other = taken.get(place);
      if (other !== undefined) {
        throw refused(`is the node's port of ${other} already`, 'each port of the node once for each protocol',
          'take another number for one of the two');
      }
      taken.set(place, field);
      if (surges(draft)) {
        throw refused('cannot be had by the old pod and the new one of a node at once, as the rollout asks for',
          'with a rollout that takes the old pod away first', 'leave rollout.maxSurge and zeroDowntime out');
      }
      if (draft.template.spec['hostNetwork'] === true && hostPort !== declared.containerPort) {
        throw refused("must be the container's own port: the pod is in the node's network",
          String(declared.containerPort), 'write that number, or leave it out');
      }
    }
  }
}
