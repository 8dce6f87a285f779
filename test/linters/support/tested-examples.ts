/** The tests of the examples in one house: linters find what is known to be left, and nothing in vain. */
import { removeFreshPaths } from '../../synth/support/folder';
import type { Left } from '../left';
import { lintByCheckov } from './checkov';
import { lintedExamples, type HouseName } from './examples';
import { lineOf, type Lint } from './finding';
import { judge } from './judge';
import { lintByKubeLinter } from './kube-linter';
import { lintByKubeScore } from './kube-score';
import { lintByKubeconform } from './kubeconform';
import { kubernetesVersions } from './schemas';

const linters: readonly Lint[] = [lintByKubeLinter, lintByKubeScore, lintByCheckov];

/** Defines the tests. */
export function testExamples(house: HouseName, left: readonly Left[]): void {
  const folders = lintedExamples(house).map(({ folder }) => folder);

  afterAll(removeFreshPaths);

  test('linters find what is known to be left, with its reason, and no more', () => {
    const verdict = judge(linters.flatMap((lint) => lint(folders)), left);
    expect(verdict).toEqual({ unexplained: [], unneeded: [] });
  });

  test.each(kubernetesVersions)('all that is written is as Kubernetes %s has it, to the last field', (version) => {
    expect(lintByKubeconform(folders, version).map(lineOf)).toEqual([]);
  });
}
