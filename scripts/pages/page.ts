/** The pages of docs/patterns and docs/workloads: from the docstrings, and from what comes out. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import * as charthouse from '../../lib';
import { builtin } from '../../lib/house/builtin';
import type { Finding } from '../../lib/model/finding';
import type { AnyPattern } from '../../lib/patterns/pattern';
import type { WorkloadDefinition } from '../../lib/house/workload-class';
import { filesUnder, root } from '../project';
import { docstringsOf, type FileDoc, type KeyDoc } from './docstrings';
import { examples } from './examples';
import { findingsIn, linesOf, type Example } from './shown';

const classes = ['WebService', 'Worker', 'StatefulStore', 'DaemonAgent', 'CronTask', 'Task'] as const;
const most = 12;

/** Text of each page, by its path under docs. */
export function pages(): ReadonlyMap<string, string> {
  const patterns = (builtin as readonly AnyPattern[]).map((pattern) => {
    const doc = docstringsOf(filesOf(pattern.name));
    return { pattern, doc, page: patternPage(pattern, doc) };
  });
  return new Map([
    ['patterns/README.md', indexPage(patterns)],
    ...patterns.map(({ pattern, page }) => [`patterns/${fileOf(pattern.name)}.md`, page] as const),
    ...classes.map((name) => [`workloads/${fileName(name)}.md`, workloadPage(name, patterns)] as const),
  ]);
}

/** Keys of patterns that have no example. */
export function keysWithoutExample(): readonly string[] {
  return (builtin as readonly AnyPattern[]).flatMap((pattern) => keysOf(pattern)
    .filter((key) => examples[pattern.name]?.[key] === undefined).map((key) => `${pattern.name}.${key}`));
}

/** What is found in the workloads that show an example, by pattern and key. */
export function findingsOfExamples(): ReadonlyMap<string, readonly Finding[]> {
  return new Map((builtin as readonly AnyPattern[]).flatMap((pattern) => keysOf(pattern).flatMap((key) => {
    const shown = shownExample(pattern, key);
    return shown === undefined ? [] : [[`${pattern.name}.${key}`, findingsIn(shown.example, shown.on)] as const];
  })));
}

function keysOf(pattern: AnyPattern): readonly string[] {
  return [...Object.keys(pattern.shapes), ...Object.keys(pattern.containerShapes)]
    .filter((key) => key !== 'after');
}

/** `lib/patterns/spread.ts`, or the files of the folder `lib/patterns/spread`, the pattern's own first. */
function filesOf(name: string): readonly string[] {
  const file = fileOf(name);
  const folder = `lib/patterns/${file}`;
  if (!existsSync(join(root, folder))) return [`${folder}.ts`];
  const main = `${folder}/${file}.ts`;
  return [main, ...filesUnder(folder, '.ts').filter((each) => each !== main)];
}

/** The file of a pattern; one is called after what it does, and its name is the key that switches it. */
function fileOf(name: string): string {
  return name === 'replicas' ? 'scaling' : fileName(name);
}

function fileName(name: string): string {
  return name.replace(/[A-Z]/g, (letter, index) => `${index === 0 ? '' : '-'}${letter.toLowerCase()}`);
}

interface Defined {
  readonly definition: WorkloadDefinition;
}

function definitionOf(name: string): WorkloadDefinition {
  const found = (charthouse as unknown as Readonly<Record<string, Defined | undefined>>)[name];
  if (found === undefined) throw new Error(`there is no workload ${name}`);
  return found.definition;
}

function takers({ fits }: AnyPattern): readonly string[] {
  return classes.filter((name) => fits.every((trait) => definitionOf(name).traits.includes(trait)));
}

function patternPage(pattern: AnyPattern, doc: FileDoc): string {
  const shown = keysOf(pattern).map((key) => exampleOf(pattern, key)).filter((text) => text !== '');
  return [
    `# ${pattern.name}`, '', doc.purpose, '',
    `For ${takers(pattern).join(', ')}.${offText(pattern)}`, '',
    ...(doc.keys.length === 0 ? [] : ['## Props', '', ...keyTable(doc.keys), '']),
    ...(shown.length === 0 ? [] : ['## What they emit', '', ...shown]),
  ].join('\n');
}

function offText({ off }: AnyPattern): string {
  return off === undefined ? '' : ` \`${off}: false\` switches it off.`;
}

function keyTable(keys: readonly KeyDoc[]): readonly string[] {
  return ['| prop | what it says | without it |', '|---|---|---|', ...keys.map(({ path, text, without }) =>
    `| \`${path}\` | ${cell(text)} | ${without === undefined ? 'must be given' : cell(without.replace(/^- /, ''))} |`)];
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|');
}

/** An example, and the workload that it is shown on. */
interface ShownExample {
  readonly example: Example;
  readonly on: string;
}

function shownExample(pattern: AnyPattern, key: string): ShownExample | undefined {
  const given = examples[pattern.name]?.[key];
  if (given === undefined) return undefined;
  const example: Example = typeof given === 'string' ? { props: given } : given;
  return { example, on: example.on ?? takers(pattern)[0] ?? 'WebService' };
}

function exampleOf(pattern: AnyPattern, key: string): string {
  const shown = shownExample(pattern, key);
  if (shown === undefined) return '';
  const { example, on } = shown;
  const lines = linesOf(example, on);
  if (lines.length === 0) throw new Error(`the example of ${pattern.name}.${key} changes nothing`);
  const more = lines.length > most ? [`… and ${lines.length - most} more`] : [];
  const beside = example.beside === undefined || example.beside === '' ? '' : ` beside \`${example.beside}\``;
  return [
    `\`${example.props}\`${beside} on a ${on}:`, '', '```text', ...lines.slice(0, most), ...more, '```', '',
  ].join('\n');
}

interface Written {
  readonly pattern: AnyPattern;
  readonly doc: FileDoc;
}

function indexPage(patterns: readonly Written[]): string {
  const rows = patterns.map(({ pattern, doc }) =>
    `| [${pattern.name}](${fileOf(pattern.name)}.md) | ${cell(doc.purpose)} |`);
  return [
    '# Patterns', '', 'The rules that every house begins with, a page each: their props, and what these emit.', '',
    'Written by `npm run pages` from the docstrings and from what comes out.', '',
    '| pattern | what it does |', '|---|---|', ...rows, '',
  ].join('\n');
}

function workloadPage(name: string, patterns: readonly Written[]): string {
  const { purpose } = docstringsOf([`lib/workloads/${fileName(name)}.ts`]);
  const { traits, controller, requires } = definitionOf(name);
  const rows = patterns.filter(({ pattern }) => takers(pattern).includes(name)).map(({ pattern, doc }) => {
    const keys = doc.keys.filter(({ path }) => !path.includes('.')).map(({ path }) => `\`${path}\``);
    return `| [${pattern.name}](../patterns/${fileOf(pattern.name)}.md) | ${cell(doc.purpose)} | ${keys.join(', ')} |`;
  });
  return [
    `# ${name}`, '', purpose, '',
    `Its controller is a ${controller}. It must be given: ${requires.map((key) => `\`${key}\``).join(', ')}.`,
    `Its traits: ${traits.join(', ')}.`, '',
    '| pattern | what it does | props |', '|---|---|---|', ...rows, '',
  ].join('\n');
}
