/** The cluster for payments: what ACME's cloud offers, with a way in of its own. */
import { definePlatform } from 'charthouse';
import { acme } from '@acme/house';

const { cloud } = acme.platforms;
if (cloud === undefined) throw new Error('@acme/house has no platform called cloud');

/** ACME's cloud, but traffic comes through the gateway for payments, and from nowhere else. */
export const vault = definePlatform({
  ...cloud,
  name: 'vault',
  edge: {
    kind: 'gateway',
    gateway: { name: 'payments', namespace: 'payments-edge', sectionName: 'https' },
    trafficFrom: [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'payments-edge' } }],
    drainSeconds: 20,
  },
});
