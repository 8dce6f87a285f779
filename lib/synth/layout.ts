/** Which documents go to which file: the four layouts of cdk8s, with its names, its order and its text. */
import { Names, Yaml, YamlOutputType } from 'cdk8s';
import { CharthouseError } from '../model/error';
import type { Document } from './document';
import type { OutputFile } from './output-file';
import { installedVersion, isProven } from './proven-cdk8s';
import type { RenderedChart } from './rendered-chart';
import { withCopiedValues } from './yaml/copied';
import { writeYaml } from './yaml/write-yaml';

/** The charts of one output folder, in the order of their dependencies. */
export interface LayoutInput {
  readonly charts: readonly RenderedChart[];
  /** What file names end with, such as `.k8s.yaml`. */
  readonly extension: string;
}

/** Lays the charts of one folder out as files. */
export function layOut(type: YamlOutputType, input: LayoutInput): readonly OutputFile[] {
  switch (type) {
    case YamlOutputType.FILE_PER_APP: return filePerApp(input);
    case YamlOutputType.FILE_PER_CHART: return filePerChart(input);
    case YamlOutputType.FILE_PER_RESOURCE: return filePerResource(input);
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: return folderPerChart(input);
    default: throw unknownLayout(type);
  }
}

/** Documents as one text, as the installed cdk8s writes them: itself, where ours was not proven to be the same. */
export function textOf(documents: readonly Document[]): string {
  const ours = isProven(installedVersion());
  // One by one: what one document needs of cdk8s is no matter of the others.
  return documents.map(({ value, original }) =>
    (ours ? writeYaml([value], { valuesAsCopied: original }) : undefined)
      ?? Yaml.stringify(original ? withCopiedValues(value) : value)).join('---\n');
}

function filePerApp({ charts, extension }: LayoutInput): readonly OutputFile[] {
  const [first] = charts;
  if (first === undefined) return [];
  return [{
    path: `app${extension}`,
    text: () => textOf(charts.flatMap(({ documents }) => documents())),
    origin: () => first.chart.node.path,
  }];
}

function filePerChart({ charts, extension }: LayoutInput): readonly OutputFile[] {
  const names = chartNames(charts);
  return charts.map(({ chart, documents }, index) => ({
    path: `${names[index] ?? ''}${extension}`,
    text: () => textOf(documents()),
    origin: () => chart.node.path,
  }));
}

interface NamedManifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function filePerResource({ charts, extension }: LayoutInput): readonly OutputFile[] {
  return charts.flatMap(({ chart, objects, documents }) => documents().flatMap((document, index) => {
    if (document.value === undefined) return [];
    const { kind, metadata } = document.value as NamedManifest;
    return [{
      path: resourceFileName(kind, metadata.name) + extension,
      text: () => textOf([document]),
      origin: () => objects[index]?.node.path ?? chart.node.path,
    }];
  }));
}

function folderPerChart({ charts, extension }: LayoutInput): readonly OutputFile[] {
  const names = chartNames(charts);
  return charts.flatMap(({ objects, documentOf }, index) => objects.map((object) => ({
    // This layout alone takes the name from the construct, so that a JSON patch of it does not show in the file's name.
    path: `${names[index] ?? ''}/${resourceFileName(object.kind, object.metadata.name ?? '')}${extension}`,
    text: () => textOf([documentOf(object)]),
    origin: () => object.node.path,
  })));
}

/** The charts' names for files and folders: with their turn before them as soon as one waits for another. */
function chartNames(charts: readonly RenderedChart[]): readonly string[] {
  const known = new Set<unknown>(charts.map(({ chart }) => chart));
  const ordered = charts.some(({ waitsFor }) => waitsFor.some((other) => known.has(other)));
  return charts.map(({ chart }, index) => {
    const name = Names.toDnsLabel(chart);
    return ordered ? `${index.toString().padStart(4, '0')}-${name}` : name;
  });
}

function resourceFileName(kind: string, name: string): string {
  return `${kind}.${name}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function unknownLayout(type: never): CharthouseError {
  return new CharthouseError({
    path: 'App',
    field: 'yamlOutputType',
    problem: 'must be a YamlOutputType',
    value: type,
    allowed: 'FILE_PER_APP, FILE_PER_CHART, FILE_PER_RESOURCE, FOLDER_PER_CHART_FILE_PER_RESOURCE',
    fix: 'take a member of cdk8s\' YamlOutputType',
  });
}
