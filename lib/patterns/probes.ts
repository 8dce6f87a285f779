/** Probes: ready when the port answers, alive until the application says otherwise: an invented path kills pods. */
import { CharthouseError } from '../model/error';
import type { Draft } from '../model/draft/draft';
import type { DerivedEntries } from '../model/draft/derived';
import type { ContainerPort } from '../model/kubernetes/types';
import { integer, object, orFalse, port, shapeOf, textShape, type Shape } from '../model/shape';
import { containerField, type ContainerFacts } from './facts';
import {
  execShape, firstPort, httpGetOf, httpGetShape, portsOf, refuseHalf, refuseSeveral, tcpSocketShape, type ExecProps,
  type HttpGetProps,
} from './handlers';
import { makePattern, keys } from './pattern';

/** How a probe asks, and how often. At most one of the four ways; without any the first port is connected to. */
export interface ProbeProps {
  /** By HTTP; the port is the container's first. @default - not by HTTP */
  readonly httpGet?: HttpGetProps | undefined;
  /** By gRPC's health service. @default - not by gRPC */
  readonly grpc?:
    | {
        /** @default - the container's first port */
        readonly port?: number | undefined;
        /** @default - the server as a whole */
        readonly service?: string | undefined;
      }
    | undefined;
  /** By connecting. @default - the first port, where no other way is given */
  readonly tcpSocket?:
    | {
        /** Number or name. @default - the container's first port */
        readonly port?: number | string | undefined;
      }
    | undefined;
  /** By a command, which succeeds with 0. @default - not by a command */
  readonly exec?: ExecProps | undefined;
  /** Seconds before the first try. @default 0 */
  readonly initialDelaySeconds?: number | undefined;
  /** Seconds between two tries. @default 10 */
  readonly periodSeconds?: number | undefined;
  /** Seconds that a try may take. @default 1 */
  readonly timeoutSeconds?: number | undefined;
  /** Tries in a row that count as a failure. @default 3 */
  readonly failureThreshold?: number | undefined;
  /** Tries in a row that count as a success; 1 for anything but readiness. @default 1 */
  readonly successThreshold?: number | undefined;
}

/** A probe that restarts the container when it fails. */
export interface RestartingProbeProps extends ProbeProps {
  /** Seconds that the container has to end when the probe restarts it. @default - the grace period of the pod */
  readonly terminationGracePeriodSeconds?: number | undefined;
}

/** The probes of a container. */
export interface ProbesProps {
  /** Whether it gets traffic. @default - the first port answers; nothing without a port */
  readonly readiness?: ProbeProps | false | undefined;
  /** Whether it is restarted. @default - never: only the application knows a path that does not depend on others */
  readonly liveness?: RestartingProbeProps | false | undefined;
  /** Whether it has started; until then the other probes wait. @default - the first port answers within 5 minutes */
  readonly startup?: RestartingProbeProps | false | undefined;
}

/** The health of a container. */
export interface ProbesKey {
  /**
   * @example probes: { readiness: { httpGet: { path: '/ready' } }, liveness: { httpGet: { path: '/alive' } } }
   * @default - readiness and startup by TCP where a port is, no liveness
   */
  readonly probes?: ProbesProps | false | undefined;
}

const seconds = integer(0, 86400);
const times = integer(1, 2 ** 31 - 1);
const once = shapeOf('1: only readiness waits for several successes', (value) => value === 1, 'leave it out');
const probe = (fields: Readonly<Record<string, Shape>>): Shape => orFalse(
  object({
    httpGet: httpGetShape,
    grpc: object({ port, service: textShape }),
    tcpSocket: tcpSocketShape,
    exec: execShape,
    initialDelaySeconds: seconds,
    periodSeconds: integer(1, 86400),
    timeoutSeconds: integer(1, 86400),
    failureThreshold: times,
    ...fields,
  }, ['httpGet', 'grpc', 'tcpSocket', 'exec']),
);
const restarting = probe({ successThreshold: once, terminationGracePeriodSeconds: integer(1, 86400) });

/** Claims the three probes (https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/). */
export const probes = makePattern({
  name: 'probes',
  fits: [],
  container: {
    reach: 'main',
    keys: keys<ProbesKey>({
      probes: orFalse(object({
        readiness: probe({ successThreshold: times }), liveness: restarting, startup: restarting,
      })),
    }),
    defaults: { probes: { readiness: {}, liveness: false, startup: { periodSeconds: 5, failureThreshold: 60 } } },
    apply(container, settings, facts, draft) {
      const { readiness, liveness, startup } = settings.probes;
      if (facts.role === 'init' || (!facts.workload.traits.has('longRunning') && facts.role !== 'sidecar')) {
        refuseStated({ readiness, liveness, startup }, facts);
        return;
      }
      container.claim({
        readinessProbe: probeOf(readiness, 'readiness', facts, draft),
        livenessProbe: probeOf(liveness, 'liveness', facts, draft),
        startupProbe: probeOf(startup, 'startup', facts, draft),
      });
    },
  },
});

function probeOf(
  props: ProbeProps | false | undefined,
  name: string,
  facts: ContainerFacts,
  draft: Draft,
): object | undefined {
  if (props === undefined || props === false) return undefined;
  const { httpGet, grpc, tcpSocket, exec, ...timing } = props;
  const field = `probes.${name}`;
  refuseHalf(props, field, facts);
  refuseSeveral({ httpGet, grpc, tcpSocket, exec }, field, facts);
  if (httpGet !== undefined) return { httpGet: httpGetOf(httpGet, field, facts, draft), ...timing };
  if (grpc !== undefined) return { grpc: { ...grpc, port: grpc.port ?? firstPort(draft, facts, field) }, ...timing };
  if (tcpSocket !== undefined)
    return { tcpSocket: { port: tcpSocket.port ?? firstPort(draft, facts, field) }, ...timing };
  if (exec !== undefined) return { exec: { command: [...exec.command] }, ...timing };
  // Nothing is said: the first port is connected to, and without a port there is nothing to ask.
  return draft.derived([portsOf(facts)], (ports) => {
    // A port that a pattern added, such as for metrics, says nothing of whether the work can begin.
    const [first] = (ports as DerivedEntries<Omit<ContainerPort, 'name'>>).filter((port) => port.order !== 'pattern');
    return first === undefined ? undefined : { tcpSocket: { port: first.item.containerPort }, ...timing };
  });
}

/** Defaults say readiness and startup of every container; liveness is said by nobody but for this one. */
function refuseStated(given: ProbesProps, facts: ContainerFacts): void {
  const stated = (['liveness', 'readiness', 'startup'] as const).find((name) => (given[name] ?? false) !== false
    && (name === 'liveness' || facts.workload.statedBy(containerField(facts, `probes.${name}`)) !== undefined));
  if (stated === undefined) return;
  throw new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, `probes.${stated}`),
    problem: `has no meaning for container ${facts.name}, which runs to an end`,
    value: given[stated],
    allowed: 'probes of containers that go on running',
    fix: 'leave the probes out, or bound the time with job.activeDeadlineSeconds',
  });
}
