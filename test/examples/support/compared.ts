/** The tests of an example that public manifests are there for: what its authors wrote is said, in fewer lines. */
import fs from 'node:fs';
import path from 'node:path';
import type { App } from 'charthouse';
import { agrees, compare, type Comparison, type Prop } from './comparison';
import { corporaManifests, corporaTest, corporaText } from './corpora';
import { eachOf, rowsOf, type Differences } from './differences';
import { sourceOf, synthesize, transformsIn, type Manifest } from './example';

/** An example, and what it is compared with. */
export interface Compared {
  /** As the docs call it. */
  readonly title: string;
  /** Its folder. */
  readonly example: string;
  readonly build: (app: App) => void;
  /** Files of the public manifests. */
  readonly files: readonly string[];
  readonly differences: Differences;
  /** Manifests of theirs that are not compared here, such as network policies. @default - all are compared */
  readonly leaveOut?: (manifest: Manifest) => boolean;
  /** What we call some of their objects, by kind and name. @default - the same */
  readonly renamed?: Readonly<Record<string, string>>;
}

const documentation = fs.readFileSync(path.join(__dirname, '../../../docs/examples.md'), 'utf8');

/** Defines the tests. */
export function comparedWithItsAuthors(compared: Compared): void {
  const { title, example, build, files, differences, leaveOut = () => false } = compared;
  let memo: Comparison | undefined;
  const comparison = (): Comparison => memo ??= compare(
    files.flatMap(corporaManifests).filter((manifest) => !leaveOut(manifest)), synthesize(build).manifests,
    compared.renamed,
  );
  const theirLines = (): number => files.reduce((lines, file) => lines + count(corporaText(file)), 0);

  /** The figures, as rows of a table. */
  const figures = (): readonly string[] => {
    const { props, names } = comparison();
    const equal = props.filter(agrees).length;
    const kept = names.filter(agrees).length;
    return [
      ['props that its authors wrote', props.length],
      ['of these said with the same value', `${equal} (${(100 * equal / props.length).toFixed(1)} %)`],
      ['of these different, each listed below', props.length - equal],
      ['names of objects and main containers', names.length],
      ['of these kept', kept],
      ['of these different, each listed below', names.length - kept],
      ['lines of their manifests', theirLines()],
      ['lines of our program', count(sourceOf(example))],
      ['transforms', transformsIn(example)],
    ].map((row) => `| ${row.join(' | ')} |`);
  };

  corporaTest('what its authors wrote has the same value, or the difference is listed with its reason', () => {
    const different = comparison().props.filter((prop) => !agrees(prop));
    expect(linesOf(different)).toStrictEqual(linesOf(eachOf(differences.props)));
  });

  corporaTest('objects and containers keep their names, or the difference is listed with its reason', () => {
    const different = comparison().names.filter((name) => !agrees(name));
    expect(linesOf(different)).toStrictEqual(linesOf(eachOf(differences.names)));
  });

  corporaTest('at least 95 % of the props are said, in a third of the lines, with one transform at most', () => {
    const { props } = comparison();
    expect(props.filter(agrees).length / props.length).toBeGreaterThanOrEqual(0.95);
    expect(3 * count(sourceOf(example))).toBeLessThanOrEqual(theirLines());
    expect(transformsIn(example)).toBeLessThanOrEqual(1);
  });

  corporaTest('the docs state the figures', () => {
    process.stdout.write(`${title}, compared with its public manifests\n${figures().join('\n')}\n`);
    expect(documented(`${title} in figures`)).toStrictEqual(figures());
  });

  test('the docs list the differences', () => {
    expect(documented(`Props of ${title} that differ`)).toStrictEqual(rowsOf(differences.props));
    expect(documented(`Names of ${title} that differ`)).toStrictEqual(rowsOf(differences.names));
  });
}

/** A line for each difference, so that a failure says which. */
function linesOf(props: readonly Prop[]): readonly string[] {
  return props.map(({ object, prop, theirs, ours }) =>
    `${object} ${prop}: ${JSON.stringify(theirs)}, ours ${JSON.stringify(ours) ?? 'nothing'}`).sort();
}

/** The rows of the table that follows a heading of the docs, without its head. */
function documented(heading: string): readonly string[] {
  const section = documentation.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section.split('\n').filter((line) => line.startsWith('|')).slice(2);
}

function count(text: string): number {
  return text.trimEnd().split('\n').length;
}
