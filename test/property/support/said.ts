/** What props say. */
import type { Props } from './arbitrary-container';

/** The names of what is said, and of what is said within it: `scaling`, `scaling.max`. */
export function given(props: Props, prefix = ''): readonly string[] {
  return Object.entries(props).flatMap(([key, value]) => value === undefined ? [] : [
    `${prefix}${key}`,
    ...typeof value === 'object' && value !== null ? given(value as Props, `${prefix}${key}.`) : [],
  ]);
}
