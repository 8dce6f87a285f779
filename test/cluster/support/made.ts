/** Which construct made an object: a refusal of the server's names it. */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { targetNameOf } from '../../../lib/house/target-of';
import type { KubernetesObject } from './api';
import { withMaker } from './maker';

/** An object, and the path of the construct that makes it. */
export interface Made {
  readonly object: KubernetesObject;
  readonly path: string;
  /** The target that it goes to. @default - a chart outside of any Application says none */
  readonly target: string | undefined;
}

/** Every object of a tree. */
export function madeIn(root: IConstruct): readonly Made[] {
  return root.node.findAll().filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .map((construct) => ({
      object: construct.toJson() as KubernetesObject, path: construct.node.path, target: targetNameOf(construct),
    }));
}

/** Objects that were read from files, each with the construct of the tree that made it. Throws where none did. */
export function withMakers(objects: readonly KubernetesObject[], all: readonly Made[]): readonly KubernetesObject[] {
  const paths = new Map(all.map(({ object, path }) => [identityOf(object), path]));
  return objects.map((object) => {
    const path = paths.get(identityOf(object));
    if (path === undefined) throw new Error(`no construct made ${nameOf(object)}`);
    return withMaker(object, path);
  });
}

/** An object as a failure names it, with who made it. */
export function madeBy({ object, path }: Pick<Made, 'object' | 'path'>): string {
  return `${nameOf(object)}, made by ${path}`;
}

/** An object, in words. */
export function nameOf({ kind, metadata: { name, namespace } }: KubernetesObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function identityOf(object: KubernetesObject): string {
  return `${object.apiVersion} ${nameOf(object)}`;
}
