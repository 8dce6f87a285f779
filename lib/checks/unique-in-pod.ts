/** Names and paths that a pod has twice: the API server refuses it, or one of the two wins in silence. */
import type { Check, CheckedObject, Problem } from './check';
import { itemField, itemsOf, textOf, type Fields } from './fields';
import { podTemplatesOf, type PodContainer } from './pod-template';

export const uniqueInPod: Check = {
  rule: 'unique-in-pod',
  severity: 'error',
  demand: 'Containers and volumes of a pod have different names; so have the variables and ports of a container, '
    + 'which mounts one volume to a path.',
  * run(input) {
    for (const { at, field, spec, containers } of podTemplatesOf(input)) {
      yield* twice(at, 'container name', containers.map(({ name, field: place }) => [name, place]));
      yield* twice(at, 'volume name', listed(spec.volumes, `${field}.volumes`, 'name'));
      for (const container of containers) {
        yield* inContainer(at, container);
      }
    }
  },
};

type Keyed = readonly (readonly [key: string, field: string])[];

function* inContainer(at: CheckedObject, { fields, field }: PodContainer): Iterable<Problem> {
  yield* twice(at, 'variable', listed(fields.env, `${field}.env`, 'name'));
  yield* twice(at, 'mount path', listed(fields.volumeMounts, `${field}.volumeMounts`, 'mountPath'));
  yield* twice(at, 'port name', listed(fields.ports, `${field}.ports`, 'name'));
  yield* twice(at, 'port', itemsOf(fields.ports).map(([port, index]) =>
    [portText(port), itemField(`${field}.ports`, port.name ?? port.containerPort, index)]));
}

/** A number may be used by TCP and UDP, and by several addresses of the host. */
function portText(port: Fields): string {
  const host = [port.hostIP, port.hostPort].filter((part) => part !== undefined).map(String).join(':');
  const number = typeof port.containerPort === 'number' ? port.containerPort : undefined;
  return number === undefined ? ''
    : `${number}/${textOf(port.protocol) ?? 'TCP'}${host === '' ? '' : ` on host ${host}`}`;
}

function listed(list: unknown, field: string, key: string): Keyed {
  return itemsOf(list).map(([item, index]) => [textOf(item[key]) ?? '', itemField(field, item[key], index)]);
}

function* twice(at: CheckedObject, what: string, items: Keyed): Iterable<Problem> {
  const seen = new Set<string>();
  for (const [key, field] of items) {
    if (key !== '' && seen.has(key)) {
      const message = `${what} ${key} is there twice`;
      yield { at, field, value: key, message, fix: `rename or remove one ${what} ${key}` };
    }
    seen.add(key);
  }
}
