/** The npm scripts. `npm test` runs all of the checks; the others are its parts, for the inner loop. */

const tsx = 'tsx --tsconfig tsconfig.dev.json';

export const scripts = {
  projen: `${tsx} .projenrc.ts`,
  build: `${tsx} scripts/checks/generated.ts && npm run compile`,
  compile: `${tsx} scripts/compile.ts`,

  test: `${tsx} scripts/test.ts`,
  jest: 'jest',
  'test:unit': 'jest --testPathIgnorePatterns /node_modules/ /fixtures/ /build/ /test/package/ /test/project/',
  'test:package': 'npm run compile && jest test/package',
  'test:cluster': `${tsx} scripts/test-cluster.ts`,
  'test:older-kubernetes': `${tsx} scripts/test-older-kubernetes.ts`,
  'test:pulumi': `${tsx} scripts/test-pulumi.ts`,
  'test:linters': `${tsx} scripts/test-linters.ts`,
  'test:other-node': `${tsx} scripts/other-node.ts node_modules/jest/bin/jest.js`,
  'test:lowest-cdk8s': 'jest --config jest.lowest-cdk8s.json',

  lint: 'eslint --cache --cache-location node_modules/.cache/charthouse/eslint --max-warnings 0 .',
  types: 'tsc -p tsconfig.dev.json',
  'check:generated': `${tsx} scripts/checks/generated.ts`,
  'check:flow': `${tsx} scripts/checks/flow.ts`,
  'check:length': `${tsx} scripts/checks/length.ts`,
  'check:defaults': `${tsx} scripts/checks/defaults.ts`,
  'check:snippets': `${tsx} scripts/checks/snippets.ts`,
  'check:api': `${tsx} scripts/checks/api.ts`,

  api: `${tsx} scripts/checks/api.ts --write`,
  bench: `${tsx} bench/run.ts`,
  pages: `${tsx} scripts/pages.ts`,
  linting: `${tsx} scripts/linting.ts`,
  fields: `${tsx} scripts/fields.ts`,
  example: `${tsx} scripts/example.ts`,
  'kubernetes-types': `${tsx} scripts/kubernetes-types.ts`,
};
