/** Where a workload listens: container ports, and a Service in front of them. */
import { CharthouseError } from '../model/error';
import type { EntryOrder } from '../model/draft/collections';
import { emitted, type EmittedObject } from '../model/object';
import { anyOf, mapOf, object, oneOf, orFalse, port, portName, textShape, valueOf } from '../model/shape';
import type { Value } from '../model/value';
import { definePattern, keys } from './pattern';

/** A port besides the main one. */
export interface NamedPort {
  /** What the container listens on. */
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /** The port of the Service, or `false` for none. @default - the same number */
  readonly service?: number | false | undefined;
}

/** The Service of a workload. */
export interface ServiceProps {
  /** The Service's port in front of the main port. @default - the same number */
  readonly port?: number | undefined;
  /** What the main port speaks, such as `kubernetes.io/h2c`. @default - not said */
  readonly appProtocol?: string | undefined;
  /** Annotations of the Service. @default - none */
  readonly annotations?: Readonly<Record<string, Value<string>>> | undefined;
}

/** Where a workload listens. */
export interface PortKeys {
  /** The main port of the main container. @default - none: the workload listens on nothing */
  readonly port?: number | undefined;
  /** Name of the main port. @default 'http' */
  readonly portName?: string | undefined;
  /** Further ports of the main container, by name. @default - none */
  readonly ports?: Readonly<Record<string, number | NamedPort>> | undefined;
  /** The Service in front, or `false` for none. @default - a ClusterIP Service with the same ports */
  readonly service?: ServiceProps | false | undefined;
}

/** Adds ports to the main container and the Service; emits the Service. */
export const ports = definePattern({
  name: 'ports',
  fits: ['listens'],
  keys: keys<PortKeys>({
    port,
    portName,
    ports: mapOf(anyOf(object({ port, protocol: oneOf('TCP', 'UDP', 'SCTP'), service: orFalse(port) }), port)),
    service: orFalse(object({ port, appProtocol: textShape, annotations: mapOf(valueOf(textShape)) })),
  }),
  defaults: { portName: 'http', service: {} },
  apply(draft, settings, facts) {
    const container = draft.containers('main');
    const refuseTwice = twiceRefused(facts.path);
    const add = (name: string, props: NamedPort, order: EntryOrder = 'props', extra: object = {}): void => {
      const { port: number, protocol = 'TCP', service } = props;
      portName.check(name, { path: facts.path, field: `ports.${name}` });
      refuseTwice(name, 'the container', number, protocol);
      container.add('ports', name, { containerPort: number, protocol }, order);
      if (service === false || settings.service === false) return;
      refuseTwice(name, 'the Service', service ?? number, protocol);
      draft.add('servicePorts', name, { port: service ?? number, targetPort: name, protocol, ...extra }, order);
    };
    const { service } = settings;
    if (settings.port !== undefined) {
      const extra = service === false || service.appProtocol === undefined ? {} : { appProtocol: service.appProtocol };
      const main: NamedPort = { port: settings.port, service: service === false ? false : service.port };
      // The main port is the first, whatever else adds ports: probes and metrics without a port of their own ask it.
      add(settings.portName ?? 'http', main, 'first', extra);
    } else if (Object.keys(settings.ports ?? {}).length > 0) {
      throw new CharthouseError({
        path: facts.path,
        field: 'port',
        problem: 'is missing: it is the main one of several ports',
        value: settings.port,
        allowed: 'a whole number from 1 to 65535',
        fix: 'give the main port as `port`, and the others in `ports`',
      });
    }
    for (const [name, given] of Object.entries(settings.ports ?? {}))
      add(name, typeof given === 'number' ? { port: given } : given);
    if (facts.traits.has('stores')) draft.claimController({ serviceName: `${facts.name}-headless` });
  },
  emit(draft, settings, facts) {
    const servicePorts = draft.entries('servicePorts').map((entry) => ({ name: entry.key, ...entry.item }));
    const annotations = {
      ...Object.fromEntries(draft.entries('serviceAnnotations').map((entry) => [entry.key, entry.item])),
      ...(settings.service === false ? {} : settings.service.annotations),
    };
    const selector = { ...draft.selector };
    const objects: EmittedObject[] = [];
    if (servicePorts.length > 0) {
      objects.push(emitted('Service', { spec: { type: 'ClusterIP', selector, ports: servicePorts } }, { annotations }));
    }
    // A StatefulSet names a headless Service, which gives each pod its own DNS name, ready or not.
    if (facts.traits.has('stores')) {
      const headless = {
        clusterIP: 'None',
        selector,
        publishNotReadyAddresses: true,
        ...(servicePorts.length > 0 ? { ports: servicePorts } : {}),
      };
      objects.push(emitted('Service', { spec: headless }, { role: 'headless' }));
    }
    return objects;
  },
});

/** The API server takes a number once for each protocol; a port of 80/TCP and one of 80/UDP are two. */
function twiceRefused(path: string): (name: string, of: string, number: number, protocol: string) => void {
  const seen = new Map<string, string>();
  return (name, of, number, protocol) => {
    const key = `${of} ${number}/${protocol}`;
    const first = seen.get(key);
    seen.set(key, name);
    if (first === undefined) return;
    throw new CharthouseError({
      path,
      field: `ports.${name}`,
      problem: `is the same port of ${of} as '${first}'`,
      value: `${number}/${protocol}`,
      allowed: 'each number once for each protocol',
      fix: of === 'the Service' ? 'give one of them another `service` port' : 'leave one of the two out',
    });
  };
}
