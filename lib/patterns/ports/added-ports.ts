/** Ports as they are added: to the container, to the Service, and to the NetworkPolicy where that is for outsiders. */
import type { AllowedCaller, EntryOrder } from '../../model/draft/collections';
import type { Draft } from '../../model/draft/draft';
import { CharthouseError } from '../../model/error';
import type { NetworkPolicyPort } from '../../model/kubernetes/types';
import { port, portName } from '../../model/shape';
import type { WorkloadFacts } from '../facts';
import { networkPeer } from '../network-peer';
import { checkNodePort } from './fitting-service';
import type { ServiceProps } from './service-props';

/** A port besides the main one. */
export interface NamedPort {
  /** What the container listens on. */
  readonly port: number;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /** The port of the Service, or `false` for none. @default - the same number */
  readonly service?: number | false | undefined;
  /** The container of the pod that listens, such as a proxy beside the main one. @default - the main container */
  readonly container?: string | undefined;
  /** What it speaks, such as `https` or `kubernetes.io/h2c`. @default - not said */
  readonly appProtocol?: string | undefined;
  /** The nodes' port that leads to it, from 30000 to 32767. @default - one that the cluster chooses, by the type */
  readonly nodePort?: number | undefined;
}

/** A port, and what the Service calls it. */
type AddedPort = NamedPort & Pick<ServiceProps, 'portName'>;

/** A StatefulSet that runs already may name what is its only Service: that is the headless one. */
export function isOnlyHeadless(facts: WorkloadFacts): boolean {
  return facts.traits.has('stores') && facts.serviceName === facts.name;
}

/** Adds ports, and refuses what the API server would. */
export class AddedPorts {
  private readonly seen = new Map<string, string>();
  private readonly inService: NetworkPolicyPort[] = [];

  public constructor(
    private readonly draft: Draft,
    private readonly service: ServiceProps | false,
    private readonly facts: WorkloadFacts,
  ) {}

  public add(name: string, props: AddedPort, order: EntryOrder): void {
    const { port: number, protocol = 'TCP', container, service, nodePort, appProtocol } = props;
    portName.check(name, { path: this.facts.path, field: `ports.${name}` });
    if ((number as number | undefined) === undefined) throw withoutNumber(this.facts.path, `ports.${name}.port`);
    this.refuseTwice(name, 'the container', `${number}/${protocol}`);
    const containers = this.draft.containers(container === undefined ? 'main' : { name: container });
    containers.add('ports', name, { containerPort: number, protocol }, order);
    // The main port has its place in the Service said by `service` itself.
    const field = order === 'first' ? 'service' : `ports.${name}`;
    if (service === false || this.service === false) {
      this.refuseWithoutService(field, props);
      return;
    }
    checkNodePort(nodePort, `${field}.nodePort`, this.service, this.facts);
    this.refuseTranslated(order === 'first' ? 'service.port' : `${field}.service`, service, number);
    this.refuseTwice(name, 'the Service', `${service ?? number}/${protocol}`);
    if (nodePort !== undefined) this.refuseTwice(name, 'the nodes', `${nodePort}/${protocol}`);
    const serviceName = props.portName ?? name;
    this.refuseTwice(name, 'the Service', `'${serviceName}'`);
    this.draft.add('servicePorts', serviceName, {
      port: service ?? number,
      targetPort: name,
      protocol,
      ...(appProtocol === undefined ? {} : { appProtocol }),
      ...(nodePort === undefined ? {} : { nodePort }),
    }, order);
    this.inService.push({ port: number, protocol });
  }

  /** Lets in whom the Service is for: nobody from outside, unless it is a NodePort or a LoadBalancer. */
  public letIn(): void {
    if (this.service === false || this.inService.length === 0) return;
    for (const [index, from] of callersFromOutside(this.service, this.facts).entries())
      this.draft.add('allowedCallers', `service ${index}`, { ...from, ports: this.inService });
  }

  /** The API server takes a number once for each protocol; a port of 80/TCP and one of 80/UDP are two. */
  private refuseTwice(name: string, of: string, value: string): void {
    const key = `${of} ${value}`;
    const first = this.seen.get(key);
    this.seen.set(key, name);
    if (first === undefined) return;
    const others: Readonly<Record<string, string>> = {
      'the Service': value.startsWith("'") ? 'rename one of the two' : 'give one of them another `service` port',
      'the nodes': 'give one of them another `nodePort`',
    };
    throw new CharthouseError({
      path: this.facts.path,
      field: `ports.${name}`,
      problem: `is the same port of ${of} as '${first}'`,
      value,
      allowed: value.startsWith("'") ? 'each name once' : 'each number once for each protocol',
      fix: others[of] ?? 'leave one of the two out',
    });
  }

  private refuseWithoutService(field: string, { nodePort }: AddedPort): void {
    if (nodePort === undefined) return;
    throw new CharthouseError({
      path: this.facts.path,
      field: `${field}.nodePort`,
      problem: 'leads to a port that no Service stands in front of',
      value: nodePort,
      allowed: 'a port with a Service',
      fix: 'leave it out, or leave `service` on',
    });
  }

  private refuseTranslated(field: string, service: number | undefined, number: number): void {
    if (this.service === false || this.service.headless !== true || isOnlyHeadless(this.facts)) return;
    if (service === undefined || service === number) return;
    throw new CharthouseError({
      path: this.facts.path,
      field,
      problem: `is not the port of the pods (${number}): nobody translates ports of a headless Service`,
      value: service,
      allowed: String(number),
      fix: 'leave it out, or leave `headless` out',
    });
  }
}

function withoutNumber(path: string, field: string): CharthouseError {
  const { allowed } = port;
  return new CharthouseError({ path, field, problem: 'is missing', allowed, fix: 'say what the container listens on' });
}

/** A caller; without `from` it is anybody. */
type Caller = Pick<AllowedCaller, 'from'>;

/** Whoever comes through a port of the nodes or a load balancer. */
function callersFromOutside(service: ServiceProps, facts: WorkloadFacts): readonly Caller[] {
  if (service.type !== 'NodePort' && service.type !== 'LoadBalancer') return [];
  const ranges = (service.loadBalancerSourceRanges ?? []).map((cidr) => ({ from: networkPeer({ cidr }) }));
  if (ranges.length === 0) return [{}];
  if (service.externalTrafficPolicy === 'Local') return ranges;
  // A node that hands a connection on puts its own address in the place of the caller's.
  const { nodes } = facts.platform.network;
  return nodes === undefined ? [{}] : [...ranges, ...nodes.map((peer) => ({ from: networkPeer(peer) }))];
}
