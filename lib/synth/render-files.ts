/** Lays a whole tree out: every file that it makes, in a folder a target where there are several. */
import type { App as Cdk8sApp } from 'cdk8s';
import { targetNameOf } from '../house/target-of';
import { layOut } from './layout';
import { assertSeparateFiles, type OutputFile } from './output-file';
import type { RenderedChart } from './rendered-chart';

/** The charts that share a folder. */
interface ChartGroup {
  /** Name of the folder; empty for the output folder itself. */
  readonly folder: string;
  readonly charts: readonly RenderedChart[];
}

/**
 * Lays the documents of the charts out as cdk8s does. Charts of several targets go to a folder a target, with the turns
 * of charts counted in each by itself; what belongs to no target stays at the top.
 * @throws CharthouseError where two objects would be one file
 */
export function renderFiles(
  app: Cdk8sApp, rendered: readonly RenderedChart[], recordMetadata: boolean,
): readonly OutputFile[] {
  const { yamlOutputType, outputFileExtension: extension } = app;
  const files = groupsOf(rendered).flatMap(({ folder, charts }) => {
    const laidOut = layOut(yamlOutputType, { charts, extension });
    const inside = recordMetadata ? [...laidOut, constructMetadata(charts)] : laidOut;
    return folder === '' ? inside : inside.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
  });
  assertSeparateFiles(files);
  return files;
}

function groupsOf(charts: readonly RenderedChart[]): readonly ChartGroup[] {
  const byTarget = new Map<string | undefined, RenderedChart[]>();
  for (const rendered of charts) {
    const target = targetNameOf(rendered.chart);
    const members = byTarget.get(target);
    if (members === undefined) byTarget.set(target, [rendered]);
    else members.push(rendered);
  }
  const targets = [...byTarget.keys()].filter((target) => target !== undefined);
  if (targets.length < 2) return [{ folder: '', charts }];
  return [...byTarget].map(([target, members]) => ({ folder: target ?? '', charts: members }));
}

/** Where each object comes from, as cdk8s writes it for its own tools. */
function constructMetadata(charts: readonly RenderedChart[]): OutputFile {
  return {
    path: 'construct-metadata.json',
    text: () => {
      const entries = charts.flatMap(({ objects }) => objects)
        .map((object) => [object.name, { path: object.node.path }] as const);
      return JSON.stringify({ version: '1.0.0', resources: Object.fromEntries(entries) });
    },
    origin: () => 'construct-metadata.json',
  };
}
