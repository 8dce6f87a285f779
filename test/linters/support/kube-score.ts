/** kube-score with its default rules. */
import { objectNamed, type Lint } from './finding';
import { linterOf, kubeScore } from './programs';
import { run } from './run';
import { yamlFilesIn } from './yaml-files';

interface Scored {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  /** Null where no rule fits the object. */
  readonly checks: readonly Scoring[] | null;
}

interface Scoring {
  readonly check: { readonly id: string; readonly name: string };
  /** 10 where all is well. */
  readonly grade: number;
  readonly skipped: boolean;
  /** One for each container with that fault. */
  readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
}

export const lintByKubeScore: Lint = (folders) => {
  const program = linterOf(kubeScore);
  return folders.flatMap((folder) => {
    const text = run(program, ['score', '--output-format', 'json', ...yamlFilesIn(folder)], [0, 1]);
    return (JSON.parse(text) as readonly Scored[]).flatMap(({ type_meta: type, object_meta: meta, checks }) => {
      const faults = (checks ?? []).filter(({ grade, skipped }) => grade < 10 && !skipped);
      return faults.flatMap(({ check: { id: rule, name }, comments }) =>
        (comments ?? [{ path: '', summary: name }]).map(({ path, summary }) => ({
          linter: 'kube-score',
          rule,
          folder,
          kind: type.kind,
          object: objectNamed(meta.name, meta.namespace),
          message: path === '' ? summary : `${path}: ${summary}`,
        } as const)));
    });
  });
};
