/** A port of the nodes leads to one Service: the API server refuses the second one that asks for it. */
import type { Check } from './check';
import { fieldAt, itemField, itemsOf, textOf } from './fields';
import { objectText } from './object-identity';
import { objectsOfKind } from './objects-by-kind';

export const nodePortsFree: Check = {
  rule: 'node-ports-free',
  severity: 'error',
  demand: 'No two Services take one port of the nodes, for one protocol.',
  * run(input) {
    const taken = new Map<string, string>();
    for (const at of objectsOfKind(input, '', 'Service')) {
      for (const [port, index] of itemsOf(fieldAt(at.manifest, 'spec.ports'))) {
        const { nodePort } = port;
        // 0 means that the cluster chooses one.
        if (typeof nodePort !== 'number' || nodePort === 0) continue;
        const key = `${nodePort}/${textOf(port.protocol) ?? 'TCP'}`;
        const first = taken.get(key);
        if (first === undefined) taken.set(key, objectText(at.manifest));
        else {
          yield {
            at,
            field: `${itemField('spec.ports', port.name ?? port.port, index)}.nodePort`,
            value: nodePort,
            message: `port ${key} of the nodes leads to ${first} already`,
            fix: 'take another number, or leave it out: the cluster then chooses a free one (charthouse: `nodePort`)',
          };
        }
      }
    }
  },
};
