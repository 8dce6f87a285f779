/** Checkov with its default rules for Kubernetes, in a virtual environment of its own. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cacheFolder } from '../../support/go/go-module';
import { putWhole } from '../../support/go/put-whole';
import { objectNamed, type Lint } from './finding';
import { run } from './run';

/** Checkov and all that it needs, each with its version and hashes. */
const requirements = join(__dirname, '../modules/checkov/requirements.txt');

/** As `run-checkov.py` prints it: a finding, or with no rule what was read of a folder. */
type Line =
  | { readonly folder: string; readonly rule: string; readonly title: string; readonly resource: string }
  | { readonly folder: string; readonly rule?: undefined; readonly resources: number };

export const lintByCheckov: Lint = (folders) => {
  const text = run(checkovPython(), ['-I', join(__dirname, 'run-checkov.py'), ...folders]);
  const lines = text.trim().split('\n').map((line) => JSON.parse(line) as Line);
  const read = lines.filter((line) => line.rule === undefined && line.resources > 0);
  if (read.length !== folders.length) throw new Error(`Checkov read ${read.length} of ${folders.length} folders`);
  return lines.flatMap((line) => {
    if (line.rule === undefined) return [];
    const { folder, rule, title: message, resource } = line;
    // Kind, namespace and name; of pods of a workload its labels follow.
    const [kind = '', namespace = '', name = ''] = resource.split('.');
    return [{ linter: 'Checkov', rule, folder, kind, object: objectNamed(name, namespace), message } as const];
  });
};

/** The version of Checkov. */
export function checkovVersion(): string {
  const version = /^checkov==(\S+)/m.exec(readFileSync(requirements, 'utf8'))?.[1];
  if (version === undefined) throw new Error('requirements.txt does not name checkov');
  return version;
}

/** Its Python; installs what is missing, and says so. */
export function checkovPython(): string {
  const python = pythonVersion();
  const hash = createHash('sha256').update(readFileSync(requirements)).update(python).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(), `checkov-${checkovVersion()}-${hash}`);
  if (!existsSync(folder)) install(folder, python);
  // Of a virtual environment that is moved, only this one knows where it is: the scripts beside it do not.
  return join(folder, 'bin', 'python');
}

function install(target: string, python: string): void {
  process.stderr.write(`installing Checkov ${checkovVersion()} with ${python}: about 2 min, once\n`);
  putWhole(target, (folder) => {
    run('python3', ['-m', 'venv', folder]);
    const quietly = ['--quiet', '--no-input', '--disable-pip-version-check'];
    const pinned = ['--require-hashes', '--no-deps', '--requirement', requirements];
    run(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', ...quietly, ...pinned]);
  });
}

function pythonVersion(): string {
  try {
    return run('python3', ['-c', 'import sys, venv; assert sys.version_info >= (3, 10); print("Python", sys.version)'])
      .split('\n')[0] ?? '';
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    throw new Error('Checkov, which these tests run, is written in Python, and there is no command `python3` of version'
      + ` 3.10 or newer with venv. Install Python 3.10 or newer.\n${why}`, { cause: failure });
  }
}
