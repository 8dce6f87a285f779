/** A temporary folder that has the compiled library as an installed package, and the programs that are measured. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

export const root = resolve(__dirname, '..');

/** What the programs import besides the library. */
const linked = ['cdk8s', 'constructs', 'cdk8s-plus-34', '@pulumi/kubernetes', '@pulumi/pulumi'];

/** Where programs run. */
export interface Workspace {
  readonly folder: string;
  /** The arguments of node that run a program of `bench/programs/`. */
  program(name: string): readonly string[];
  remove(): void;
}

/** Compiles the library and puts everything in its place. */
export function makeWorkspace(): Workspace {
  compile();
  // The real path: node would otherwise look up the packages beside a link.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'charthouse-bench-')));
  install(folder);
  for (const file of readdirSync(join(root, 'bench', 'programs'))) transpile(file, join(folder, 'programs'));
  return {
    folder,
    program: (name) => [join(folder, 'programs', `${name}.js`)],
    remove: () => { rmSync(folder, { recursive: true, force: true }); },
  };
}

/** A text in which folders of this machine are not told. */
export function withoutPaths(text: string): string {
  return text.replaceAll(root, '<project>').replaceAll(realpathSync(tmpdir()), '<temporary>');
}

function compile(): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'compile'], {
    cwd: root, encoding: 'utf8', shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(withoutPaths(`npm run compile failed\n${stdout}${stderr}`));
}

function install(folder: string): void {
  const modules = join(folder, 'node_modules');
  for (const name of linked) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction');
  }
  cpSync(join(root, 'build'), join(modules, 'charthouse', 'build'), { recursive: true });
  cpSync(join(root, 'package.json'), join(modules, 'charthouse', 'package.json'));
}

/** To plain JavaScript: what is measured runs in node as it is. */
function transpile(file: string, target: string): void {
  const source = readFileSync(join(root, 'bench', 'programs', file), 'utf8');
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true };
  const { outputText } = transpileModule(source, { compilerOptions });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, file.replace(/\.ts$/, '.js')), outputText);
}
