/** Bundles the emitted declarations as the code is bundled: a type checker opens two or three files, not ninety. */
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

import { entriesIn, sharedBundle } from './entries';
import { isExternal } from './specifier';

/** Writes the bundles. */
export async function bundleTypes(modules: string, target: string): Promise<void> {
  const bundle = await rollup({
    input: entriesIn(modules, '.d.ts'),
    external: isExternal,
    plugins: [dts({ respectExternal: true })],
    onwarn: (warning) => { throw new Error(warning.message); },
  });
  await bundle.write({
    dir: target,
    format: 'es',
    entryFileNames: '[name].d.ts',
    chunkFileNames: '[name].d.ts',
    manualChunks: sharedBundle(modules),
    minifyInternalExports: false,
  });
  await bundle.close();
}
