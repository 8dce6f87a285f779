/** A project of somebody else's, in a temporary folder, that installs the packed package. Nothing is downloaded. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const project = resolve(__dirname, '../../..');

/** What a command printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

export class Consumer {
  public readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'charthouse-consumer-')));

  public constructor() {
    this.write('package.json', JSON.stringify({ name: 'consumer', version: '1.0.0', private: true }));
  }

  /** Installs packages from tarballs. Their peers must be linked. */
  public install(...tarballs: readonly string[]): void {
    npm(this.folder, [
      'install', '--offline', '--no-save', '--no-package-lock', '--ignore-scripts', '--legacy-peer-deps', ...tarballs,
    ]);
  }

  /** Links packages that this project has installed. After `install`, which removes what it does not know. */
  public link(...names: readonly string[]): void {
    for (const name of names) {
      const path = join(this.folder, 'node_modules', name);
      mkdirSync(dirname(path), { recursive: true });
      symlinkSync(join(project, 'node_modules', name), path, 'junction');
    }
  }

  public write(file: string, text: string): string {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** Runs a JavaScript file on the Node that runs the tests. */
  public node(...command: readonly string[]): Ended {
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: this.folder, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Packs a package as `npm publish` would, and returns the tarball's path. */
export function pack(packageFolder: string, into: string): string {
  const name = npm(packageFolder, ['pack', '--silent', '--ignore-scripts', '--pack-destination', into]).trim();
  return join(into, name.split('\n').at(-1) ?? name);
}

/** Packs charthouse as it was built. */
export function packCharthouse(into: string): string {
  if (!existsSync(join(project, 'build/index.js'))) {
    throw new Error('there is no build/ to pack: `npm run compile` comes first');
  }
  return pack(project, into);
}

/** The compiler of a version of TypeScript: `typescript`, `typescript-6` or `typescript-7`. */
export function compilerOf(name: string): string {
  return join(project, 'node_modules', name, 'bin/tsc');
}

export const acmeFolder = join(project, 'examples/houses/acme');

function npm(cwd: string, command: readonly string[]): string {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync('npm', command, { cwd, encoding: 'utf8', shell });
  if (status !== 0) {
    throw new Error(`npm ${command.join(' ')} failed:\n${stdout}${stderr}`);
  }
  return stdout;
}
