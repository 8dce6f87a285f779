/** Who connects to whom in a tree: read late, so that a later caller still opens the callee's NetworkPolicy. */
import type { IConstruct } from 'constructs';
import type { Endpoint, PodsAt, WorkloadEndpoint } from './endpoint';
import type { NetworkPolicyPeer } from './kubernetes/types';

/** A connection from a workload to an endpoint. */
export interface Connection {
  readonly from: WorkloadEndpoint;
  readonly to: Endpoint;
  /** What shows it: `env DB_HOST`, `connectsTo`. */
  readonly via: string;
  /** Who sends in the caller's stead, such as the edge that its routes are for. @default - the caller's own pods */
  readonly sentBy?: readonly NetworkPolicyPeer[] | undefined;
}

/** The connections of one tree, by caller and by callee. */
export class ConnectionRegister {
  public readonly all: Connection[] = [];
  /** Every workload of the tree, connected or not. */
  public readonly workloads: WorkloadEndpoint[] = [];
  private readonly byCallee = new Map<string, Connection[]>();
  private readonly byCaller = new Map<string, Connection[]>();
  /** Connections to and from Services of others, whose pods are known only when manifests are rendered. */
  private readonly throughServices: Connection[] = [];

  public add(connection: Connection): void {
    this.all.push(connection);
    put(this.byCallee, connection.to.path, connection);
    put(this.byCaller, connection.from.path, connection);
    if ([connection.to, connection.from].some((end) => selectsOf(end) !== undefined))
      this.throughServices.push(connection);
  }

  /** Connections that end in the construct with this path, or in a Service of others with its pods behind it. */
  public to(path: string, pods?: PodsAt): readonly Connection[] {
    return this.with(this.byCallee.get(path) ?? [], pods, ({ to }) => to);
  }

  /** Connections that start from the construct with this path, or from a Service of others with its pods behind it. */
  public from(path: string, pods?: PodsAt): readonly Connection[] {
    return this.with(this.byCaller.get(path) ?? [], pods, ({ from }) => from);
  }

  private with(
    found: readonly Connection[],
    pods: PodsAt | undefined,
    endOf: (connection: Connection) => Endpoint,
  ): readonly Connection[] {
    if (pods === undefined || this.throughServices.length === 0) return found;
    return [...found, ...this.throughServices.filter((connection) => selectsOf(endOf(connection))?.(pods) === true)];
  }
}

function selectsOf(end: Endpoint): ((pods: PodsAt) => boolean) | undefined {
  return end.kind === 'external' ? undefined : end.selects?.bind(end);
}

function put(index: Map<string, Connection[]>, key: string, connection: Connection): void {
  const connections = index.get(key);
  if (connections === undefined) index.set(key, [connection]);
  else connections.push(connection);
}

const registerSymbol = Symbol.for('charthouse.connections');

/** The register of the tree that the construct is in. */
export function connectionsOf(construct: IConstruct): ConnectionRegister {
  const root = construct.node.root as IConstruct & { [registerSymbol]?: ConnectionRegister };
  const existing = root[registerSymbol];
  if (existing !== undefined) return existing;
  const register = new ConnectionRegister();
  Object.defineProperty(root, registerSymbol, { value: register });
  return register;
}
