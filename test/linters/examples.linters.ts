/** What linters find in every example, on every platform: no more than what is known, and nothing in vain. */
import { removeFreshPaths } from '../synth/support/folder';
import { leftByDefaults, leftToApplications } from './left';
import { lintByCheckov } from './support/checkov';
import { lintedExamples } from './support/examples';
import { lineOf, type Lint } from './support/finding';
import { judge } from './support/judge';
import { lintByKubeLinter } from './support/kube-linter';
import { lintByKubeScore } from './support/kube-score';
import { lintByKubeconform } from './support/kubeconform';
import { kubernetesVersions } from './support/schemas';

const linters: readonly Lint[] = [lintByKubeLinter, lintByKubeScore, lintByCheckov];

afterAll(removeFreshPaths);

describe.each([
  { house: 'own', left: [...leftToApplications, ...leftByDefaults] },
  { house: 'hardened', left: leftToApplications },
] as const)('in the $house house of each example', ({ house, left }) => {
  const linted = lintedExamples(house);
  const folders = linted.map(({ folder }) => folder);

  test('linters find what is known to be left, with its reason, and no more', () => {
    const verdict = judge(linters.flatMap((lint) => lint(folders)), left);
    expect(verdict).toEqual({ unexplained: [], unneeded: [] });
  });

  test.each(kubernetesVersions)('all that is written is as Kubernetes %s has it, to the last field', (version) => {
    expect(lintByKubeconform(folders, version).map(lineOf)).toEqual([]);
  });
});
