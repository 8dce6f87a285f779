/** From where the objects of a tree are seen: as YAML, unless its root says otherwise, as the root of a stack does. */
import type { IConstruct } from 'constructs';
import { yamlViewpoint } from './render';
import type { Viewpoint } from './viewpoint';

/** Makes the viewpoint of an object, by its path and namespace. */
export type ViewpointMaker = (path: string, namespace: string | undefined) => Viewpoint;

const makerSymbol = Symbol.for('charthouse.viewpoints');

type Root = IConstruct & { readonly [makerSymbol]?: ViewpointMaker };

/** Lets every object below the root be seen from viewpoints of its own making. */
export function leaveViewpoints(root: IConstruct, make: ViewpointMaker): void {
  Object.defineProperty(root, makerSymbol, { value: make });
}

/** The viewpoint of an object of the tree. */
export function viewpointAt(construct: IConstruct, namespace: string | undefined): Viewpoint {
  let root = construct;
  while (root.node.scope !== undefined) root = root.node.scope;
  return ((root as Root)[makerSymbol] ?? yamlViewpoint)(construct.node.path, namespace);
}
