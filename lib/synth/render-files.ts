/** Renders a whole tree in memory: every file with its text, in a folder a target where there are several. */
import { Chart, type App as Cdk8sApp } from 'cdk8s';
import { targetNameOf } from '../house/target-of';
import { layOut, objectsOf, type RenderedChart } from './layout';
import { assertSeparateFiles, type OutputFile } from './output-file';

/** The charts that share a folder. */
interface ChartGroup {
  /** Name of the folder; empty for the output folder itself. */
  readonly folder: string;
  readonly charts: readonly RenderedChart[];
}

/**
 * Renders every chart, and lays the documents out as cdk8s does. Charts of several targets go to a folder a target,
 * with the turns of charts counted in each by itself; what belongs to no target stays at the top.
 * @throws CharthouseError where two objects would be one file, and whatever an object throws that cannot be rendered
 */
export function renderFiles(app: Cdk8sApp, recordMetadata: boolean): readonly OutputFile[] {
  const files = groupsOf(renderCharts(app)).flatMap(({ folder, charts }) => {
    const laidOut = layOut(app.yamlOutputType, { charts, extension: app.outputFileExtension });
    const inside = recordMetadata ? [...laidOut, constructMetadata(charts)] : laidOut;
    return folder === '' ? inside : inside.map((file) => ({ ...file, path: `${folder}/${file.path}` }));
  });
  assertSeparateFiles(files);
  return files;
}

function renderCharts(app: Cdk8sApp): readonly RenderedChart[] {
  // Rendering comes before asking for the order: it is where cdk8s infers from the objects which charts wait for which.
  const documents = new Map<Chart, readonly unknown[]>();
  for (const construct of app.node.findAll()) {
    if (Chart.isChart(construct)) documents.set(construct, construct.toJson());
  }
  return app.charts.map((chart) => ({ chart, documents: documents.get(chart) ?? [] }));
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
  const objects = charts.flatMap(({ chart }) => objectsOf(chart));
  const resources = Object.fromEntries(objects.map((object) => [object.name, { path: object.node.path }]));
  return {
    path: 'construct-metadata.json',
    text: JSON.stringify({ version: '1.0.0', resources }),
    origin: () => 'construct-metadata.json',
  };
}
