/** What the package offers to import, and what it needs. It has no runtime dependencies. */

interface EntryPoint {
  readonly types: string;
  readonly js: string;
}

/** The subpaths of the package. Every name that is exported from them is public, and stands in API.md. */
export const entryPoints: Readonly<Record<'.' | './pulumi' | './testing', EntryPoint>> = {
  '.': { types: './build/index.d.ts', js: './build/index.js' },
  './pulumi': { types: './build/pulumi/index.d.ts', js: './build/pulumi/index.js' },
  './testing': { types: './build/testing/index.d.ts', js: './build/testing/index.js' },
};

/** The lowest cdk8s that is supported: the tests that compare with cdk8s run on it too. */
export const lowestCdk8s = '2.68.12';

export const peerDependencies = {
  // The oldest versions that the tests pass with.
  required: [`cdk8s@^${lowestCdk8s}`, 'constructs@^10.3.0'],
  optional: ['@pulumi/kubernetes@^4.23.0', '@pulumi/pulumi@^3.142.0'],
};

/** Builds the package, and checks the sources. */
export const typescriptVersion = '~5.9.3';

/**
 * Binaries come as one optional package a platform. A lock file is whole, so that `npm ci` takes it, only where each of
 * them can be had: these are the newest versions that are out for all platforms.
 */
export const overrides = { 'unrs-resolver': '1.12.2' }; // jest's resolver

export const developmentDependencies = [
  // The peers, and what our constructs live beside. Pulumi 3.248 is the last that runs on Node 20.
  'cdk8s@^2.70.106',
  `cdk8s-lowest@npm:cdk8s@${lowestCdk8s}`, // brings its own yaml, 2.3.2: what our YAML writer is measured by as well
  'constructs@^10.8.1',
  'cdk8s-plus-27@^2.9.5',
  'cdk8s-plus-34@^2.0.54',
  '@pulumi/kubernetes@^4.34.2',
  '@pulumi/pulumi@~3.248.0',

  // The language: 6 and 7 only prove that the published types work there too.
  'typescript-6@npm:typescript@~6.0.3',
  'typescript-7@npm:typescript@~7.0.2',
  '@types/node@^20.19.0', // the oldest Node that is supported

  // Bundles the package: programs load one file in the place of 150, and type checkers read one. It is rollup as
  // WebAssembly: its binaries are 26 packages, out at different times. From 4.62.4 on this one asks for a binary too.
  'rollup@npm:@rollup/wasm-node@~4.60.4',
  'rollup-plugin-dts@~6.4.1', // declarations; API Extractor takes one entry, and would hold each class twice

  // Runs scripts, examples and benchmarks. Node 20 strips no types; tsx does, reads `paths` of a tsconfig (so examples
  // import 'charthouse' by name), starts in a tenth of a second and needs no install script. @swc-node/register would
  // spare esbuild, but reads the tsconfig only through an environment variable, and is kept by one person.
  'tsx@^4.23.15',

  // Tests. swc only removes types: `npm run types` checks them.
  'jest@^30.5.2',
  '@types/jest@^30.0.0',
  '@swc/core@1.16.18', // see `overrides`
  '@swc/jest@^0.2.39',
  'fast-check@^4.10.2',
  'ajv@^8.20.0', // judges manifests by Kubernetes' schemas
  'yaml@^2.9.1', // reads manifests
  'js-yaml@^4.3.2', // a parser of other authors, the one that most packages use: reads what our YAML writer writes
  '@types/js-yaml@^4.0.9',

  // Lint and documentation.
  'eslint@^10.15.0',
  '@eslint/js@^10.0.0',
  'typescript-eslint@^8.73.0',
  '@stylistic/eslint-plugin@^5.10.0',
  'eslint-plugin-jest@^29.17.0',
  'typedoc@^0.28.20',
  'typedoc-plugin-markdown@^4.14.1',

  'projen@^0.103.25',
];
