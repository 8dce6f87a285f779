/** How much linters find, counted: in what the authors of an application wrote, in ours, and in ours hardened. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { freshPath } from '../../synth/support/folder';
import { lintByCheckov } from './checkov';
import { lintedExamples } from './examples';
import type { Linter, LinterFinding } from './finding';
import { lintByKubeLinter } from './kube-linter';
import { lintByKubeScore } from './kube-score';
import { lintByKubeconform } from './kubeconform';
import { byCdk8sPlus, byCharthouse } from './web-service';

/** Who wrote what is linted. */
export type Author = 'theirs' | 'own' | 'hardened';

/** Findings in one application, by linter and author; of others' manifests only where they are at hand. */
export interface Figures {
  readonly title: string;
  readonly counts: Readonly<Record<Linter, Readonly<Partial<Record<Author, number>>>>>;
}

export const linters = ['kube-linter', 'kube-score', 'Checkov', 'kubeconform'] as const;

/** Applications of others, and the files of the corpora that have them whole. */
const applications = {
  'Online Boutique': {
    example: 'online-boutique',
    files: ['online-boutique.yaml', 'online-boutique-network-policies.yaml'],
  },
  'Sock Shop': {
    example: 'sock-shop',
    files: [
      'sock-shop-manifests.yaml', 'sock-shop-manifests-policy.yaml', 'sock-shop-manifests-logging.yaml',
      'sock-shop-autoscaling.yaml',
    ],
  },
  'the voting app': { example: 'voting-app', files: ['voting-app.yaml'] },
} as const;

/** What is linted besides: their manifests are those of cdk8s-plus. */
export const webService = 'a web service';

/** Lints all of it; `corpora` is the folder with the manifests of others. */
export function measured(corpora: string | undefined): readonly Figures[] {
  const own = lintedExamples('own');
  const hardened = lintedExamples('hardened');
  const folderOf = (all: typeof own, name: string): string => {
    const first = all.find(({ example }) => example === name);
    if (first === undefined) throw new Error(`there is no example ${name}`);
    return first.folder;
  };
  const cases = [
    ...Object.entries(applications).map(([title, { example, files }]) => ({
      title,
      theirs: corpora === undefined ? undefined : copied(corpora, files),
      own: folderOf(own, example),
      hardened: folderOf(hardened, example),
    })),
    { title: webService, theirs: byCdk8sPlus(), own: byCharthouse('own'), hardened: byCharthouse('hardened') },
  ];
  const findings = lint(cases.flatMap((each) => [each.theirs ?? [], each.own, each.hardened].flat()));
  return cases.map(({ title, ...folders }) => ({ title, counts: counted(findings, folders) }));
}

function lint(folders: readonly string[]): readonly LinterFinding[] {
  const byRules = [lintByKubeLinter, lintByKubeScore, lintByCheckov].flatMap((each) => each(folders));
  return [...byRules, ...lintByKubeconform(folders, 'v1.36.3')];
}

function counted(
  findings: readonly LinterFinding[],
  folders: Readonly<Record<Author, string | undefined>>,
): Figures['counts'] {
  const count = (by: Linter, within: string): number =>
    findings.filter(({ linter, folder }) => linter === by && folder === within).length;
  return Object.fromEntries(linters.map((linter) => [linter, Object.fromEntries(Object.entries(folders)
    .flatMap(([author, folder]) => (folder === undefined ? [] : [[author, count(linter, folder)]])))])) as
    Figures['counts'];
}

/** A folder with these files of the corpora, and no others. */
function copied(corpora: string, files: readonly string[]): string {
  const folder = freshPath();
  mkdirSync(folder, { recursive: true });
  for (const file of files) copyFileSync(join(corpora, file), join(folder, file));
  return folder;
}
