/** Kinds of objects that pods refer to by name. */
import type { DeclaredObject } from '../checks/check';

const kindsForPods: readonly string[] = Object.freeze([
  'Secret', 'ConfigMap', 'PersistentVolumeClaim', 'ServiceAccount', 'PriorityClass',
] satisfies DeclaredObject['kind'][]);

/** Whether it is a kind that pods refer to by name. */
export function isForPods(kind: string): kind is DeclaredObject['kind'] {
  return kindsForPods.includes(kind);
}
