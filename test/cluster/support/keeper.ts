/**
 * Keeps the processes of a control plane, as a process of its own: it starts those that it is told of on its standard
 * input, a line of JSON each, and stops all of them when that input ends, whatever ended it: a test run that was killed
 * as well.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import type { Part } from './control-plane';

/** Milliseconds between asking a process to stop and stopping it. */
const patience = 5_000;
const [, , folder = ''] = process.argv;
const running: ChildProcess[] = [];
let stopping = false;

function start({ name, command, args, env }: Part): void {
  const log = openSync(join(folder, `${name}.log`), 'a');
  const child = spawn(command, args, { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
  running.push(child);
  child.on('error', ({ message }) => { report(name, message); });
  child.on('exit', (code, signal) => { report(name, `ended (${signal ?? String(code)})`); });
}

function report(name: string, problem: string): void {
  if (!stopping) process.stdout.write(`${JSON.stringify({ name, problem })}\n`);
}

/** What was started last is stopped first; the folder goes with the last of them. */
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  for (const child of running.reverse()) await ended(child);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  process.exit(0);
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      resolve();
      return;
    }
    const last = setTimeout(() => { child.kill('SIGKILL'); }, patience);
    child.on('exit', () => {
      clearTimeout(last);
      resolve();
    });
    child.kill('SIGTERM');
  });
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { void stop(); });
// Nobody listens any longer: that is no reason to leave processes behind.
process.stdout.on('error', () => { void stop(); });
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => { start(JSON.parse(line) as Part); });
lines.on('close', () => { void stop(); });
