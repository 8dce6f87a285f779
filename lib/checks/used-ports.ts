/** The ports that a container's probes and lifecycle hooks use. */
import { fieldsOf, textOf } from './fields';
import type { PodContainer } from './pod-container';

/** A use of a port. */
export interface UsedPort {
  /** Where it is written, such as `spec.template.spec.containers[api].readinessProbe.httpGet.port`. */
  readonly field: string;
  /** A number, or the name of a port of the container; anything where the manifest is odd. */
  readonly port: unknown;
}

const probes: readonly string[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const hooks: readonly string[] = ['postStart', 'preStop'];

/** The ports that the kubelet opens in this container: a probe of another host is left out. */
export function usedPorts({ fields, field }: PodContainer): readonly UsedPort[] {
  const lifecycle = fieldsOf(fields.lifecycle);
  return [
    ...probes.flatMap((name) => ofHandler(fields[name], `${field}.${name}`)),
    ...hooks.flatMap((name) => ofHandler(lifecycle[name], `${field}.lifecycle.${name}`)),
  ];
}

function ofHandler(handler: unknown, field: string): readonly UsedPort[] {
  return ['httpGet', 'tcpSocket', 'grpc'].flatMap((action) => {
    const { port, host } = fieldsOf(fieldsOf(handler)[action]);
    return port === undefined || port === null || textOf(host) !== undefined
      ? [] : [{ field: `${field}.${action}.port`, port }];
  });
}
