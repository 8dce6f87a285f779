/** Fails on an import, of a type too, that goes against the flow: index → workloads → house → patterns → model. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { importsOf } from './imports';
import { report } from './report';
import { filesUnder, root } from '../project';

/** A part of lib/. It may import itself, and the parts of lower ranks that the rules below leave open. */
interface Part {
  readonly name: string;
  readonly rank: number;
  readonly holds: RegExp;
}

const parts: readonly Part[] = [
  { name: 'the model', rank: 0, holds: /^lib\/model\// },
  { name: "the platforms' contract", rank: 1, holds: /^lib\/platforms\/platform(\.ts|\/)/ },
  { name: 'the patterns', rank: 2, holds: /^lib\/patterns\// },
  { name: 'the checks', rank: 2, holds: /^lib\/checks\// },
  { name: "the platforms' presets", rank: 2, holds: /^lib\/platforms\// },
  { name: 'the house', rank: 3, holds: /^lib\/house\// },
  { name: 'the workloads', rank: 4, holds: /^lib\/workloads\// },
  { name: 'the synthesis', rank: 4, holds: /^lib\/synth\// },
  { name: 'the kit for tests', rank: 5, holds: /^lib\/testing\// },
  { name: 'Pulumi', rank: 5, holds: /^lib\/pulumi\// },
  { name: 'the index', rank: 5, holds: /^lib\/index\.ts$/ },
];

/** The lists that name every pattern and every check: they alone know them, and the parts above. */
const list = /^lib\/(patterns|checks)\/(index|builtins?)\.ts$/;

/** How a file in patterns/ or checks/ makes one. What makes none, in the same folder, helps the others. */
const makesOne = /^(export )?const \w+(\s*=\s*(make|define)Pattern\b|: Check =)/m;

/** What a check never gets: it reads plain data. */
const behindChecks = /^(constructs|cdk8s)$|^lib\/model\/(draft|context)\b/;

const packages = new Set(['cdk8s', 'constructs']);

type Edge = readonly [from: string, to: string];

const edges: Edge[] = filesUnder('lib', '.ts').flatMap((file) => importsOf(file).map((to): Edge => [file, to]));
const makers = new Set([...filesUnder('lib/patterns', '.ts'), ...filesUnder('lib/checks', '.ts')]
  .filter((file) => makesOne.test(readFileSync(join(root, file), 'utf8')))
  .map(folderOf));
const problems = [
  ...edges.flatMap(([from, to]) => {
    const why = objection(from, to);
    return why === undefined ? [] : [`${from} imports ${to}: ${why}`];
  }),
  ...cycles().map((files) => `import cycle: ${files.join(' → ')}`),
  ...filesUnder('examples', '.ts').flatMap((file) => importsOf(file)
    .filter((to) => to.startsWith('lib/'))
    .map((to) => `${file} imports ${to}: examples import 'charthouse' by name, as users do`)),
];
report('import flow', problems, 'move what is shared down into lib/model/, or ask for it through the contract');

function objection(from: string, to: string): string | undefined {
  const importer = partOf(from);
  if (importer === undefined) {
    return `${from} is in no part of lib/ that scripts/checks/flow.ts knows`;
  }
  if (!to.startsWith('lib/')) {
    return objectionToPackage(to, importer);
  }
  const imported = partOf(to);
  if (imported === undefined) {
    return `${to} is in no part of lib/ that scripts/checks/flow.ts knows`;
  }
  if (importer.name === 'the checks' && behindChecks.test(to)) {
    return 'a check reads plain data, never constructs or drafts';
  }
  if (importer === imported) {
    return objectionToSibling(from, to, importer);
  }
  if (imported.rank >= importer.rank) {
    return `${importer.name} must not know ${imported.name}`;
  }
  return imported.name === "the platforms' presets" && importer.name !== 'the house' && importer.rank < 5
    ? `${importer.name} know the platforms' contract, never a preset`
    : undefined;
}

function objectionToPackage(to: string, importer: Part): string | undefined {
  if (to.startsWith('@pulumi/')) {
    return importer.name === 'Pulumi' ? undefined : 'only lib/pulumi/ knows Pulumi';
  }
  if (importer.name === 'the checks' && behindChecks.test(to)) {
    return 'a check reads plain data, never constructs or drafts';
  }
  return to.startsWith('node:') || packages.has(to)
    ? undefined
    : `lib/ imports only ${[...packages].join(', ')} and node:…, and its own files by relative paths`;
}

/**
 * Patterns know no other pattern, checks no other check: one may be taken away without a word to the others. Contracts
 * and helpers beside them know none of them either. (One that knows the list makes a cycle.)
 */
function objectionToSibling(from: string, to: string, part: Part): string | undefined {
  const strangers = !list.test(from) && folderOf(from) !== folderOf(to);
  return strangers && makers.has(folderOf(to)) ? `${part.name} do not know one another` : undefined;
}

/** The folder of a pattern or check that has one; of one that is a file, the file. */
function folderOf(file: string): string {
  return file.split('/').slice(0, 3).join('/');
}

function partOf(file: string): Part | undefined {
  return parts.find(({ holds }) => holds.test(file));
}

/** A path that closes for each edge back to a file on the way there: none exactly when there is no cycle. */
function cycles(): string[][] {
  const graph = new Map<string, string[]>();
  edges.filter(([, to]) => to.startsWith('lib/')).forEach(([from, to]) => {
    graph.set(from, [...graph.get(from) ?? [], to]);
  });
  const found: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    if (path.includes(file)) {
      found.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    if (!done.has(file)) {
      done.add(file);
      path.push(file);
      graph.get(file)?.forEach(visit);
      path.pop();
    }
  };
  [...graph.keys()].forEach(visit);
  return found;
}
