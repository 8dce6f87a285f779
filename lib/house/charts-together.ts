/** Charts that belong to no Application: whether they go to one cluster, or are copies for several. */
import type { CheckInput, PlainManifest } from '../checks/check';
import { identityKey, kindOf, nameOf, namespaceOf, referenceKey } from '../checks/object-identity';
import type { ClusterTree } from './cluster-tree';
import { isForPods } from './kinds-for-pods';

/**
 * Charts of others as one cluster. Where two objects have one identity, they are copies for several clusters, and each
 * chart is one by itself.
 */
export function togetherUnlessCopies(charts: readonly ClusterTree[]): readonly ClusterTree[] {
  if (areCopies(charts) || charts.every(({ objects }) => objects.length === 0)) return charts;
  const objects = charts.flatMap((chart) => chart.objects);
  const imported = charts.flatMap((chart) => chart.imported);
  return [{ contexts: new Set(), contextOf: new Map(), workloads: [], objects, imported, plain: true }];
}

/**
 * What plain charts bring for each other: they may well go to the same cluster, so nobody finds fault with a reference
 * to what another one brings. Asked for a cluster, it is what all others bring.
 */
export function broughtByOthers(trees: readonly ClusterTree[]): (to: ClusterTree) => CheckInput['elsewhere'] {
  let bringers: Owners | undefined;
  return (to) => (to.plain ? (kind, namespace, name): boolean => {
    bringers ??= ownersOf(trees.filter(({ plain }) => plain), referenceKeyOf);
    return (bringers.get(referenceKey(kind, namespace, name)) ?? to) !== to;
  } : undefined);
}

function referenceKeyOf(manifest: PlainManifest): string | undefined {
  const kind = kindOf(manifest);
  return isForPods(kind) ? referenceKey(kind, namespaceOf(manifest), nameOf(manifest)) : undefined;
}

/** Whether two charts have an object of the same identity. */
function areCopies(charts: readonly ClusterTree[]): boolean {
  // Names are there already, and those of most charts are their own: few identities have to be put together.
  const names = ownersOf(charts, nameOf);
  const isShared = (manifest: PlainManifest): boolean => names.get(nameOf(manifest)) === several;
  const owners = ownersOf(charts, (manifest) => (isShared(manifest) ? identityKey(manifest) : undefined));
  return [...owners.values()].includes(several);
}

/** Stands for more than one chart. */
const several = Symbol('several');

type Owners = ReadonlyMap<string, ClusterTree | typeof several>;

/** The chart that has each key. */
function ownersOf(charts: readonly ClusterTree[], keyOf: (manifest: PlainManifest) => string | undefined): Owners {
  const owners = new Map<string, ClusterTree | typeof several>();
  for (const chart of charts) {
    for (const { manifest } of chart.objects) {
      const key = keyOf(manifest);
      if (key !== undefined) owners.set(key, (owners.get(key) ?? chart) === chart ? chart : several);
    }
  }
  return owners;
}
