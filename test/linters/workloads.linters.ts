/** In a hardened house an application that answers what linters ask of it is one that they find nothing in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { removeFreshPaths } from '../synth/support/folder';
import { lintByCheckov } from './support/checkov';
import { everyWorkload } from './support/every-workload';
import { presets } from '../examples/support/on-platform';
import { lineOf, type Lint } from './support/finding';
import { lintByKubeLinter } from './support/kube-linter';
import { lintByKubeScore } from './support/kube-score';
import { lintByKubeconform } from './support/kubeconform';
import { kubernetesVersions } from './support/schemas';

const folders = Object.values(presets).map((preset) => everyWorkload(preset()));
const linters: readonly (readonly [string, Lint])[] = [
  ['kube-linter', lintByKubeLinter],
  ['kube-score', lintByKubeScore],
  ['Checkov', lintByCheckov],
  ...kubernetesVersions.map((version): readonly [string, Lint] =>
    [`kubeconform for ${version}`, (all) => lintByKubeconform(all, version)]),
];

afterAll(removeFreshPaths);

test.each(linters)('%s finds nothing in a workload of each kind, on any preset', (_name, lint) => {
  expect(lint(folders).map(lineOf)).toEqual([]);
});

test('every preset of the library is linted', () => {
  const index = readFileSync(join(__dirname, '../../lib/index.ts'), 'utf8');
  const exported = [...index.matchAll(/^export \{ (\w+) \} from '\.\/platforms\//gm)].map(([, name]) => name);
  expect(exported.sort()).toEqual(Object.keys(presets).sort());
});
