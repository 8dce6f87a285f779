/** Where Online Boutique, as we write it, is not what its authors wrote. */
import type { Difference, Differences } from '../differences';

const props: readonly Difference[] = [
  {
    kind: 'Deployment',
    names: [
      'adservice', 'cartservice', 'currencyservice', 'emailservice', 'paymentservice', 'productcatalogservice',
      'recommendationservice',
    ],
    prop: 'pod.terminationGracePeriodSeconds', theirs: 5, ours: 15,
    reason: 'the process has its 5 seconds, after 10 in which it serves what still arrives (`rollout.drainSeconds`)',
  },
  {
    kind: 'Deployment', names: ['redis-cart'], prop: 'pod.volumes[redis-data].emptyDir', theirs: {}, ours: undefined,
    reason: 'a claim (`storage`) in its place: carts outlive the pod',
  },
  {
    kind: 'Deployment', names: ['loadgenerator'], prop: 'pod.restartPolicy', theirs: 'Always', ours: undefined,
    reason: 'the only value that a Deployment takes, which the API server fills in',
  },
  ...[['spec.type', 'LoadBalancer'], ['spec.ports[0].name', 'http'], ['spec.ports[0].port', 80],
    ['spec.ports[0].targetPort', 8080]].map(([prop, theirs]): Difference => ({
    kind: 'Service', names: ['frontend-external'], prop: String(prop), theirs, ours: undefined,
    reason: 'the `host` of the frontend in its place: an Ingress at the edge that the platform has',
  })),
];

const names: readonly Difference[] = [
  {
    kind: 'Deployment',
    names: [
      'adservice', 'cartservice', 'checkoutservice', 'currencyservice', 'emailservice', 'frontend', 'paymentservice',
      'productcatalogservice', 'recommendationservice', 'shippingservice',
    ],
    prop: 'pod.containers[0].name', theirs: 'server', ours: 'NAME',
    reason: 'the main container is called as its workload is',
  },
  {
    kind: 'Deployment', names: ['redis-cart'], prop: 'pod.containers[0].name', theirs: 'redis', ours: 'NAME',
    reason: 'likewise',
  },
  {
    kind: 'Deployment', names: ['loadgenerator'], prop: 'pod.containers[0].name', theirs: 'main', ours: 'NAME',
    reason: 'likewise',
  },
  {
    kind: 'Deployment', names: ['redis-cart'], prop: 'kind and name', theirs: 'Deployment redis-cart',
    ours: 'StatefulSet redis-cart', reason: 'a StatefulStore, which keeps its data',
  },
  {
    kind: 'Service', names: ['frontend-external'], prop: 'kind and name', theirs: 'Service frontend-external',
    ours: undefined, reason: 'the `host` of the frontend in its place',
  },
];

export const onlineBoutique: Differences = { props, names };
