/** Where bundles begin, what they share, and where they end. */
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

import { entryPoints } from '../../projenrc/dependencies';

/** The subpaths' bundles, such as `testing/index`. */
const bundles = Object.values(entryPoints).map(({ js }) => js.replace('./build/', '').replace(/\.js$/, ''));
const subpathFolders = bundles.map((bundle) => dirname(bundle)).filter((folder) => folder !== '.');

/** The modules that the bundles begin with, by the bundle's name. */
export function entriesIn(modules: string, ending: '.js' | '.d.ts'): Record<string, string> {
  return Object.fromEntries(bundles.map((bundle) => [bundle, join(modules, `${bundle}${ending}`)]));
}

/** The bundle of what a program needs when its tree is built and is asked about, and not when it begins. */
export const laterBundle = 'later';

/** The modules in it: checks, and how `explain`, reports and patterns over objects of others work. */
const later = new RegExp(`^(${[
  'checks/.*', 'house/explain(-stage)?', 'house/owners', 'house/report(-text)?',
  'house/foreign-(draft|emitted|template)', 'house/image-lock', 'model/(leaves|data-file)',
].join('|')})[.]`);

/**
 * All subpaths share one bundle, so that nothing is there twice: every module but what lies in a subpath's own folder.
 * `lib/index.ts` only lists names.
 */
export function sharedBundle(modules: string): (id: string) => string | undefined {
  return (id) => {
    const path = relative(modules, id);
    const apart = path.startsWith('index.') || subpathFolders.some((folder) => path.startsWith(join(folder, '/')));
    return apart ? undefined : 'charthouse';
  };
}

/** The same for code, of which a part is loaded later. */
export function codeBundle(modules: string): (id: string) => string | undefined {
  const shared = sharedBundle(modules);
  return (id) => (later.test(relative(modules, id).split(sep).join('/')) ? laterBundle : shared(id));
}

/** Whether a module is not ours: what is imported by name is the user's copy. */
export function isExternal(specifier: string): boolean {
  return !specifier.startsWith('.') && !isAbsolute(specifier);
}
