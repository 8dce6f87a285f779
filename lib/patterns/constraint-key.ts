/** What tells constraints of spread apart: the API server takes one of each kind, whichever pattern adds it. */
import type { TopologySpreadConstraint } from '../model/kubernetes/types';

/** The key of a constraint among those of a draft. */
export function constraintKey(
  topologyKey: string,
  whenUnsatisfiable: TopologySpreadConstraint['whenUnsatisfiable'],
): string {
  return `${topologyKey} ${whenUnsatisfiable}`;
}
