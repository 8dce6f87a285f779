/** What each kind of edge cannot be without. */
import { CharthouseError } from '../model/error';
import type { Edge } from './platform';

/** Throws where the edge lacks what its kind needs. */
export function checkEdge(path: string, edge: Edge): void {
  const given = { ...edge } as Readonly<Record<string, unknown>>;
  const gateway = (given['gateway'] ?? {}) as Readonly<Record<string, unknown>>;
  const fields = edge.kind === 'gateway'
    ? { 'gateway.name': gateway['name'], 'gateway.namespace': gateway['namespace'] }
    : { className: given['className'] };
  const missing = Object.entries(fields).find(([, value]) => value === undefined)?.[0];
  if (missing === undefined) return;
  throw new CharthouseError({
    path,
    field: `edge.${missing}`,
    problem: 'is missing',
    allowed: edge.kind === 'gateway' ? 'a Gateway with name and namespace' : 'the name of an IngressClass',
    fix: `add ${missing} to edge`,
  });
}
