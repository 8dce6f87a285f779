/** Names and paths that a pod has twice: the API server refuses it, or one of the two wins in silence. */
import type { Check, CheckedObject, Problem } from './check';
import { itemField, itemsOf, textOf, type Fields } from './fields';
import type { PodContainer } from './pod-container';
import { podTemplatesOf } from './pod-template';

export const uniqueInPod: Check = {
  rule: 'unique-in-pod',
  severity: 'error',
  demand: 'Containers and volumes of a pod have different names; so have the variables and ports of a container, '
    + 'which mounts one volume to a path.',
  * run(input) {
    for (const { at, field, spec, containers } of podTemplatesOf(input)) {
      yield* twice(at, 'container name', containers, ({ name }) => name, (container) => container.field);
      yield* twiceInList(at, 'volume name', spec.volumes, 'name', `${field}.volumes`);
      for (const container of containers) {
        yield* inContainer(at, container);
      }
    }
  },
};

function* inContainer(at: CheckedObject, { fields, field }: PodContainer): Iterable<Problem> {
  yield* twiceInList(at, 'variable', fields.env, 'name', `${field}.env`);
  yield* twiceInList(at, 'mount path', fields.volumeMounts, 'mountPath', `${field}.volumeMounts`);
  yield* twiceInList(at, 'port name', fields.ports, 'name', `${field}.ports`);
  yield* twice(at, 'port', itemsOf(fields.ports), ([port]) => portText(port), ([port, index]) =>
    itemField(`${field}.ports`, port.name ?? port.containerPort, index));
}

/** A number may be used by TCP and UDP, and by several addresses of the host. */
function portText(port: Fields): string {
  const host = [port.hostIP, port.hostPort].filter((part) => part !== undefined).map(String).join(':');
  const number = typeof port.containerPort === 'number' ? port.containerPort : undefined;
  return number === undefined ? ''
    : `${number}/${textOf(port.protocol) ?? 'TCP'}${host === '' ? '' : ` on host ${host}`}`;
}

function twiceInList(at: CheckedObject, what: string, list: unknown, key: string, field: string): Iterable<Problem> {
  return twice(at, what, itemsOf(list), ([item]) => textOf(item[key]) ?? '', ([item, index]) =>
    itemField(field, item[key], index));
}

/** The second of each key, where it has one. */
function* twice<T>(
  at: CheckedObject, what: string, items: readonly T[], keyOf: (item: T) => string, fieldOf: (item: T) => string,
): Iterable<Problem> {
  if (items.length < 2) return;
  const seen = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== '' && seen.has(key)) {
      const message = `${what} ${key} is there twice`;
      yield { at, field: fieldOf(item), value: key, message, fix: `rename or remove one ${what} ${key}` };
    }
    seen.add(key);
  }
}
