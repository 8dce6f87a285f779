/** Who says a field of Kubernetes: a prop, a pattern by itself, or a transform. */

/** What is said of one field. */
export interface Decision {
  readonly by: 'prop' | 'pattern' | 'transform' | 'core';
  /** Paths of the props, as they stand in a workload's props or an added container's. */
  readonly props: readonly string[];
  /** The pattern that writes it of itself. */
  readonly pattern?: string;
  readonly reason?: string;
}

/** A decision for each field of a type: one that is missing does not compile. */
export type Decisions<T> = { readonly [Field in keyof T]-?: Decision };

/** Said by a prop, or by one of several. */
export function prop(...props: readonly string[]): Decision {
  return { by: 'prop', props };
}

/** Written by a pattern, from what else is known of the workload. */
export function pattern(name: string, reason: string): Decision {
  return { by: 'pattern', props: [], pattern: name, reason };
}

/** Written by the core: identity, and what holds an object together. */
export function core(reason: string): Decision {
  return { by: 'core', props: [], reason };
}

/** Left to `transform`, for a reason. */
export function transform(reason: string): Decision {
  return { by: 'transform', props: [], reason };
}
