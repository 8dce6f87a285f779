/** A probe of a number that no container declares may be right, but more often the port has moved. */
import type { Check } from './check';
import { isSilent, podTemplatesOf, runningContainers } from './pod-template';
import { usedPorts } from './used-ports';

export const probePortDeclared: Check = {
  rule: 'probe-port-declared',
  severity: 'warning',
  demand: 'A port that a probe or a lifecycle hook gives by number is one that a container of the pod declares.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      if (isSilent(pod)) continue;
      const containers = runningContainers(pod);
      const declared = new Set(containers.flatMap((container) => container.ports.map((port) => port.number)));
      for (const { field, port } of containers.flatMap(usedPorts)) {
        if (typeof port === 'number' && !declared.has(port)) {
          yield {
            at: pod.at,
            field,
            value: port,
            message: `no container of the pod declares port ${port}; `
                + `they declare ${[...declared].join(', ') || 'none'}`,
            fix: `correct the number, or declare containerPort ${port} (charthouse: \`port\`)`,
          };
        }
      }
    }
  },
};
