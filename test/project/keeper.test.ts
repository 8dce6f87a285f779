/** Nothing of the tests' cluster is left running, whatever ends the tests. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const keeper = join(__dirname, '../cluster/support/keeper.ts');
const part = `
  require('node:fs').writeFileSync('pid', String(process.pid));
  setInterval(() => {}, 1000);
`;
/** A test run: it has the keeper keep one process, and is itself at work for long. */
const run = `
  const { spawn } = require('node:child_process');
  const [folder, keeper, code] = process.argv.slice(1);
  const options = { stdio: ['pipe', 'pipe', 'ignore'], detached: true };
  const kept = spawn(process.execPath, ['--import', 'tsx', keeper, folder], options);
  kept.stdin.write(JSON.stringify({ name: 'part', command: process.execPath, args: ['-e', code] }) + '\\n');
  setInterval(() => {}, 1000);
`;

async function eventually(holds: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 300 && !holds(); tries += 1)
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  return holds();
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('what a killed test run started is stopped, and its folder is removed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'charthouse-keeper-'));
  const tests = spawn(process.execPath, ['-e', run, folder, keeper, part], { stdio: 'ignore' });
  const written = join(folder, 'pid');
  expect(await eventually(() => existsSync(written) && readFileSync(written, 'utf8') !== '')).toBe(true);
  const pid = Number(readFileSync(written, 'utf8'));
  expect(runs(pid)).toBe(true);
  tests.kill('SIGKILL');
  expect(await eventually(() => !runs(pid))).toBe(true);
  expect(await eventually(() => !existsSync(folder))).toBe(true);
}, 90_000);
