/** kube-linter with its default rules. */
import { objectNamed, type Lint } from './finding';
import { kubeLinter, linterOf } from './programs';
import { run } from './run';

interface Report {
  readonly Check: string;
  readonly Diagnostic: { readonly Message: string };
  readonly Object: {
    readonly K8sObject: {
      readonly Namespace: string;
      readonly Name: string;
      readonly GroupVersionKind: { readonly Kind: string };
    };
  };
}

interface Reports {
  /** Null where nothing was found. */
  readonly Reports: readonly Report[] | null;
}

export const lintByKubeLinter: Lint = (folders) => {
  const program = linterOf(kubeLinter);
  return folders.flatMap((folder) => {
    const text = run(program, ['lint', '--format', 'json', '--fail-if-no-objects-found', folder], [0, 1]);
    const { Reports: reports } = JSON.parse(text) as Reports;
    return (reports ?? []).map(({ Check: rule, Diagnostic: { Message: message }, Object: { K8sObject: object } }) => {
      const { GroupVersionKind: { Kind: kind }, Name: name, Namespace: namespace } = object;
      return { linter: 'kube-linter', rule, folder, kind, object: objectNamed(name, namespace), message } as const;
    });
  });
};
