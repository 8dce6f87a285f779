/** The connections of a tree as a graph: data, and a picture in Mermaid's text. */
import type { IConstruct } from 'constructs';
import { connectionsOf } from './connections';
import type { Endpoint } from './endpoint';

/** A workload, or something outside the tree. */
export interface GraphNode {
  readonly path: string;
  readonly name: string;
  readonly kind: Endpoint['kind'];
}

/** A connection between two of them. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** Port numbers that callers use, ascending; of a range the first. */
  readonly ports: readonly number[];
  /** What shows the connection, such as `env DB_HOST`. */
  readonly via: readonly string[];
}

/** Who connects to whom. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The graph as a Mermaid flowchart. */
  toMermaid(): string;
}

/** The graph of all connections in the tree, sorted by path. */
export function graphOf(root: IConstruct): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, { from: string; to: string; ports: Set<number>; via: Set<string> }>();
  const register = connectionsOf(root);
  for (const { path, name, kind } of register.workloads) nodes.set(path, { path, name, kind });
  for (const { from, to, via } of register.all) {
    for (const end of [from, to]) nodes.set(end.path, { path: end.path, name: end.name, kind: end.kind });
    const key = `${from.path}\n${to.path}`;
    const edge = edges.get(key) ?? { from: from.path, to: to.path, ports: new Set<number>(), via: new Set<string>() };
    to.ports.forEach((port) => edge.ports.add(port.port));
    edge.via.add(via);
    edges.set(key, edge);
  }
  const sortedNodes = [...nodes.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
  const sortedEdges = [...edges.entries()]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, edge]) => ({
      from: edge.from,
      to: edge.to,
      ports: [...edge.ports].sort((left, right) => left - right),
      via: [...edge.via].sort(),
    }));
  return { nodes: sortedNodes, edges: sortedEdges, toMermaid: () => mermaid(sortedNodes, sortedEdges) };
}

function mermaid(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): string {
  const ids = new Map(nodes.map((node, index) => [node.path, `n${index}`]));
  const shape = (node: GraphNode): string => {
    const label = `"${node.kind === 'workload' ? node.path : node.name}"`;
    return node.kind === 'workload' ? `[${label}]` : node.kind === 'peer' ? `([${label}])` : `{{${label}}}`;
  };
  return [
    'flowchart LR',
    ...nodes.map((node) => `  ${ids.get(node.path) ?? ''}${shape(node)}`),
    ...edges.map((edge) => `  ${ids.get(edge.from) ?? ''} -->|${edge.ports.join(', ')}| ${ids.get(edge.to) ?? ''}`),
    '',
  ].join('\n');
}
