/** Where an application, as we write it, is not what its authors wrote. The docs show the same tables. */
import type { Prop } from './comparison';

/** One difference, in one object or in several. */
export interface Difference {
  /** Kind and names of their objects. */
  readonly kind: string;
  readonly names: readonly string[];
  readonly prop: string;
  readonly theirs: unknown;
  /** `undefined` where there is nothing in ours. `NAME` stands for the object's name. */
  readonly ours: unknown;
  readonly reason: string;
}

/** How an example differs from what its authors wrote. */
export interface Differences {
  /** Differences in props, which count. */
  readonly props: readonly Difference[];
  /** Differences in what objects and containers are called. */
  readonly names: readonly Difference[];
}

/** The differences one by one, as a comparison finds them. */
export function eachOf(differences: readonly Difference[]): readonly Prop[] {
  return differences.flatMap(({ kind, names, prop, theirs, ours }) => names.map((name) =>
    ({ object: `${kind} ${name}`, prop, theirs, ours: ours === 'NAME' ? name : ours })));
}

/** The differences as rows of a table in Markdown. */
export function rowsOf(differences: readonly Difference[]): readonly string[] {
  const shown = (value: unknown): string => {
    if (value === undefined) return 'nothing';
    if (value === 'NAME') return 'its name';
    return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
  };
  return differences.map(({ kind, names, prop, theirs, ours, reason }) =>
    `| ${kind} ${names.join(', ')} | \`${prop}\` | ${shown(theirs)} | ${shown(ours)} | ${reason} |`);
}
