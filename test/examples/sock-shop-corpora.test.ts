import { build } from '../../examples/sock-shop';
import { removeFreshPaths } from '../synth/support/folder';
import { comparedWithItsAuthors } from './support/compared';
import { sockShop } from './support/differences/sock-shop';

afterAll(removeFreshPaths);

/** Heapster and what stored and showed its figures: Kubernetes has had a metrics API in its place since 1.13. */
const heapster = ['heapster', 'monitoring-grafana', 'monitoring-influxdb'];

comparedWithItsAuthors({
  title: 'Sock Shop',
  example: 'sock-shop',
  build,
  files: ['sock-shop-manifests.yaml', 'sock-shop-manifests-logging.yaml', 'sock-shop-autoscaling.yaml'],
  differences: sockShop,
  leaveOut: ({ metadata }) => heapster.includes(metadata.name),
  renamed: {
    'ClusterRole fluentd': 'logging.fluentd',
    'ClusterRoleBinding fluentd': 'logging.fluentd',
    // Theirs scales `cart`, which is not there.
    'HorizontalPodAutoscaler cart': 'carts',
  },
});
