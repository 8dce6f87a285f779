/** A Service that sends to a port by a name which a pod does not have leaves that pod out, in silence. */
import type { Check } from './check';
import { objectText } from './object-identity';
import { runningContainers } from './pod-template';
import { declaresPort, selectingServices } from './selecting-services';

export const servicePortExists: Check = {
  rule: 'service-port-exists',
  severity: 'error',
  demand: 'A target port that a Service names is declared, by that name and protocol, in each pod that it selects.',
  * run(input) {
    for (const { at, pods, ports } of selectingServices(input)) {
      for (const port of ports) {
        const lacking = typeof port.target === 'string' ? pods.find((pod) => !declaresPort(pod, port)) : undefined;
        if (lacking !== undefined) {
          const names = runningContainers(lacking).flatMap(({ ports: all }) => all.flatMap(({ name }) => name ?? []));
          yield {
            at,
            field: port.field,
            value: port.target,
            message: `the pods of ${objectText(lacking.at.manifest)} declare no ${port.protocol} port named `
              + `'${String(port.target)}'; they declare ${names.join(', ') || 'no named one'}`,
            fix: 'name one of their ports, or write the number without quotes (charthouse: `port`)',
          };
        }
      }
    }
  },
};
