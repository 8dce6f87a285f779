/**
 * Bundles the emitted modules as CommonJS: a file for each subpath, one that they share, and one that is loaded when it
 * is asked for. Names stay, for whoever reads a stack trace; comments are in the declarations.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';

import { rollup, type Plugin } from 'rollup';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

import { codeBundle, entriesIn } from './entries';
import { boundAtOnce, loadedLater } from './loaded-later';
import { isExternal, moduleFile } from './specifier';

/** Writes the bundles. */
export async function bundleCode(modules: string, target: string): Promise<void> {
  const bundle = await rollup({
    input: entriesIn(modules, '.js'),
    external: isExternal,
    plugins: [moduleFiles, requiredJson, loadedLater, boundAtOnce, withoutComments],
    onwarn(warning) {
      // Each of the two needs the other, though not to be loaded.
      if (warning.code !== 'CIRCULAR_CHUNK') throw new Error(warning.message);
    },
  });
  await bundle.write({
    dir: target,
    format: 'cjs',
    exports: 'named',
    interop: 'auto',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    hoistTransitiveImports: false,
    manualChunks: codeBundle(modules),
    externalLiveBindings: false,
    freeze: false,
    generatedCode: { constBindings: true, objectShorthand: true },
  });
  await bundle.close();
}

const moduleFiles: Plugin = {
  name: 'module-files',
  resolveId(specifier, importer) {
    if (importer === undefined || isExternal(specifier)) return null;
    return moduleFile(dirname(importer), specifier) ?? null;
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

/**
 * Comments are a sixth of the text, and take time to load. Lines stay, for an error that nobody catches is shown with
 * its line; and a text of ASCII alone is read faster.
 */
const withoutComments: Plugin = {
  name: 'without-comments',
  renderChunk(code) {
    const compilerOptions = { removeComments: true, target: ScriptTarget.ES2022, module: ModuleKind.CommonJS };
    return transpileModule(code, { compilerOptions }).outputText
      .replace(/[\u0080-\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  },
};
