/** Kubernetes resolves `$(NAME)` in a variable only to variables before it; of a later one it leaves the text. */
import type { Check } from './check';
import { podTemplatesOf } from './pod-template';
import { takesVariablesFrom, variableUses } from './variable-uses';

export const variablesInOrder: Check = {
  rule: 'variables-in-order',
  severity: 'error',
  foreign: 'warning',
  demand: 'A variable that refers to another one of its container by `$(NAME)` comes after it.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      for (const container of pod.containers) {
        for (const { field, from, name, before, declared } of variableUses(container)) {
          if (from === undefined || before || !declared || takesVariablesFrom(container)) continue;
          yield {
            at: pod.at,
            field,
            value: name,
            message: from === name
              ? `variable ${from} refers to itself, which nothing resolves`
              : `variable ${from} refers to ${name}, which comes after it, so that the text $(${name}) stays`,
            fix: from === name
              ? `give one of the two another name, or write $$(${name}) where that text is meant`
              : `put ${name} before ${from}, or write $$(${name}) where that text is meant`,
          };
        }
      }
    }
  },
};
