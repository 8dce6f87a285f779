/** The conditions that controllers write into an object's status. */
import type { KubernetesObject } from './api';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

/** The conditions of an object's status. */
export function conditionsOf({ status }: KubernetesObject): readonly Condition[] {
  return (status as { readonly conditions?: readonly Condition[] } | undefined)?.conditions ?? [];
}

/** Whether a condition of an object holds. */
export function hasCondition(object: KubernetesObject, condition: string): boolean {
  return conditionsOf(object).some(({ type, status }) => type === condition && status === 'True');
}
