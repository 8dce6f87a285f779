/** The ends of traffic as a test names them: workloads, what is elsewhere, or plain labels. */
import { Construct, type IConstruct } from 'constructs';
import type { CheckedObject } from '../../checks/check';
import { podTemplatesOf } from '../../checks/pod-template';
import { CharthouseError, nearest } from '../../model/error';
import { anything, checkProps, mapOf, port as portShape, textShape, type Shape } from '../../model/shape';
import { isPlainObject } from '../../model/value';
import type { Endpoint } from '../../model/endpoint';
import { addressesOf } from './address-set';
import { endsOf, namespaceLabelsOf, type NetworkEnd } from './network-end';
import { noPort, portsFrom, type PortSet, type Protocol } from './port-set';

/** Pods that are named by what policies see of them. */
export interface PlainPods {
  readonly namespace: string;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Labels of the namespace besides its name. @default - those of its Namespace in the tree */
  readonly namespaceLabels?: Readonly<Record<string, string>> | undefined;
  /** The port that is called. @default - every port */
  readonly port?: number | undefined;
}

/** Addresses outside the cluster, in CIDR notation. */
export interface PlainAddresses {
  readonly cidr: string;
  /** The port that is called. @default - every port */
  readonly port?: number | undefined;
}

/**
 * One end of traffic: a workload (or another construct with pods), what `peer` or `external` returns, the name of a
 * workload (`api` or `shop/api`), or plain pods or addresses.
 */
export type TrafficEnd = IConstruct | { readonly endpoint: Endpoint } | PlainPods | PlainAddresses | string;

/** An end, and its main port: that which callers of it use when nobody says another. */
export interface FoundEnd {
  readonly end: NetworkEnd;
  readonly ports: PortSet;
}

/** What plain ends say: a misspelt label would name pods that are not there, which reach nobody. */
const shapes: Readonly<Record<string, Shape>> = Object.freeze({
  namespace: anything, labels: mapOf(textShape), namespaceLabels: mapOf(textShape), cidr: anything, port: portShape,
});

/** A host whose address nobody knows is any public one: this address stands for it. */
const publicAddress = '1.1.1.1';

/** Finds an end among the objects; `field` is which one it is. */
export function findEnd(given: TrafficEnd, objects: readonly CheckedObject[], field: 'from' | 'to'): FoundEnd {
  if (typeof given === 'string') return ownEnd(endNamed(given, objects, field), undefined);
  if (Construct.isConstruct(given)) return constructEnd(given, objects, field);
  if (!isPlainObject(given)) throw unknownEnd(given, field);
  if ('endpoint' in given) return endpointEnd(given.endpoint, objects);
  checkProps(shapes, [], given, 'toAllowTraffic');
  const port = given['port'] as number | undefined;
  const ports = port === undefined ? noPort : portsFrom('TCP', port, port);
  if ('cidr' in given) {
    const { cidr } = given as unknown as PlainAddresses;
    const addresses = addressesOf(cidr);
    if (addresses.length === 0) throw unknownEnd(cidr, `${field}.cidr`);
    return { end: { name: cidr, pods: undefined, addresses }, ports };
  }
  if (typeof given['namespace'] !== 'string') throw unknownEnd(given, field);
  return { end: plainPods(given, objects), ports };
}

/** The constructs of the tree that ends name. */
export function constructOf(given: TrafficEnd): IConstruct | undefined {
  return Construct.isConstruct(given) ? given : undefined;
}

function constructEnd(construct: IConstruct, objects: readonly CheckedObject[], field: string): FoundEnd {
  const { path } = construct.node;
  const inside = objects.filter((object) => object.path === path || object.path.startsWith(`${path}/`));
  const [only, ...others] = podTemplatesOf({ objects: inside });
  if (only === undefined || others.length > 0) {
    throw new CharthouseError({
      path,
      field,
      problem: only === undefined
        ? 'has no pods among the objects that the test is about'
        : 'has several workloads, of which one must be meant',
      value: construct,
      allowed: 'a construct with the pods of one workload',
      fix: 'give one workload of the tree that expect(…) was given',
    });
  }
  const { endpoint } = construct as IConstruct & { readonly endpoint?: Endpoint };
  return ownEnd(endNamed(only.at.path, objects, field), endpoint);
}

