/** Who connects to whom in a tree: read late, so that a later caller still opens the callee's NetworkPolicy. */
import type { IConstruct } from 'constructs';
import type { Endpoint, WorkloadEndpoint } from './endpoint';

/** A connection from a workload to an endpoint. */
export interface Connection {
  readonly from: WorkloadEndpoint;
  readonly to: Endpoint;
  /** What shows it: `env DB_HOST`, `connectsTo`. */
  readonly via: string;
}

/** The connections of one tree, by caller and by callee. */
export class ConnectionRegister {
  public readonly all: Connection[] = [];
  /** Every workload of the tree, connected or not. */
  public readonly workloads: WorkloadEndpoint[] = [];
  private readonly byCallee = new Map<string, Connection[]>();
  private readonly byCaller = new Map<string, Connection[]>();

  public add(connection: Connection): void {
    this.all.push(connection);
    put(this.byCallee, connection.to.path, connection);
    put(this.byCaller, connection.from.path, connection);
  }

  /** Connections that end in the construct with this path. */
  public to(path: string): readonly Connection[] {
    return this.byCallee.get(path) ?? [];
  }

  /** Connections that start from the construct with this path. */
  public from(path: string): readonly Connection[] {
    return this.byCaller.get(path) ?? [];
  }
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
