/** An object carries the path of the construct that made it: no server sees it, and every failure names it. */
import type { KubernetesObject } from './api';

/** JSON leaves it out, and copies of the object keep it. */
const maker = Symbol('maker');

interface Carrying extends KubernetesObject {
  readonly [maker]?: string;
}

/** The object, with the path of its construct. */
export function withMaker(object: KubernetesObject, path: string): KubernetesObject {
  return { ...object, [maker]: path } as Carrying;
}

/** What somebody says of an object, with the path of the construct that made it, where it is known. */
export function saidOf(object: KubernetesObject, said: string): string {
  const path = (object as Carrying)[maker];
  return path === undefined ? said : `${said} [made by ${path}]`;
}
