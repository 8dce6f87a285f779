/** What a workload connects to that is not in the tree: `peer` inside the cluster, `external` outside of it. */
import { beforePort, checkExcept, cidrShape, rangeOfAddress, singleAddress } from './cidr';
import type { ExternalEndpoint, PeerEndpoint } from './endpoint';
import { CharthouseError } from './error';
import { isForeignObject, type ForeignObject } from './foreign-object';
import { foreignPeer } from './foreign-peer';
import { checkName, workloadLabel } from './names';
import { rendering, whenKnown } from './later';
import { makeReference, type Reference } from './reference';
import { checkProps, labelValue, list, mapOf, oneOf, port, shapeOf, textShape, valueOf } from './shape';
import type { Value } from './value';

/** An endpoint with its addresses as references: used in env, args or a file they are the connection. */
export interface Elsewhere {
  readonly endpoint: PeerEndpoint | ExternalEndpoint;
  /** Throws where there is only a range of several addresses: which of them is meant, nobody can tell. */
  readonly hostname: Reference<string>;
  readonly port: Reference<number>;
  /** `hostname:port`; an IPv6 address stands in brackets. Throws where `hostname` does. */
  readonly address: Reference<string>;
}

/** A workload of another repository, in the same cluster. */
export interface PeerProps {
  readonly namespace: string;
  /** Name of its Service. */
  readonly name: string;
  /** The port of its Service. */
  readonly port: number;
  /** The port that its pods listen on. @default - the Service's port */
  readonly podPort?: number | undefined;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /** The labels of its pods. @default - `charthouse.dev/workload: <name>` */
  readonly podLabels?: Readonly<Record<string, string>> | undefined;
}

