/** The tsconfigs: one builds the package, one checks everything. */

export const buildConfig = {
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2023'], // what Node 20 has
    module: 'esnext', // for scripts/compile.ts, which bundles what is emitted: CommonJS cannot be
    moduleResolution: 'bundler',
    rootDir: 'lib',
    outDir: 'node_modules/.cache/charthouse/emitted',
    types: ['node'],
    declaration: true,
    stripInternal: true,
    resolveJsonModule: true, // a JSON file that lib/ requires is emitted
    esModuleInterop: true,
    isolatedModules: true,
    forceConsistentCasingInFileNames: true,
    skipLibCheck: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noFallthroughCasesInSwitch: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
  },
  include: ['lib/**/*.ts', 'lib/**/*.json'],
};

/** How the sources are found by the names that users import: for tsc and tsx here, for jest in jest.ts. */
export const pathsByName: Readonly<Record<string, string>> = {
  charthouse: './lib/index.ts',
  'charthouse/pulumi': './lib/pulumi/index.ts',
  'charthouse/testing': './lib/testing/index.ts',
  '@acme/house': './examples/houses/acme/lib/index.ts',
};

export const developmentConfig = {
  extends: './tsconfig.json',
  compilerOptions: {
    noEmit: true,
    module: 'node16', // CommonJS, for package.json states no `type`: so tsx and jest run what is here
    moduleResolution: 'node16',
    rootDir: '.',
    declaration: false,
    incremental: true,
    tsBuildInfoFile: 'node_modules/.cache/charthouse/development.tsbuildinfo',
    types: ['node', 'jest'],
    paths: Object.fromEntries(Object.entries(pathsByName).map(([name, file]) => [name, [file]])),
  },
  include: ['.projenrc.ts', 'projenrc', 'lib', 'test', 'examples', 'bench', 'scripts'],
  exclude: ['**/node_modules', '**/build', '**/fixtures', '**/cdk8s.out'],
};
