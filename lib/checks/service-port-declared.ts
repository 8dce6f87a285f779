/** A Service that sends to a number which no container declares may be right, but more often the port has moved. */
import type { Check } from './check';
import { objectText } from './object-identity';
import { isSilent, runningContainers } from './pod-template';
import { declaresPort, selectingServices } from './selecting-services';

export const servicePortDeclared: Check = {
  rule: 'service-port-declared',
  severity: 'warning',
  demand: 'A target port that a Service gives by number is declared, with that protocol, in each pod that it selects.',
  * run(input) {
    for (const { at, pods, ports } of selectingServices(input)) {
      for (const port of ports) {
        const lacking = typeof port.target === 'number'
          ? pods.find((pod) => !isSilent(pod) && !declaresPort(pod, port))
          : undefined;
        if (lacking !== undefined) {
          const numbers = runningContainers(lacking).flatMap(({ ports: all }) => all.map(({ number }) => number));
          yield {
            at,
            field: port.field,
            value: port.target,
            message: `the pods of ${objectText(lacking.at.manifest)} declare no ${port.protocol} port `
              + `${String(port.target)}; they declare ${numbers.join(', ') || 'none'}`,
            fix: `correct targetPort, or declare containerPort ${String(port.target)} (charthouse: \`port\`)`,
          };
        }
      }
    }
  },
};
