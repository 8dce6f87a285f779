/** A probe or hook of a port by a name that its container does not declare fails for ever. */
import type { Check } from './check';
import { podTemplatesOf, runningContainers } from './pod-template';
import { usedPorts } from './used-ports';

export const probePortExists: Check = {
  rule: 'probe-port-exists',
  severity: 'error',
  demand: 'A port that a probe or a lifecycle hook names is one that its own container declares by that name.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      for (const container of runningContainers(pod)) {
        const names = container.ports.flatMap((port) => port.name ?? []);
        for (const { field, port } of usedPorts(container)) {
          if (typeof port === 'string' && !names.includes(port)) {
            yield {
              at: pod.at,
              field,
              value: port,
              message: `container ${container.name} has no port named '${port}'; `
                + `it has ${names.join(', ') || 'no named one'}`,
              fix: 'name one of its ports, or write the number without quotes '
                + '(charthouse: leave the port out of the probe)',
            };
          }
        }
      }
    }
  },
};
