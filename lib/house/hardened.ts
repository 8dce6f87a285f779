/** The house preset that silences linters: what is left then is what only the application can settle. */
import { defineHouse } from './define-house';
import type { House } from './house';

/**
 * A house to extend: user and group 10001, three replicas, CPU limits, and images that are always pulled. Linters
 * then find
 * only what the application alone can settle: a digest, a secret as variable, probes of a workload without a port.
 */
export const hardened: House<never, readonly []> = defineHouse({
  name: 'hardened',
  version: '1',
  defaults: {
    user: 10001,
    replicas: 3,
    imagePullPolicy: 'Always',
    resources: { limits: { cpu: '1' } },
  },
});
