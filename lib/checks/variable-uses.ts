/** Where the containers of a pod refer to variables by `$(NAME)`. */
import { referredVariables } from '../model/variable-references';
import { itemField, itemsOf, listOf, textOf } from './fields';
import type { PodContainer } from './pod-template';

/** A reference to a variable. */
export interface VariableUse {
  /** Where it is, such as `spec.template.spec.containers[api].env[URL].value`. */
  readonly field: string;
  /** The variable that refers; undefined in a command or an argument, which see all variables. */
  readonly from: string | undefined;
  /** The variable that is referred to. */
  readonly name: string;
  /** Whether it stands before the one that refers. */
  readonly before: boolean;
  /** Whether it stands anywhere in the container. */
  readonly declared: boolean;
}

/** Every reference of a container. */
export function variableUses({ fields, field }: PodContainer): readonly VariableUse[] {
  const variables = itemsOf(fields.env);
  const places = new Map(variables.map(([variable, index]) => [textOf(variable.name) ?? '', index]));
  const inEnv = variables.flatMap(([variable, index]) =>
    referredVariables(textOf(variable.value) ?? '').map((name): VariableUse => ({
      field: `${itemField(`${field}.env`, variable.name, index)}.value`,
      from: textOf(variable.name) ?? '',
      name,
      before: (places.get(name) ?? index) < index,
      declared: places.has(name),
    })));
  const inWords = ['command', 'args'].flatMap((list) => listOf(fields[list]).flatMap((word, index) =>
    referredVariables(textOf(word) ?? '').map((name): VariableUse => ({
      field: `${field}.${list}[${index}]`, from: undefined, name, before: true, declared: places.has(name),
    }))));
  return [...inEnv, ...inWords];
}

/** Whether variables come from a whole ConfigMap or Secret too: which ones is not known here. */
export function takesVariablesFrom({ fields }: PodContainer): boolean {
  return listOf(fields.envFrom).length > 0;
}
