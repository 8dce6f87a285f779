/**
 * Bundles the emitted modules as CommonJS: a file for each subpath, and one that they share. Names and comments
 * stay, for whoever reads a stack trace.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

import { rollup, type Plugin } from 'rollup';

import { entriesIn, isExternal, sharedBundle } from './entries';

/** Writes the bundles. */
export async function bundleCode(modules: string, target: string): Promise<void> {
  const bundle = await rollup({
    input: entriesIn(modules, '.js'),
    external: isExternal,
    plugins: [moduleFiles, requiredJson],
    onwarn: (warning) => { throw new Error(warning.message); },
  });
  await bundle.write({
    dir: target,
    format: 'cjs',
    exports: 'named',
    interop: 'auto',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    hoistTransitiveImports: false,
    manualChunks: sharedBundle(modules),
    externalLiveBindings: false,
    freeze: false,
    generatedCode: { constBindings: true, objectShorthand: true },
  });
  await bundle.close();
}

/** A specifier of the sources has no ending, and may name a folder. */
const moduleFiles: Plugin = {
  name: 'module-files',
  resolveId(specifier, importer) {
    if (importer === undefined || isExternal(specifier)) return null;
    const path = resolve(dirname(importer), specifier);
    return [`${path}.js`, join(path, 'index.js')].find((file) => existsSync(file)) ?? null;
  },
};

const inModule = /\brequire\('(\.[^']+\.json)'\)/g;
const inChunk = /\brequire\('required-json:([^']+)'\)/g;

/** `require('./some.json')` loads a file when it is asked for: the file lies beside the bundles, and is found there. */
const requiredJson: Plugin = {
  name: 'required-json',
  transform(code, id) {
    return code.replace(inModule, (_, path: string) => {
      const file = resolve(dirname(id), path);
      this.emitFile({ type: 'asset', fileName: basename(file), source: readFileSync(file, 'utf8') });
      return `require('required-json:${basename(file)}')`;
    });
  },
  renderChunk(code, { fileName }) {
    return code.replace(inChunk, (_, name: string) => {
      const path = relative(dirname(fileName), name).split(sep).join('/');
      return `require('${path.startsWith('.') ? path : `./${path}`}')`;
    });
  },
};
