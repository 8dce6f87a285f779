/** Where a workload listens: container ports, and a Service in front of them. */
import type { SettledDraft } from '../../model/draft/settled';
import { CharthouseError } from '../../model/error';
import { dnsLabel } from '../../model/name-shapes';
import { emitted, type EmittedObject } from '../../model/object';
import { anyOf, mapOf, object, oneOf, orFalse, port, portName } from '../../model/shape';
import type { WorkloadFacts } from '../facts';
import { makePattern, keys } from '../pattern';
import { AddedPorts, isOnlyHeadless, type NamedPort } from './added-ports';
import { fittingService } from './fitting-service';
import { appProtocol, familyFields, nodePort, serviceFields, serviceShape, type ServiceProps } from './service-props';

/** Where a workload listens. */
export interface PortKeys {
  /** The main port of the main container. @default - none: the workload listens on nothing */
  readonly port?: number | undefined;
  /** Name of the main port. @default 'http' */
  readonly portName?: string | undefined;
  /**
   * Further ports of the main container, by name.
   *
   * @example ports: { admin: 9000, dns: { port: 5353, protocol: 'UDP', service: 53 } }
   * @default - none
   */
  readonly ports?: Readonly<Record<string, number | NamedPort>> | undefined;
  /** The Service in front, or `false` for none. @default - a ClusterIP Service with the same ports */
  readonly service?: ServiceProps | false | undefined;
}

/** Adds ports to the main container and the Service; emits the Service, and lets in whom it is for. */
export const ports = makePattern({
  name: 'ports',
  fits: ['listens'],
  keys: keys<PortKeys>({
    port,
    portName,
    ports: mapOf(anyOf(
      object({
        port, protocol: oneOf('TCP', 'UDP', 'SCTP'), service: orFalse(port), appProtocol, nodePort, container: dnsLabel,
      }),
      port,
    )),
    service: orFalse(serviceShape),
  }),
  defaults: { portName: 'http', service: { type: 'ClusterIP' } },
  apply(draft, settings, facts) {
    const service = serviceOf(settings.service, facts);
    const adding = new AddedPorts(draft, service, facts);
    if (settings.port !== undefined) {
      const main = service === false ? {} : { ...service, service: service.port };
      // The main port is the first, whatever else adds ports: probes and metrics without a port of their own ask it.
      adding.add(settings.portName ?? 'http', { ...main, port: settings.port }, 'first');
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
    for (const [name, given] of Object.entries(settings.ports ?? {})) {
      adding.add(name, typeof given === 'number' ? { port: given } : given, 'props');
    }
    adding.letIn();
    if (facts.traits.has('stores')) draft.claimController({ serviceName: facts.serviceName });
  },
  emit(draft, settings, facts) {
    const service = serviceOf(settings.service, facts);
    refuseNamesake(settings.ports ?? {}, draft, facts);
    const servicePorts = draft.entries('servicePorts').map((entry) => ({ name: entry.key, ...entry.item }));
    const annotations = {
      ...Object.fromEntries(draft.entries('serviceAnnotations').map((entry) => [entry.key, entry.item])),
      ...(service === false ? {} : service.annotations),
    };
    const selector = { ...draft.selector };
    const fields = service === false ? {} : serviceFields(service);
    const objects: EmittedObject[] = [];
    const only = isOnlyHeadless(facts);
    if (servicePorts.length > 0 && !only)
      objects.push(emitted('Service', { spec: { ...fields, selector, ports: servicePorts } }, { annotations }));
    // A StatefulSet names a headless Service, which gives each pod its own DNS name, ready or not.
    if (facts.traits.has('stores')) {
      const families = service === false ? {} : familyFields(service);
      const headless = {
        ...(only ? { ...fields, type: undefined } : { publishNotReadyAddresses: true, ...families }),
        clusterIP: 'None',
        selector,
        // No port of the nodes leads to a Service that has no address.
        ...(servicePorts.length > 0 ? { ports: servicePorts.map((each) => ({ ...each, nodePort: undefined })) } : {}),
      };
      const named = facts.serviceName === `${facts.name}-headless` ? {} : { name: facts.serviceName };
      const said = only ? { annotations } : {};
      objects.push(emitted('Service', { spec: headless }, { role: 'headless', ...named, ...said }));
    }
    return objects;
  },
});

/** A Service finds a port by its name, in the first container that has one: the main one before all others. */
function refuseNamesake(given: NonNullable<PortKeys['ports']>, draft: SettledDraft, { path }: WorkloadFacts): void {
  const running = draft.containers.filter(({ role }) => role !== 'init');
  const isSidecar = ({ role }: { readonly role: string }): boolean => role === 'sidecar';
  const inOrder = [...running.filter((each) => !isSidecar(each)), ...running.filter(isSidecar)];
  for (const [name, port] of Object.entries(given)) {
    const container = typeof port === 'number' ? undefined : port.container;
    const serves = draft.entries('servicePorts').some(({ item }) => item.targetPort === name);
    if (container === undefined || !serves) continue;
    const first = inOrder.find(({ collections }) => collections.sorted('ports').some(({ key }) => key === name));
    if (first === undefined || first.name === container) continue;
    throw new CharthouseError({
      path,
      field: `ports.${name}`,
      problem: `has a namesake in container ${first.name}, to which the Service would lead instead of ${container}`,
      value: name,
      allowed: 'a name that no container before it gives a port',
      fix: 'rename one of the two ports',
    });
  }
}

function serviceOf(service: ServiceProps | false, facts: WorkloadFacts): ServiceProps | false {
  if (service === false) return false;
  return fittingService(isOnlyHeadless(facts) ? { ...service, headless: true } : service, facts);
}
