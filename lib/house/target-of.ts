/** The target that a construct goes to. */
import type { IConstruct } from 'constructs';
import { applicationContextAt } from './context';

/** Name of the target of the Application that the construct is, or is in; undefined outside any Application. */
export function targetNameOf(construct: IConstruct): string | undefined {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    const context = applicationContextAt(scope);
    if (context !== undefined) return context.target.name;
  }
  return undefined;
}
