/** Variables of a container, where some of them are known late: then the whole list is. */
import { computed } from '../later';
import { Late, type Deferred } from '../value';

/** A variable as the container's list has it. */
export interface VariableEntry {
  readonly name: string;
  /** @default - it is taken from elsewhere, or empty */
  readonly value?: unknown;
}

/** Maps of variables that come later as a whole. */
export interface LaterEnv {
  readonly maps: readonly Deferred<unknown>[];
  /** The whole list, from the variables that are there and what the maps turn out to be. Throws where they clash. */
  complete(entries: readonly VariableEntry[], maps: readonly unknown[]): readonly VariableEntry[];
}

/** The list of variables: late where there is a map of which nobody knows what it will hold. */
export function listOfVariables(entries: readonly unknown[] | undefined, later: LaterEnv | undefined): unknown {
  if (later === undefined) return entries;
  const { maps } = later;
  return new Late((viewpoint) => computed({ entries: entries ?? [], maps }, viewpoint, 'env', (known) => {
    const all = known as { readonly entries?: readonly VariableEntry[]; readonly maps: readonly unknown[] };
    return later.complete(all.entries ?? [], all.maps);
  }));
}
