/** What changes between two configurations of a provider: another cluster replaces it, and all that is in it. */
import { readKubeconfig } from './kubeconfig';
import { plainOf, unknown, type Properties } from './values';

/** The names that differ, and those of them that replace. */
export interface Reconfigured {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
}

const pointing = ['kubeconfig', 'context', 'cluster'];

/** Compares them. What is not known yet counts as another cluster, unless `clusterIdentifier` is the same. */
export function reconfigured(old: Properties, news: Properties): Reconfigured {
  const [before, after] = [plainOf(old), plainOf(news)];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])
    || after[name] === unknown);
  const identifier = 'clusterIdentifier';
  const [one, other] = [before[identifier], after[identifier]];
  if (one !== undefined && one === other) return { changed, replaces: [] };
  const unclear = pointing.find((name) => after[name] === unknown);
  if (unclear !== undefined) return { changed: [unclear], replaces: [unclear] };
  const moved = one !== undefined && other !== undefined ? [identifier] : [];
  const [from, to] = [clusterOf(before), clusterOf(after)];
  const elsewhere = from !== undefined && to !== undefined && from !== to;
  return { changed, replaces: [...moved, ...elsewhere ? changed.filter((name) => pointing.includes(name)) : []] };
}

/** The cluster that a configuration points to, as its kubeconfig has it. */
function clusterOf({ kubeconfig, context, cluster }: Properties): string | undefined {
  if (typeof kubeconfig !== 'string' || kubeconfig === '') return undefined;
  const config = readKubeconfig(kubeconfig);
  const chosen = config.contexts?.find((each) => each.name === (context ?? config['current-context']))?.context.cluster;
  const found = config.clusters?.find((each) => each.name === (cluster ?? chosen));
  return found === undefined ? undefined : JSON.stringify(found);
}
