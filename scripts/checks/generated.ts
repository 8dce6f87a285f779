/** Fails when a file that .projenrc.ts writes is not what it writes: an edit by hand, or a run that was forgotten. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from '../project';
import { report } from './report';

/** What .projenrc.ts reads. */
const sources = ['.projenrc.ts', 'projenrc', 'tsconfig.json', 'tsconfig.dev.json', 'README.md'];

const copy = mkdtempSync(join(tmpdir(), 'charthouse-projen-'));
try {
  sources.forEach((source) => { cpSync(join(root, source), join(copy, source), { recursive: true }); });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const run = spawnSync(process.execPath, [require.resolve('tsx/cli'), '.projenrc.ts'], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, PROJEN_DISABLE_POST: '1' },
  });
  if (run.status !== 0) {
    throw new Error(`.projenrc.ts failed:\n${run.stdout}${run.stderr}`);
  }
  report('generated files', differences(), 'change .projenrc.ts or projenrc/, then `npm run projen`');
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function differences(): string[] {
  const list = JSON.parse(readFileSync(join(copy, '.projen/files.json'), 'utf8')) as { files: string[] };
  return [...list.files, 'package.json'].flatMap((file) => {
    if (!existsSync(join(root, file))) {
      return [`${file} is missing`];
    }
    return readFileSync(join(root, file)).equals(readFileSync(join(copy, file)))
      ? []
      : [`${file} is not what .projenrc.ts writes`];
  });
}
