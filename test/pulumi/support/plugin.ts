/**
 * The plugin of the Kubernetes provider that the engine starts: the program of `CHARTHOUSE_KUBERNETES_PLUGIN`, or the
 * stand-in of the tests. Either lies where the engine looks for plugins, under the version of the @pulumi/kubernetes
 * that is installed, so that nothing is downloaded.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { transformSync } from '@swc/core';

import { putWhole } from '../../support/go/put-whole';

const sources = join(__dirname, 'provider');
const installed = require.resolve('@pulumi/kubernetes/package.json');

/** The version of the plugin that resources of the installed @pulumi/kubernetes ask for. */
export const pluginVersion = (JSON.parse(readFileSync(installed, 'utf8')) as { readonly version: string }).version;

/** The path of the plugin that was asked for; undefined where the stand-in serves. */
export const realPlugin = process.env['CHARTHOUSE_KUBERNETES_PLUGIN'];

/** Puts the plugin into a folder that is Pulumi's home. */
export function placePlugin(home: string): void {
  const folder = join(home, 'plugins', `resource-kubernetes-v${pluginVersion}`);
  const program = join(folder, 'pulumi-resource-kubernetes');
  mkdirSync(folder, { recursive: true });
  if (realPlugin !== undefined) {
    symlinkSync(resolve(realPlugin), program);
    return;
  }
  // Its home is no argument of its own: it tells whose process it is.
  const start = `exec '${process.execPath}' '${join(compiled(), 'server.js')}' "$@" '${home}'`;
  writeFileSync(program, `#!/bin/sh\nexport CHARTHOUSE_STAND_IN_VERSION=${pluginVersion}\n${start}\n`);
  chmodSync(program, 0o755);
}

/** The stand-in as JavaScript: it is started several times a test, and has not the time to read TypeScript. */
function compiled(): string {
  const files = readdirSync(sources).filter((file) => file.endsWith('.ts'));
  const texts = files.map((file) => [file, readFileSync(join(sources, file), 'utf8')] as const);
  const hash = texts.reduce((all, [file, text]) => all.update(file).update(text), createHash('sha256'));
  const cache = join(installed, '../../../.cache/charthouse');
  const target = join(cache, `stand-in-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(target)) {
    putWhole(target, (folder) => {
      for (const [file, text] of texts) {
        const jsc = { parser: { syntax: 'typescript' }, target: 'es2022' } as const;
        const { code } = transformSync(text, { jsc, module: { type: 'commonjs' }, swcrc: false });
        writeFileSync(join(folder, file.replace(/\.ts$/, '.js')), code);
      }
    });
  }
  return target;
}
