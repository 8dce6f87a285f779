/** What stays out of the repository, and what in it nobody writes by hand. */

export const gitignore: string[] = [
  'node_modules/',
  '/build/',
  '/coverage/',
  '/reports/',
  '/dist/',
  'cdk8s.out/',
  '*.tsbuildinfo',
  '*.tgz',
  '*.log',
  '.DS_Store',
];

const generated = [
  '.gitattributes', '.gitignore', '.npmrc', '.projen/**', 'API.md', 'LICENSE', 'eslint.config.mjs', 'jest.config.json',
  'jest.lowest-cdk8s.json', 'package-lock.json', 'package.json', 'tsconfig.dev.json', 'tsconfig.json',
];

export const gitattributes: string[] = [
  '* text=auto eol=lf',
  ...generated.map((path) => `/${path} linguist-generated`),
  '/lib/model/kubernetes/types.ts linguist-generated',
];
