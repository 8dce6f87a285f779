/** Where Sock Shop, as we write it, is not what its authors wrote. */
import type { Difference, Differences } from '../differences';

const stated = 'they state no version: what runs depended on the day on which a pod started';
const rights = 'it does not start as root to give these rights away: it runs as the user that it would become';

const untagged = (kind: string, names: readonly string[], theirs: string, ours: string, container = 0): Difference =>
  ({ kind, names, prop: `pod.containers[${container}].image`, theirs, ours, reason: stated });
const withoutRights = (names: readonly string[], theirs: readonly string[]): Difference => ({
  kind: 'Deployment', names, prop: 'pod.containers[0].securityContext.capabilities.add', theirs, ours: undefined,
  reason: rights,
});

const props: readonly Difference[] = [
  untagged('Deployment', ['carts-db', 'orders-db'], 'mongo', 'mongo:8.0'),
  untagged('Deployment', ['rabbitmq'], 'kbudde/rabbitmq-exporter', 'kbudde/rabbitmq-exporter:1.0.0', 1),
  untagged('Deployment', ['elasticsearch'], 'elasticsearch', 'elasticsearch:8.19.2'),
  untagged('Deployment', ['kibana'], 'kibana', 'kibana:8.19.2'),
  untagged('DaemonSet', ['fluentd'], 'weaveworksdemos/log-server', 'weaveworksdemos/log-server:0.1.0'),
  withoutRights(['carts-db', 'orders-db', 'session-db', 'user-db'], ['CHOWN', 'SETGID', 'SETUID']),
  withoutRights(['rabbitmq'], ['CHOWN', 'SETGID', 'SETUID', 'DAC_OVERRIDE']),
  {
    kind: 'Deployment', names: ['carts'], prop: 'spec.replicas', theirs: 1, ours: undefined,
    reason: 'the autoscaler says how many; theirs is for `cart`, which is not there',
  },
  {
    kind: 'HorizontalPodAutoscaler', names: ['cart'], prop: 'spec.scaleTargetRef.name', theirs: 'cart', ours: 'carts',
    reason: 'there is no `cart`',
  },
  {
    kind: 'DaemonSet', names: ['fluentd'], prop: 'pod.containers[0].volumeMounts[/var/lib/docker/containers].name',
    theirs: 'varlibdockercontainers', ours: 'host-var-lib-docker-containers',
    reason: 'a directory of the node (`hostPaths`) is named after its path',
  },
  {
    kind: 'DaemonSet', names: ['fluentd'], prop: 'pod.volumes[varlibdockercontainers].hostPath.path',
    theirs: '/var/lib/docker/containers', ours: undefined, reason: 'likewise',
  },
  {
    kind: 'ClusterRoleBinding', names: ['fluentd'], prop: 'roleRef.name', theirs: 'fluentd', ours: 'logging.fluentd',
    reason: 'an object of the cluster carries its namespace in its name',
  },
  {
    kind: 'ClusterRoleBinding', names: ['fluentd'], prop: 'subjects[0].namespace', theirs: 'kube-system',
    ours: 'logging', reason: 'agents have a namespace of their own',
  },
];

const names: readonly Difference[] = [
  ...['carts-db', 'catalogue-db', 'elasticsearch', 'orders-db', 'rabbitmq', 'session-db', 'user-db']
    .map((name): Difference => ({
      kind: 'Deployment', names: [name], prop: 'kind and name', theirs: `Deployment ${name}`,
      ours: `StatefulSet ${name}`, reason: 'a StatefulStore',
    })),
  ...['ClusterRole', 'ClusterRoleBinding'].map((kind): Difference => ({
    kind, names: ['fluentd'], prop: 'kind and name', theirs: `${kind} fluentd`, ours: `${kind} logging.fluentd`,
    reason: 'an object of the cluster carries its namespace in its name',
  })),
  {
    kind: 'HorizontalPodAutoscaler', names: ['cart'], prop: 'kind and name', theirs: 'HorizontalPodAutoscaler cart',
    ours: 'HorizontalPodAutoscaler carts', reason: 'called as what it scales',
  },
];

export const sockShop: Differences = { props, names };
