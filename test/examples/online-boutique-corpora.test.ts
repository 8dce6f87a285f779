import fs from 'node:fs';
import path from 'node:path';
import { build } from '../../examples/online-boutique';
import { removeFreshPaths } from '../synth/support/folder';
import { agrees, compare, type Comparison, type Prop } from './support/comparison';
import { corporaManifests, corporaTest, corporaText } from './support/corpora';
import { eachOf, nameDifferences, propDifferences, rowsOf } from './support/differences';
import { sourceOf, synthesize, transformsIn } from './support/example';

const documentation = fs.readFileSync(path.join(__dirname, '../../docs/examples.md'), 'utf8');
const file = 'online-boutique.yaml';

afterAll(removeFreshPaths);

let memo: Comparison | undefined;

function comparison(): Comparison {
  return memo ??= compare(corporaManifests(file), synthesize(build).manifests);
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

/** The figures, as rows of a table. */
function figures(): readonly string[] {
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
    ['lines of their manifests', count(corporaText(file))],
    ['lines of our program', count(sourceOf('online-boutique'))],
    ['transforms', transformsIn('online-boutique')],
  ].map((row) => `| ${row.join(' | ')} |`);
}

corporaTest('what its authors wrote is there with the same value, or the difference is listed with its reason', () => {
  expect(linesOf(comparison().props.filter((prop) => !agrees(prop)))).toStrictEqual(linesOf(eachOf(propDifferences)));
});

corporaTest('objects and containers keep their names, or the difference is listed with its reason', () => {
  expect(linesOf(comparison().names.filter((name) => !agrees(name)))).toStrictEqual(linesOf(eachOf(nameDifferences)));
});

corporaTest('at least 95 % of the props are said, in a third of the lines, with one transform at most', () => {
  const { props } = comparison();
  expect(props.filter(agrees).length / props.length).toBeGreaterThanOrEqual(0.95);
  expect(3 * count(sourceOf('online-boutique'))).toBeLessThanOrEqual(count(corporaText(file)));
  expect(transformsIn('online-boutique')).toBeLessThanOrEqual(1);
});

corporaTest('the docs state the figures', () => {
  process.stdout.write(`Online Boutique, compared with its public manifests\n${figures().join('\n')}\n`);
  expect(documented('In figures')).toStrictEqual(figures());
});

test('the docs list the differences', () => {
  expect(documented('Props that differ')).toStrictEqual(rowsOf(propDifferences));
  expect(documented('Names that differ')).toStrictEqual(rowsOf(nameDifferences));
});
