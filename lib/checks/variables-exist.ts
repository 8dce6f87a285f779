/** A `$(NAME)` of which no variable is there stays as it is, and the process gets that text. */
import type { Check } from './check';
import { podTemplatesOf, type PodTemplate } from './pod-template';
import { takesVariablesFrom, variableUses } from './variable-uses';

export const variablesExist: Check = {
  rule: 'variables-exist',
  severity: 'warning',
  demand: 'A variable that a container refers to by `$(NAME)`, in upper case, is one of its own: those that its image '
    + 'sets are not seen.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      for (const container of pod.containers) {
        for (const { field, name, declared, needed } of variableUses(container)) {
          if (declared || takesVariablesFrom(container) || isOfService(name, pod)) continue;
          if (!needed && !isMeant(name)) continue;
          yield {
            at: pod.at,
            field,
            value: name,
            message: `container ${container.name} has no variable ${name}, `
              + (needed ? 'and does not start without it' : `so that the text $(${name}) stays`),
            fix: `declare ${name} in env, or write $$(${name}) where that text is meant`,
          };
        }
      }
    }
  },
};

/** What is in lower case, such as `$(date)`, is more likely meant for a shell. */
function isMeant(name: string): boolean {
  return /^[A-Z_][A-Z0-9_]*$/.test(name);
}

/** Kubernetes adds variables for the Services of the namespace where it is asked to, and for its own always. */
function isOfService(name: string, { spec }: PodTemplate): boolean {
  if (!/_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_[A-Z0-9_]+)?)$/.test(name)) return false;
  return spec.enableServiceLinks !== false || name.startsWith('KUBERNETES_');
}
