/** The code and the outputs of a page of the documentation, as scripts/checks/snippets.ts reads them. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const root = resolve(__dirname, '../../..');
const load = createRequire(__filename);

interface Block {
  readonly language: string;
  /** Line of the page, from 0, that its text begins at. */
  readonly start: number;
  readonly lines: readonly string[];
  /** The comment before it, without its marks: `snippet: file house.ts`. */
  readonly comment: string;
}

/** A page, whose modules lie as files in a folder of their own until it is closed. */
export class Page {
  /** Where programs of the page write: the default output folder of an App. */
  public readonly output: string;
  private readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'charthouse-page-')));
  private readonly text: readonly string[];
  private readonly blocks: readonly Block[];
  /** Texts of the modules, by file name. */
  private readonly modules = new Map<string, string[]>();

  public constructor(private readonly path: string) {
    this.output = join(this.folder, 'dist');
    this.text = readFileSync(join(root, path), 'utf8').split('\n');
    this.blocks = blocksOf(this.text);
    // Packages are found from here as from the project; jest maps `charthouse` to lib/ as it does everywhere.
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
    this.collect();
    for (const [name, lines] of this.modules) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), lines.join('\n'));
    }
  }

  /** Names of all modules, in the order of the page. */
  public get names(): readonly string[] {
    return [...this.modules.keys()];
  }

  /** Where a module of the page lies. */
  public fileOf(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a module of the page, and gives what it exports. */
  public run(name: string): unknown {
    const before = process.env['CDK8S_OUTDIR'];
    process.env['CDK8S_OUTDIR'] = this.output;
    try {
      return load(this.fileOf(name)) as unknown;
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, 'CDK8S_OUTDIR');
      else process.env['CDK8S_OUTDIR'] = before;
    }
  }

  /** Its headings of the second level. */
  public get headings(): readonly string[] {
    return this.text.filter((line) => line.startsWith('## ')).map((line) => line.slice(3));
  }

  /** What the page shows as output under this name. */
  public shown(name: string): string {
    const block = this.blocks.find(({ comment }) => comment === `output: ${name}`);
    if (block === undefined) throw new Error(`${this.path} shows no output '${name}'`);
    return block.lines.join('\n');
  }

  /** What the page shows as one line, broken for reading. */
  public shownLine(name: string): string {
    return this.shown(name).replace(/\s*\n\s*/g, ' ');
  }

  /** Documents of a file that a program of the page wrote. */
  public written(file: string): readonly unknown[] {
    return documentsOf(readFileSync(join(this.output, file), 'utf8'));
  }

  public close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Puts each snippet at its lines of the page, so that an error in a module names them. */
  private collect(): void {
    let name = '';
    for (const { language, start, lines, comment } of this.blocks) {
      const [, verb, operand] = /^snippet: (\S+) ?(.*)$/.exec(comment) ?? [];
      if (language !== 'ts' || verb === 'from') continue;
      if (verb !== 'continues') name = verb === 'file' && operand !== undefined ? operand : `line-${start}.ts`;
      const module = this.modules.get(name) ?? [];
      while (module.length < start) module.push('');
      this.modules.set(name, [...module, ...lines]);
    }
  }
}

/** The documents of a text in YAML. */
export function documentsOf(text: string): readonly unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

/**
 * Asserts that what is shown is a part of what is there: fields may be left out of objects, items out of lists, and
 * `null` says that there is no such field.
 */
export function expectPart(shown: unknown, there: unknown): void {
  expect(partLike(shown, there)).toEqual(shown);
}

/** The part of a value that another one shows; where they differ, what is there. */
function partLike(shown: unknown, there: unknown): unknown {
  if (shown === null) return there ?? null;
  if (Array.isArray(shown) && Array.isArray(there)) {
    const items = there as readonly unknown[];
    return shown.map((item: unknown, index) => {
      const parts = items.map((candidate) => partLike(item, candidate));
      return parts.find((part) => JSON.stringify(part) === JSON.stringify(item)) ?? parts[index];
    });
  }
  if (!isRecord(shown) || !isRecord(there)) return there;
  return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, partLike(value, there[key])]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [, fence, language = ''] = /^(`{3,})\s*(\w*)/.exec(lines[index] ?? '') ?? [];
    if (fence === undefined) continue;
    const start = index + 1;
    const end = lines.indexOf(fence, start);
    const before = lines.slice(0, index).findLast((line) => line.trim() !== '') ?? '';
    const comment = /^<!--\s*(.*?)\s*-->$/.exec(before)?.[1] ?? '';
    blocks.push({ language, start, lines: lines.slice(start, end), comment });
    index = end;
  }
  return blocks;
}
