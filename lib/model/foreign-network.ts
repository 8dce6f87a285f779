/** What manifests of others say of the network: which pods a Service selects, and which ports it sends to. */
import { ApiObject } from 'cdk8s';
import type { PodsAt } from './endpoint';
import { clusterOf } from './foreign-object';
import { fieldAt, foreignPods, objectsIn, protocolOf, textMap, type ForeignPods, type ForeignPort } from './foreign-pods';

const kindsWithPods: readonly string[] = Object.freeze([
  'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob', 'Pod',
]);

/** A port of a Service, and the port of the pods behind it; undefined where a name that no pod declares says it. */
export interface ForeignServicePort {
  readonly port: number;
  readonly target: string;
  readonly podPort: number | undefined;
  readonly protocol: ForeignPort['protocol'];
}

/** Whether an object is of a kind that makes pods; a custom resource may be. */
export function makesPods({ kind, apiGroup }: ApiObject): boolean {
  return kindsWithPods.includes(kind) || (apiGroup.includes('.') && !apiGroup.endsWith('.k8s.io'));
}

/** The pods of an object, as it says now; undefined where it makes none. */
export function podsOf(object: ApiObject): ForeignPods | undefined {
  return foreignPods(object.toJson() as Readonly<Record<string, unknown>>);
}

/** What a Service says now. */
export function serviceOf(object: ApiObject): {
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly Readonly<Record<string, unknown>>[];
} {
  const spec: unknown = (object.toJson() as Readonly<Record<string, unknown>>)['spec'];
  return { selector: textMap(fieldAt(spec, ['selector'])), ports: objectsIn(fieldAt(spec, ['ports'])) };
}

/** Whether pods are behind the Service, as it says now. */
export function podsBehind(service: ApiObject): (pods: PodsAt) => boolean {
  const { namespace } = service.metadata;
  const selector = Object.entries(serviceOf(service).selector);
  return (pods) => pods.namespace === namespace && selector.length > 0
    && selector.every(([key, value]) => pods.labels[key] === value);
}

/** The ports of a Service; the pods of the tree are asked only where it names theirs. */
export function servicePorts(service: ApiObject): readonly ForeignServicePort[] {
  return serviceOf(service).ports.flatMap(({ port, targetPort, protocol: said }): ForeignServicePort[] => {
    if (typeof port !== 'number') return [];
    const protocol = protocolOf(said);
    // 0 and '' mean "as the port" to the API server.
    const named = typeof targetPort === 'string' && targetPort !== '' ? targetPort : undefined;
    const stated = typeof targetPort === 'number' && targetPort !== 0 ? targetPort : port;
    const podPort = named === undefined ? stated : numberOf(named, protocol, service);
    return [{ port, target: named ?? String(stated), podPort, protocol }];
  });
}

/** The number of a port that the pods behind a Service declare by name. */
function numberOf(name: string, protocol: ForeignPort['protocol'], service: ApiObject): number | undefined {
  const cluster = clusterOf(service);
  const behind = podsBehind(service);
  for (const object of service.node.root.node.findAll()) {
    if (!ApiObject.isApiObject(object) || !makesPods(object) || clusterOf(object) !== cluster) continue;
    const pods = podsOf(object);
    if (pods === undefined || !behind({ cluster, namespace: object.metadata.namespace, labels: pods.labels })) continue;
    const ports = pods.containers.flatMap((container) => container.ports);
    const found = ports.find((port) => port.name === name && port.protocol === protocol);
    if (found !== undefined) return found.number;
  }
  return undefined;
}
