/**
 * Fails when a TypeScript snippet of README.md or docs/ does not compile. Every ```ts block is checked; none can be
 * skipped. By default a block is a module of its own; a comment in front of it says otherwise:
 *
 * - `<!-- snippet: continues -->`: it goes on where the block before it ended, in the same module;
 * - `<!-- snippet: file house.ts -->`: it is the module `./house` for the later blocks of the same page;
 * - `<!-- snippet: from examples/quick-start/app.ts -->`: it stands in that file too, word for word.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

import { report } from './report';
import { filesUnder, root } from '../project';

interface Snippet {
  readonly page: string;
  /** Line of the page, from 0, that its code begins at. */
  readonly start: number;
  readonly code: readonly string[];
  /** What the comment in front of it says, such as `continues`. */
  readonly says: string | undefined;
}

interface Module {
  readonly page: string;
  readonly path: string;
  /** The page's lines, of which only those of its snippets are kept: so an error's line is the page's. */
  readonly lines: string[];
}

const problems: string[] = [];
const modules = pages().flatMap(modulesOf);
report(
  'snippets',
  [...problems, ...compile()],
  'correct the snippet; a part of a program takes `<!-- snippet: continues -->` before its fence',
);

function pages(): string[] {
  return [...(existsSync(join(root, 'README.md')) ? ['README.md'] : []), ...filesUnder('docs', '.md')];
}

function modulesOf(page: string): Module[] {
  const lines = readFileSync(join(root, page), 'utf8').split('\n');
  const made: Module[] = [];
  for (const snippet of snippetsOf(page, lines)) {
    const [verb, operand] = snippet.says?.split(/\s+/) ?? [];
    const previous = made.at(-1);
    if (verb === 'continues' && previous !== undefined) {
      previous.lines.splice(snippet.start, snippet.code.length, ...snippet.code);
      continue;
    }
    if (verb !== undefined && !(['file', 'from'].includes(verb) && operand !== undefined)) {
      problems.push(`${page}:${snippet.start} \`snippet: ${snippet.says ?? ''}\` is none of: continues (not the first),`
        + ' file NAME, from PATH');
    }
    if (verb === 'from' && operand !== undefined) {
      demandVerbatim(snippet, operand);
      continue;
    }
    const name = verb === 'file' && operand !== undefined ? operand : `line-${snippet.start}.ts`;
    const blank = Array<string>(lines.length).fill('');
    blank.splice(snippet.start, snippet.code.length, ...snippet.code);
    made.push({ page, path: join(root, '.snippets', page.replace(/\.md$/, ''), name), lines: blank });
  }
  return made;
}

function snippetsOf(page: string, lines: readonly string[]): Snippet[] {
  const found: Snippet[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [, fence, language] = /^(`{3,})\s*(\w*)/.exec(lines[index] ?? '') ?? [];
    if (fence === undefined) {
      continue;
    }
    const start = index + 1;
    const end = lines.indexOf(fence, start);
    if (end === -1) {
      problems.push(`${page}:${start} a code block does not end`);
      return found;
    }
    if (language === 'ts') {
      found.push({ page, start, code: lines.slice(start, end), says: commentBefore(lines, index) });
    } else if (/^(typescript|tsx|js|javascript|jsx)$/.test(language ?? '')) {
      problems.push(`${page}:${start} a \`${language ?? ''}\` block is not compiled: write \`ts\``);
    }
    index = end;
  }
  return found;
}

function commentBefore(lines: readonly string[], fence: number): string | undefined {
  const before = lines.slice(0, fence).findLast((line) => line.trim() !== '');
  return /^<!--\s*snippet:\s*(.*?)\s*-->$/.exec(before ?? '')?.[1];
}

function demandVerbatim(snippet: Snippet, path: string): void {
  const file = join(root, path);
  if (!existsSync(file)) {
    problems.push(`${snippet.page}:${snippet.start} ${path} does not exist`);
  } else if (!readFileSync(file, 'utf8').includes(snippet.code.join('\n').trim())) {
    problems.push(`${snippet.page}:${snippet.start} is not in ${path} word for word`);
  }
}

/** Compiles the modules, which are held in memory. */
function compile(): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.dev.json'), (path) => readFileSync(path, 'utf8')) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const texts = new Map(modules.map((module) => [module.path, module.lines.join('\n')]));
  const folders = new Set([...texts.keys()].flatMap((path) => [dirname(path), join(root, '.snippets')]));
  const settings: ts.CompilerOptions = {
    ...options,
    configFilePath: join(root, 'tsconfig.dev.json'),
    incremental: false,
    moduleDetection: ts.ModuleDetectionKind.Force,
    noUnusedLocals: false, // a snippet shows how a thing is made, and may leave it there
    noUnusedParameters: false,
  };
  delete settings.tsBuildInfoFile;
  const host = ts.createCompilerHost(settings);
  const disk = { ...host };
  host.fileExists = (path) => texts.has(path) || disk.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? disk.readFile(path);
  host.directoryExists = (path) => folders.has(path) || (disk.directoryExists?.(path) ?? false);
  const program = ts.createProgram([...texts.keys()], settings, host);
  return modules.flatMap((module) => {
    const source = program.getSourceFile(module.path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((diagnostic) => {
      const line = source?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? 0;
      return `${module.page}:${line + 1} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n    ')}`;
    });
  });
}