/** Something outside the cluster: by host name, or by a range of addresses where the network shall know them. */
export interface ExternalProps {
  /**
   * The host name, or an address; one that comes later needs `cidr` where its address is private.
   * @default - the address in `cidr`, where that is a single one
   */
  readonly host?: Value<string> | undefined;
  /**
   * The range of addresses, such as `10.20.0.0/16`.
   * @default - that of `host` where it is a plain address; else any address that is not private: policies have no names
   */
  readonly cidr?: string | undefined;
  /** Ranges inside `cidr` that are left out, such as `['10.20.9.0/24']`. @default - none */
  readonly except?: readonly string[] | undefined;
  readonly port: number;
  /**
   * The last of a range of ports that begins with `port`, such as those on which FTP answers: `{ port: 30000, endPort:
   * 30100 }`. The references give the first.
   * @default - the one port
   */
  readonly endPort?: number | undefined;
  /** @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP' | undefined;
}

const host = shapeOf(
  'a host name or an address',
  (value) => typeof value === 'string' && (rangeOfAddress(value) !== undefined || isHostName(value)),
  'leave protocol, port and path out',
);

const protocol = oneOf('TCP', 'UDP', 'SCTP');
const externalShapes = Object.freeze({
  host: valueOf(host), cidr: cidrShape, except: list(cidrShape), port, endPort: port, protocol,
});
const peerShapes = Object.freeze({
  namespace: textShape,
  name: textShape,
  port,
  podPort: port,
  protocol,
  podLabels: mapOf(labelValue),
});

function isHostName(text: string): boolean {
  return text.length < 254 && /^[A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(text);
}

/**
 * A workload that runs in the cluster and is written elsewhere: its side must allow the caller by `allowFrom`. An
 * object of another library is taken as it is, such as a Service of cdk8s-plus: its name, ports and pods are read from
 * it, and it is in the caller's cluster because you say so.
 *
 * @example peer({ namespace: 'ledger', name: 'books', port: 8080 }).address
 */
export function peer(props: PeerProps | ForeignObject): Elsewhere {
  if (isForeignObject(props)) return foreignPeer(props);
  checkProps(peerShapes, ['namespace', 'name', 'port'], props, 'peer');
  const path = `peer ${props.namespace}/${props.name}`;
  checkName(props.namespace, 'Namespace', path, 'namespace');
  checkName(props.name, 'Service', path, 'name');
  const endpoint: PeerEndpoint = {
    kind: 'peer',
    path,
    name: `${props.namespace}/${props.name}`,
    namespace: props.namespace,
    selector: props.podLabels ?? { [workloadLabel]: props.name },
    ports: [{ port: props.port, podPort: props.podPort ?? props.port, protocol: props.protocol ?? 'TCP' }],
  };
  return elsewhere(endpoint, `${props.name}.${props.namespace}.svc`, props.port);
}

/** Something outside the cluster. */
export function external(props: ExternalProps): Elsewhere {
  checkProps(externalShapes, ['port'], props, 'external');
  const { cidr, except } = props;
  const plain = typeof props.host === 'string' ? props.host : undefined;
  const shown = plain ?? cidr ?? `a host of its own, port ${props.port}`;
  const path = `external ${shown}`;
  if (props.host === undefined && cidr === undefined) {
    throw new CharthouseError({
      path: 'external',
      field: 'host',
      problem: 'must be given, or cidr',
      allowed: 'host, cidr or both',
      fix: "say where it is: external({ host: 'api.example.com', port: 443 })",
    });
  }
  checkExcept(cidr, except ?? [], { path, field: 'except' });
  checkRange(props, path);
  const endpoint: ExternalEndpoint = {
    kind: 'external',
    path,
    name: shown,
    cidr: cidr ?? rangeOfAddress(plain ?? ''),
    except,
    ports: [{ port: props.port, podPort: props.port, endPort: props.endPort, protocol: props.protocol ?? 'TCP' }],
  };
  const hostname = props.host === undefined ? singleAddress(cidr ?? '') : whenKnown(props.host, (known) => {
    host.check(known, { path, field: 'host' });
    return known;
  });
  return hostname === undefined ? rangeElsewhere(endpoint, props.port) : elsewhere(endpoint, hostname, props.port);
}

function checkRange({ port, endPort }: ExternalProps, path: string): void {
  if (endPort === undefined || endPort >= port) return;
  throw new CharthouseError({
    path,
    field: 'endPort',
    problem: `must be at least port (${port})`,
    value: endPort,
    allowed: `a port from ${port} to 65535`,
    fix: 'give the first port of the range as `port`, and the last as `endPort`',
  });
}

function elsewhere(endpoint: PeerEndpoint | ExternalEndpoint, hostname: Value<string>, port: number): Elsewhere {
  // Made when somebody asks: an Output that fails, and that nobody waits for, would end the whole program.
  let address: Value<string> | undefined;
  return Object.freeze({
    endpoint,
    hostname: makeReference(`${endpoint.path} hostname`, [endpoint], rendering(hostname, 'host')),
    port: portReference(endpoint, port),
    address: makeReference(`${endpoint.path} address`, [endpoint], (viewpoint) => {
      address ??= whenKnown(hostname, (known) => `${beforePort(known)}:${port}`);
      return rendering(address, 'host')(viewpoint);
    }),
  });
}

/** Several addresses can be connected to, and none of them written down. Copies leave out what would throw. */
function rangeElsewhere(endpoint: ExternalEndpoint, port: number): Elsewhere {
  const range = { endpoint, port: portReference(endpoint, port) };
  for (const field of ['hostname', 'address'] as const) {
    const get = (): never => {
      throw new CharthouseError({
        path: endpoint.path,
        field,
        problem: 'is not known: the range has several addresses',
        value: endpoint.cidr,
        allowed: 'a host, or the range of a single address such as 10.20.0.7/32',
        fix: 'give `host` beside `cidr`, or a single address; connectsTo takes a range as it is',
      });
    };
    Object.defineProperty(range, field, { get, enumerable: false });
  }
  return Object.freeze(range) as Elsewhere;
}

function portReference(endpoint: PeerEndpoint | ExternalEndpoint, port: number): Reference<number> {
  return makeReference(`${endpoint.path} port`, [endpoint], () => port);
}
