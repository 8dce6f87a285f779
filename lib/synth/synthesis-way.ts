/** Which way a synthesis takes: ours, or that of cdk8s where ours would not be sure to give the same. */
import { Chart, type App as Cdk8sApp } from 'cdk8s';
import type { Finding } from '../model/finding';
import { statedDependencies, type Dependencies } from './dependencies';
import { flatTree, type FlatTree } from './flat-tree';
import { installedVersion, isProven, provenVersions } from './proven-cdk8s';
import { rendersItself } from './renders-itself';

/** Our way, with what it begins with; or that of cdk8s, and why. */
export type SynthesisWay =
  | { readonly kind: 'ours'; readonly stated: Dependencies }
  | { readonly kind: 'cdk8s'; readonly note: Finding };

/** Looks at the tree, and at cdk8s. `ownCharts` says that the App's class has a `charts` that is not ours. */
export function synthesisWay(app: Cdk8sApp, ownCharts: boolean): SynthesisWay {
  const version = installedVersion();
  if (!isProven(version)) return byCdk8s('App', `cdk8s ${version ?? 'of an unknown version'} is installed, and `
    + `Charthouse was proven with ${provenVersions.from} to ${provenVersions.to}`, 'upgrade charthouse');
  if (ownCharts) return byCdk8s('App', 'its class has `charts` of its own', 'let the class leave `charts` alone');
  const stated = statedDependencies(flatTree(app));
  if ('tree' in stated) return { kind: 'ours', stated };
  const { construct, other } = stated;
  return byCdk8s(construct.node.path === '' ? 'App' : construct.node.path,
    `it depends on ${other.node.path}, which is not in the tree`, 'remove the dependency');
}

/** What there is to say of the way, as notes: it costs time, and nothing else. */
export function synthesisNotes(way: SynthesisWay): readonly Finding[] {
  return way.kind === 'cdk8s' ? [way.note] : chartNotes(way.stated.tree);
}

/** One note for all charts that render themselves: they may all be of one class. */
function chartNotes({ constructs }: FlatTree): readonly Finding[] {
  const [first, ...others] = constructs.filter((construct) => Chart.isChart(construct) && rendersItself(construct));
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, as do ${others.length} more charts`;
  return [note(first.node.path,
    `renders itself, by a \`toJson\` of its own${more}, for which cdk8s goes through the whole tree`,
    'nothing to do while it is fast enough; else change the objects, not what the chart makes of them')];
}

function byCdk8s(path: string, why: string, remedy: string): SynthesisWay {
  return {
    kind: 'cdk8s',
    note: note(path, `is synthesized in cdk8s' own way, which is slower, because ${why}`,
      `nothing to do while it is fast enough; else ${remedy}`),
  };
}

function note(path: string, message: string, fix: string): Finding {
  return { path, rule: 'synthesis-by-cdk8s', severity: 'info', message, fix };
}
