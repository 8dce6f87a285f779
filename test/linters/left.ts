/**
 * All that linters find in the examples, and why it is left. A finding that is not here fails the tests, and so does
 * an entry that nothing is found for. The page `docs/linting.md` is made of this.
 */
import type { Linter } from './support/finding';

/** Findings that are left for one reason. */
export interface Left {
  /** In a few words, what is found. */
  readonly what: string;
  readonly reason: string;
  readonly rules: Readonly<Partial<Record<Linter, readonly string[]>>>;
  /** Namespaces and names of the objects, where `*` stands for any text. @default - every object */
  readonly on?: readonly string[];
}

/** What only an application can settle: left in any house. */
export const leftToApplications: readonly Left[] = [
  {
    what: 'no digest of the image',
    reason: 'A digest is known once the image is built: `product` locks its images, the others have tags of others.',
    rules: { Checkov: ['CKV_K8S_43'] },
    on: ['agents/*', 'hello/*', 'logging/*', 'notes/*', 'online-boutique/*', 'sock-shop/*', 'voting-app/*'],
  },
  {
    what: 'no version of the image',
    reason: 'The authors of the voting app publish none.',
    rules: { 'kube-linter': ['latest-tag'], 'kube-score': ['container-image-tag'], Checkov: ['CKV_K8S_14'] },
    on: ['voting-app/result', 'voting-app/vote', 'voting-app/worker'],
  },
  {
    what: 'a secret as variable',
    reason: 'The programs read their passwords from variables; the values come from a Secret, by reference.',
    rules: { Checkov: ['CKV_K8S_35'] },
    on: ['desk-*/*', 'notes/api'],
  },
  {
    what: 'no probes without a port',
    reason: 'Nothing can be asked of a program that listens to no port, but by a command that only its authors know.',
    rules: { Checkov: ['CKV_K8S_8', 'CKV_K8S_9'] },
    on: [
      'desk-*/worker-*', 'hello/visitor', 'logging/fluentd', 'online-boutique/loadgenerator', 'voting-app/worker',
    ],
  },
  {
    what: 'no liveness',
    reason: 'No path for it is known, and an invented one would restart healthy pods; readiness is asked at the port.',
    rules: { 'kube-score': ['pod-probes'], Checkov: ['CKV_K8S_8'] },
    on: [
      'agents/node-exporter', 'desk-*/cache', 'desk-*/database', 'hello/web', 'logging/elasticsearch', 'logging/kibana',
      'sock-shop/*-db', 'sock-shop/carts', 'sock-shop/orders', 'sock-shop/queue-master', 'sock-shop/rabbitmq',
      'sock-shop/shipping', 'voting-app/db', 'voting-app/redis', 'voting-app/result', 'voting-app/vote',
    ],
  },
  {
    what: 'readiness and liveness ask the same',
    reason: 'The programs offer one path, or one port, and their authors ask it for both.',
    rules: { 'kube-score': ['pod-probes-identical'] },
    on: [
      'notes/api', 'online-boutique/frontend', 'online-boutique/redis-cart', 'sock-shop/catalogue',
      'sock-shop/front-end', 'sock-shop/payment', 'sock-shop/user',
    ],
  },
  {
    what: 'a user below 10000',
    reason: 'The application states the user that its image has, which owns the files in it.',
    rules: { 'kube-score': ['container-security-context-user-group-id'], Checkov: ['CKV_K8S_40'] },
    on: [
      'agents/log-shipper', 'desk-*/cache', 'desk-*/database', 'hello/visitor', 'logging/elasticsearch',
      'logging/kibana', 'online-boutique/*', 'sock-shop/*-db', 'sock-shop/rabbitmq', 'voting-app/*',
    ],
  },
  {
    what: 'host access',
    reason: 'The agent measures the node or serves it: each access is stated with its reason.',
    rules: {
      'kube-linter': ['host-network', 'host-pid', 'sensitive-host-mounts'],
      'kube-score': ['pod-networkpolicy'],
      Checkov: ['CKV_K8S_17', 'CKV_K8S_19', 'CKV_K8S_26', 'CKV2_K8S_6'],
    },
    on: ['agents/node-dns', 'agents/node-exporter'],
  },
  {
    what: 'root',
    reason: 'The logs of the node belong to root.',
    rules: { 'kube-linter': ['run-as-non-root'], Checkov: ['CKV_K8S_23'] },
    on: ['agents/log-shipper'],
  },
  {
    what: 'a token of the API',
    reason: 'The agents ask the API server whose logs they read, and may read no more than that.',
    rules: { Checkov: ['CKV_K8S_38'] },
    on: ['agents/log-shipper', 'logging/fluentd'],
  },
  {
    what: 'a capability',
    reason: 'The program listens at a port below 1024, and says so.',
    rules: { Checkov: ['CKV_K8S_25'] },
    on: [
      'agents/node-dns', 'sock-shop/carts', 'sock-shop/catalogue', 'sock-shop/orders', 'sock-shop/payment',
      'sock-shop/queue-master', 'sock-shop/shipping', 'sock-shop/user',
    ],
  },
  {
    what: 'a single pod',
    reason: 'One writer to one volume, or what its authors run: the application states the number.',
    rules: { 'kube-score': ['deployment-replicas', 'deployment-strategy', 'horizontalpodautoscaler-replicas'] },
    on: ['logging/kibana', 'notes/api', 'sock-shop/*', 'voting-app/result', 'voting-app/vote'],
  },
  {
    what: 'a port on the nodes',
    reason: 'The demonstrations of others are reached there, on clusters without a way in.',
    rules: { 'kube-score': ['service-type'] },
    on: ['logging/kibana', 'sock-shop/front-end', 'voting-app/result', 'voting-app/vote'],
  },
  {
    what: 'a finished Job stays',
    reason: 'It is part of a release: removed, it would be missing for Argo CD, and kubectl would run it again.',
    rules: { 'kube-linter': ['job-ttl-seconds-after-finished'] },
    on: ['desk-*/migrate*'],
  },
];

/** What the library's own defaults leave besides, on purpose; none of it with `hardened`. */
export const leftByDefaults: readonly Left[] = [
  {
    what: 'no CPU limit',
    reason: 'A limit slows a pod down while its node idles; what it requests is its share when all are busy.',
    rules: { 'kube-score': ['container-resources'], Checkov: ['CKV_K8S_11'] },
  },
  {
    what: 'images are not always pulled',
    reason: 'A version does not change, and a pod has to start while the registry does not answer.',
    rules: { 'kube-score': ['container-image-pull-policy'], Checkov: ['CKV_K8S_15'] },
  },
  {
    what: 'no user above 10000',
    reason: 'An image that is not root has a user of its own, which owns the files in it.',
    rules: { 'kube-score': ['container-security-context-user-group-id'], Checkov: ['CKV_K8S_40'] },
    on: ['agents/node-dns', 'hello/web', 'logging/fluentd'],
  },
];
