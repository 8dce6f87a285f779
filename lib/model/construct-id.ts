/** The id of a construct, checked before the construct takes its place in the tree. */
import { Construct, type IConstruct } from 'constructs';
import { CharthouseError } from './error';

/** The id, where it is free in the scope. Throws for a scope that is none, an empty id, and one that is taken. */
export function freeId(scope: IConstruct, id: string): string {
  if (!Construct.isConstruct(scope)) {
    throw new CharthouseError({
      path: id,
      field: 'scope',
      problem: 'must be a construct',
      value: scope,
      allowed: 'an Application, a Chart or another construct',
      fix: 'pass the construct that it belongs to as the first argument',
    });
  }
  const path = pathOf(scope, id);
  if (typeof id !== 'string' || id === '') {
    throw new CharthouseError({
      path,
      field: 'id',
      problem: 'must be a text that is not empty',
      value: id,
      allowed: "a text such as 'api'",
      fix: 'pass the id as the second argument',
    });
  }
  if (scope.node.tryFindChild(id) === undefined) return id;
  throw new CharthouseError({
    path,
    field: 'id',
    problem: 'is taken by another construct of the same scope',
    value: id,
    allowed: 'an id that no other construct of the scope has',
    fix: 'give one of the two another id; a workload keeps its name by the prop `name`',
  });
}

/** The path that a construct of this id would have. */
export function pathOf(scope: IConstruct, id: string): string {
  return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
}
