/**
 * Identity is a contract: two objects with one identity are an error at construction, found at once, with both paths.
 */
import type { IConstruct } from 'constructs';
import { CharthouseError } from './error';

/** What an object is known by in its cluster. */
export interface ObjectIdentity {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

const registrySymbol = Symbol.for('charthouse.identities');

const renaming = Object.freeze({
  field: 'name',
  fix: 'give one of them another name; a class that wraps workloads and is used twice passes `name` to them',
});

/**
 * Takes an identity in a cluster for a construct; throws where another construct has it already. `advice` is the field
 * that the error names, and the fix.
 */
export function claimIdentity(
  construct: IConstruct,
  cluster: string,
  identity: ObjectIdentity,
  advice: { readonly field: string; readonly fix: string } = renaming,
): void {
  const registry = registryOf(construct);
  const key = [cluster, identity.group, identity.kind, identity.namespace ?? '', identity.name].join('|');
  const holder = registry.get(key);
  if (holder !== undefined) {
    const { path } = construct.node;
    const namespace = identity.namespace === undefined ? '' : `${identity.namespace}/`;
    const shown = `${identity.kind} ${namespace}${identity.name}`;
    throw new CharthouseError({
      path,
      field: advice.field,
      problem: `makes ${shown} a second time in one cluster: ${holder.node.path} made it first`,
      value: identity.name,
      allowed: 'a name that nobody else has',
      fix: advice.fix,
    });
  }
  registry.set(key, construct);
}

/** The registry lies on the root, under a symbol that every copy knows. */
function registryOf(construct: IConstruct): Map<string, IConstruct> {
  const root = construct.node.root as IConstruct & { [registrySymbol]?: Map<string, IConstruct> };
  const existing = root[registrySymbol];
  if (existing !== undefined) return existing;
  const registry = new Map<string, IConstruct>();
  Object.defineProperty(root, registrySymbol, { value: registry });
  return registry;
}
