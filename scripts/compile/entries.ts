/** Where bundles begin, what they share, and where they end. */
import { dirname, join, relative } from 'node:path';

import { entryPoints } from '../../projenrc/dependencies';
import { neededAtOnce } from './needed-at-once';

/** The subpaths' bundles, such as `testing/index`. */
const bundles = Object.values(entryPoints).map(({ js }) => js.replace('./build/', '').replace(/\.js$/, ''));
const subpathFolders = bundles.map((bundle) => dirname(bundle)).filter((folder) => folder !== '.');

/** The modules that the bundles begin with, by the bundle's name. */
export function entriesIn(modules: string, ending: '.js' | '.d.ts'): Record<string, string> {
  return Object.fromEntries(bundles.map((bundle) => [bundle, join(modules, `${bundle}${ending}`)]));
}

/** The bundle that all subpaths share. */
export const mainBundle = 'charthouse';

/** The bundle of what a program needs when it builds a tree and asks about it, and not when it begins. */
export const laterBundle = 'later';

/**
 * All subpaths share one bundle, so that nothing is there twice: every module but what lies in a subpath's own folder.
 * `lib/index.ts` only lists names.
 */
export function sharedBundle(modules: string): (id: string) => string | undefined {
  return (id) => {
    const path = relative(modules, id);
    const apart = path.startsWith('index.') || subpathFolders.some((folder) => path.startsWith(join(folder, '/')));
    return apart ? undefined : mainBundle;
  };
}

/** The same for code: what a program does not need at once is in a bundle of its own. */
export function codeBundle(modules: string): (id: string) => string | undefined {
  const shared = sharedBundle(modules);
  const atOnce = neededAtOnce(join(modules, 'index.js'));
  return (id) => {
    const bundle = shared(id);
    return bundle === undefined || atOnce.has(id) ? bundle : laterBundle;
  };
}
