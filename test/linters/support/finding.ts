/** What a linter finds fault with, in one form for all of them. */

export type Linter = 'kube-linter' | 'kube-score' | 'Checkov' | 'kubeconform';

/** One thing that one linter finds fault with. */
export interface LinterFinding {
  readonly linter: Linter;
  /** As the linter calls it; what `ignore` or `skip` would name. */
  readonly rule: string;
  /** The folder that it was found in. */
  readonly folder: string;
  readonly kind: string;
  /** Namespace and name, such as `shop/api`. */
  readonly object: string;
  readonly message: string;
}

/** The objects of a folder, linted together: what one of them refers to is looked for among the others. */
export type Lint = (folders: readonly string[]) => readonly LinterFinding[];

/** As a line. */
export function lineOf({ linter, rule, kind, object, message }: LinterFinding): string {
  return `${linter} ${rule}: ${kind} ${object}: ${message}`;
}

/** `namespace/name`, or the name of what is in no namespace. */
export function objectNamed(name: string, namespace = ''): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}
