/** Where the containers of a pod refer to variables by `$(NAME)`. */
import { referredVariables } from '../model/variable-references';
import { itemField, itemsOf, listOf, textOf } from './fields';
import type { PodContainer } from './pod-container';

/** A reference to a variable. */
export interface VariableUse {
  /** Where it is, such as `spec.template.spec.containers[api].env[URL].value`. */
  readonly field: string;
  /** The variable that refers; undefined in a command, an argument or a mount's path, which see all variables. */
  readonly from: string | undefined;
  /** The variable that is referred to. */
  readonly name: string;
  /** Whether it stands before the one that refers. */
  readonly before: boolean;
  /** Whether it stands anywhere in the container. */
  readonly declared: boolean;
  /** Whether no container starts without it: a path within a volume. */
  readonly needed: boolean;
}

/** Every reference of a container. */
export function variableUses({ fields, field }: PodContainer): readonly VariableUse[] {
  const variables = itemsOf(fields.env);
  // Of two of one name the first is the one that those between them see.
  const places = new Map([...variables].reverse().map(([variable, index]) => [textOf(variable.name) ?? '', index]));
  const inEnv = variables.flatMap(([variable, index]) =>
    referredVariables(textOf(variable.value) ?? '').map((name): VariableUse => ({
      field: `${itemField(`${field}.env`, variable.name, index)}.value`,
      from: textOf(variable.name) ?? '',
      name,
      before: (places.get(name) ?? index) < index,
      declared: places.has(name),
      needed: false,
    })));
  const inWords = ['command', 'args'].flatMap((list) => listOf(fields[list]).flatMap((word, index) =>
    referredVariables(textOf(word) ?? '').map((name): VariableUse => ({
      field: `${field}.${list}[${index}]`,
      from: undefined,
      name,
      before: true,
      declared: places.has(name),
      needed: false,
    }))));
  const inPaths = itemsOf(fields.volumeMounts).flatMap(([{ mountPath, subPathExpr }, index]) =>
    referredVariables(textOf(subPathExpr) ?? '').map((name): VariableUse => ({
      field: `${itemField(`${field}.volumeMounts`, mountPath, index)}.subPathExpr`,
      from: undefined,
      name,
      before: true,
      declared: places.has(name),
      needed: true,
    })));
  return [...inEnv, ...inWords, ...inPaths];
}

/** Whether variables come from a whole ConfigMap or Secret too: which ones is not known here. */
export function takesVariablesFrom({ fields }: PodContainer): boolean {
  return listOf(fields.envFrom).length > 0;
}
