/** Tests: TypeScript through swc, `charthouse` by name. */
import { lowestCdk8s } from './dependencies';
import { pathsByName } from './typescript';

export const jestConfig = {
  roots: ['<rootDir>/lib', '<rootDir>/test', '<rootDir>/examples'],
  testMatch: ['**/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/', '/build/'],
  modulePathIgnorePatterns: ['<rootDir>/build/', '/cdk8s.out/'],
  moduleNameMapper: Object.fromEntries(
    Object.entries(pathsByName).map(([name, file]) => [`^${name}$`, file.replace('./', '<rootDir>/')]),
  ),
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // All cores, those of small machines too.
  maxWorkers: '100%',
  clearMocks: true,
  collectCoverageFrom: ['lib/**/*.ts', '!lib/**/*.d.ts'],
  coverageProvider: 'v8',
  coverageDirectory: 'coverage',
  coverageReporters: ['text-summary', 'html', 'json-summary'],
};

/**
 * What compares our files with those of cdk8s, or with golden ones, on the lowest cdk8s that is supported: whatever
 * asks for cdk8s, cdk8s-plus too, gets it. test/synth/cdk8s-of-run.test.ts fails where it does not.
 */
export const lowestCdk8sJestConfig = {
  ...jestConfig,
  testMatch: [
    'synth/**/*', 'living-together/*', 'examples/*', 'workloads/golden', 'property/under-any-app',
    'testing/manifest-serializer', 'values/content',
  ].map((tests) => `<rootDir>/test/${tests}.test.ts`),
  // The corpora are others' manifests: nothing in them is made by cdk8s.
  testPathIgnorePatterns: [...jestConfig.testPathIgnorePatterns, '-corpora\\.test\\.ts$'],
  moduleNameMapper: { ...jestConfig.moduleNameMapper, '^cdk8s$': '<rootDir>/node_modules/cdk8s-lowest' },
  globals: { lowestCdk8s },
};