/** A workload of ours is called on the port that its address names; one of others on the first that it declares. */
function ownEnd(end: NetworkEnd, endpoint: Endpoint | undefined): FoundEnd {
  const [first] = end.pods?.ports ?? [];
  const declared = typeof first?.number === 'number'
    ? portsFrom(first.protocol as Protocol, first.number, first.number)
    : noPort;
  return { end, ports: endpoint === undefined || endpoint.ports.length === 0 ? declared : portsAt(endpoint) };
}

function endpointEnd(endpoint: Endpoint, objects: readonly CheckedObject[]): FoundEnd {
  const { name } = endpoint;
  if (endpoint.kind === 'external') {
    const addresses = addressesOf(endpoint.cidr ?? publicAddress);
    return { end: { name, pods: undefined, addresses }, ports: portsAt(endpoint) };
  }
  const { namespace = '', selector } = endpoint;
  const plain = plainPods({ namespace, labels: selector }, objects);
  // Where the tree shows the pods, policies may select them by other labels than a peer does.
  const shown = endsOf(objects).filter(({ pods }) => pods?.namespace === namespace
    && [...plain.pods?.labels ?? []].every(([key, value]) => pods.labels.get(key) === value));
  const [only, ...others] = shown;
  const { pods } = only === undefined || others.length > 0 ? plain : only;
  return { end: { ...plain, pods, name }, ports: portsAt(endpoint) };
}

function plainPods(given: PlainPods, objects: readonly CheckedObject[]): NetworkEnd {
  const { namespace, labels, namespaceLabels, port } = given;
  const shown = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`).join(',');
  return {
    name: `${namespace}/${shown === '' ? '*' : `(${shown})`}`,
    addresses: undefined,
    pods: {
      namespace,
      labels: new Map(Object.entries(labels ?? {})),
      namespaceLabels: new Map([...namespaceLabelsOf(objects)(namespace), ...Object.entries(namespaceLabels ?? {})]),
      ports: port === undefined ? [] : [{ name: undefined, number: port, protocol: 'TCP' }],
      hostNetwork: false,
    },
  };
}

function portsAt({ ports: [main] }: Endpoint): PortSet {
  return main === undefined ? noPort : portsFrom(main.protocol, main.podPort, main.podPort);
}

/** A workload by name, with or without its namespace; or by the path of its object. */
function endNamed(name: string, objects: readonly CheckedObject[], field: string): NetworkEnd {
  const ends = endsOf(objects);
  const found = ends.filter((end) => end.path === name || end.name === name || end.name.endsWith(`/${name}`));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const names = ends.map((end) => end.name);
  const guess = nearest(name, names) ?? nearest(name, names.map((each) => each.replace(/^.*\//, '')));
  throw new CharthouseError({
    path: 'toAllowTraffic',
    field,
    problem: only === undefined ? 'must be a workload of the tree' : 'is the name of several workloads',
    value: name,
    allowed: (only === undefined ? names : found.map((end) => end.name)).join(', '),
    fix: only === undefined && guess !== undefined ? `did you mean '${guess}'?` : 'write it with its namespace',
  });
}

function unknownEnd(value: unknown, field: string): CharthouseError {
  return new CharthouseError({
    path: 'toAllowTraffic',
    field,
    problem: 'must be an end of traffic',
    value,
    allowed: 'a workload, its name, what peer(…) or external(…) returns, { namespace, labels } or { cidr }',
    fix: "write the workload itself, or such as { namespace: 'monitoring' }",
  });
}
