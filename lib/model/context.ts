/**
 * A construct finds its house through its scopes: an Application leaves a context, under a symbol that every copy
 * knows.
 */
import type { IConstruct } from 'constructs';
import { assertSameContract, brandSymbol, markBrand } from './brand';

const contextSymbol = Symbol.for('charthouse.context.value');

/** Leaves a context on a construct, for everything below it. */
export function leaveContext(construct: IConstruct, context: object): void {
  markBrand(context, 'Context');
  Object.defineProperty(construct, contextSymbol, { value: context });
}

/** The context of the nearest scope that left one; throws where an incompatible copy of charthouse left it. */
export function nearestContext(construct: IConstruct): object | undefined {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    const context = contextAt(scope);
    if (context === undefined) continue;
    assertSameContract(context, 'Context', construct.node.path, `the Application ${scope.node.path}`);
    return context;
  }
  return undefined;
}

/** The context that was left on this very construct. */
export function contextAt(construct: IConstruct): object | undefined {
  return (construct as IConstruct & { [contextSymbol]?: object })[contextSymbol];
}

/** The brand of our App: other roots validate the tree by themselves. */
export const appBrand: symbol = brandSymbol('App');
