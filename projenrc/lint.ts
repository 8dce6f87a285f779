/** ESLint's configuration: bugs by typescript-eslint with types, style by @stylistic, tests by eslint-plugin-jest. */

const typescriptRules = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  '@typescript-eslint/explicit-function-return-type': ['error', { allowExpressions: true }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  // A construct is made for its effect on the tree.
  'no-new': 'off',
  // Types say what is; a check for what JavaScript callers pass all the same is wanted.
  '@typescript-eslint/no-unnecessary-condition': 'off',
  '@typescript-eslint/no-extraneous-class': 'off',
  // `KeysFor<typeof builtin>` needs an empty interface that extends.
  '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
  '@typescript-eslint/dot-notation': 'off', // plain manifests are read by field names, which are data
  '@typescript-eslint/prefer-readonly': 'error',
  // A mapped type keeps its name in errors and in API.md; a Record is spelt out.
  '@typescript-eslint/consistent-indexed-object-style': 'off',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'no-restricted-syntax': [
    'error',
    { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
    { selector: 'ExportAllDeclaration', message: 'List the names: `export { A } from`. ES modules find them so.' },
    { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  ],
};

const styleRules = {
  '@stylistic/max-len': [
    'error',
    { code: 120, ignoreUrls: true, ignoreRegExpLiterals: true, ignorePattern: '^import .* from ' },
  ],
  '@stylistic/no-multiple-empty-lines': ['error', { max: 2, maxEOF: 0, maxBOF: 0 }],
  '@stylistic/quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: 'avoidEscape' }],
  '@stylistic/operator-linebreak': ['error', 'before', { overrides: { '=': 'after' } }],
  '@stylistic/quote-props': ['error', 'as-needed'],
  '@stylistic/arrow-parens': ['error', 'always'],
  '@stylistic/brace-style': ['error', '1tbs', { allowSingleLine: true }],
  // Indentation inside types and JSDoc text is the author's.
  '@stylistic/indent': 'off',
  '@stylistic/indent-binary-ops': 'off',
  '@stylistic/multiline-ternary': 'off',
  '@stylistic/max-statements-per-line': ['error', { max: 2 }],
  '@stylistic/generator-star-spacing': 'off',
};

const testRules = {
  'jest/expect-expect': [
    'error',
    // Property tests assert through fast-check; `expect…` are helpers that assert.
    { assertFunctionNames: ['expect', 'expect*', 'expect.**', 'fc.assert', 'assert*'] },
  ],
  'jest/no-conditional-expect': 'off', // a property may hold only for some inputs
  'jest/no-standalone-expect': 'off', // helpers of tests assert
  'jest/valid-title': 'off', // titles made from a table of cases
  'jest/no-disabled-tests': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'off', // expect.any and friends are untyped
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/explicit-function-return-type': 'off',
  '@typescript-eslint/unbound-method': 'off',
};

const ignored = [
  'build/', 'coverage/', 'reports/', '**/fixtures/', '**/cdk8s.out/', 'lib/model/kubernetes/types.ts', '**/*.mjs',
  '**/*.js', '**/*.d.ts',
];

const literal = (value: unknown): string => JSON.stringify(value, null, 2);

export const eslintConfig: string[] = `
import js from '@eslint/js';
import stylistic from '@stylistic/eslint-plugin';
import jest from 'eslint-plugin-jest';
import { defineConfig, globalIgnores } from 'eslint/config';
import typescript from 'typescript-eslint';

export default defineConfig(
  globalIgnores(${literal(ignored)}),
  js.configs.recommended,
  typescript.configs.strictTypeChecked,
  typescript.configs.stylisticTypeChecked,
  stylistic.configs.customize({ indent: 2, quotes: 'single', semi: true, commaDangle: 'always-multiline' }),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname } },
    rules: ${literal({ ...typescriptRules, ...styleRules })},
  },
  {
    files: ['scripts/**', 'bench/**', 'examples/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/test/**/*.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: ${literal(testRules)},
  },
  {
    // Tests that several examples have in common.
    files: ['**/test/**/support/**/*.ts'],
    rules: { 'jest/no-export': 'off' },
  },
);
`.trim().split('\n');
