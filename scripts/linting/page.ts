/** The page docs/linting.md: how much linters find, and what of it is left for which reason. */
import { leftByDefaults, leftToApplications, type Left } from '../../test/linters/left';
import { checkovVersion } from '../../test/linters/support/checkov';
import { linters, type Author, type Figures } from '../../test/linters/support/figures';
import { kubeconform, kubeLinter, kubeScore, linterVersion } from '../../test/linters/support/programs';
import { kubernetesVersions } from '../../test/linters/support/schemas';

const authors: readonly Author[] = ['theirs', 'own', 'hardened'];
const tableHead = '| application | linter | theirs | ours | ours, hardened |';

/** The whole page. Figures that were not measured are those of an earlier one, whose text is given. */
export function lintingPage(figures: readonly Figures[], earlier: string): string {
  return `${[
    introduction(),
    [tableHead, '|---|---|---|---|---|', ...figures.flatMap((each) => rowsOf(each, earlier))].join('\n'),
    afterFigures,
    '## What only an application can settle',
    leftTable(leftToApplications),
    '## What the defaults leave on purpose',
    'None of it with the house preset [`hardened`](write-a-house.md).',
    leftTable(leftByDefaults),
  ].join('\n\n')}\n`;
}

function introduction(): string {
  const versions = kubernetesVersions.map((version) => version.slice(1).split('.', 2).join('.')).join(', ');
  return `\
# Linters

<!-- Written by \`npm run linting\` from what the linters find: edit test/linters/left.ts, or scripts/linting. -->

A linter informs, it does not rule. Every example is linted by kube-linter ${linterVersion(kubeLinter)},
kube-score ${linterVersion(kubeScore)}, Checkov ${checkovVersion()} and kubeconform ${linterVersion(kubeconform)},
with the default rules of each: for each of its targets, on its own platform and on the presets, in its own house and in
a hardened one. What is found and left stands below with its reason; anything else fails \`npm run test:linters\`.
kubeconform, strict, finds nothing, by the schemas of Kubernetes ${versions} and of the custom resources that we
write.

## How much they find

*Theirs* are the manifests that the authors of an application publish, network policies and autoscalers included; of the
web service, what cdk8s-plus makes of a Deployment that is exposed by a Service and an Ingress, by its own defaults.
*Ours* is the example, which says what its authors say: their users, their single pods, their images without a digest.
*Hardened* is the same program, with the defaults of \`hardened\` in its house.`;
}

const afterFigures = 'kube-score counts faults of each container. kubeconform judges by Kubernetes 1.36.';

function rowsOf({ title, counts }: Figures, earlier: string): readonly string[] {
  return linters.map((linter, index) => {
    const known = earlierRow(earlier, title, linter);
    const cells = authors.map((author, column) => counts[linter][author] ?? known[column] ?? '');
    return `| ${[index === 0 ? title : '', linter, ...cells].join(' | ')} |`;
  });
}

/** The cells of an earlier page. */
function earlierRow(page: string, title: string, linter: string): readonly string[] {
  const rows = page.split('\n').map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const start = rows.findIndex(([first]) => first === title);
  if (start < 0) return [];
  return rows.slice(start, start + linters.length).find(([, second]) => second === linter)?.slice(2) ?? [];
}

function leftTable(all: readonly Left[]): string {
  const rows = all.map(({ what, reason, rules, on }) => {
    const named = Object.entries(rules).flatMap(([linter, names]) =>
      names.length === 0 ? [] : [`${linter} ${names.map((name) => `\`${name}\``).join(', ')}`]);
    const where = on?.map((each) => `\`${each}\``).join(', ') ?? 'all';
    return `| ${[what, reason, named.join('; '), where].join(' | ')} |`;
  });
  return ['| what | why it is left | rules | of |', '|---|---|---|---|', ...rows].join('\n');
}
