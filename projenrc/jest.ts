/** Tests: TypeScript through swc, `charthouse` by name. */
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
