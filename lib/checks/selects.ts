/** Label selectors, as the API server reads them. */
import { fieldsOf, itemsOf, listOf, textOf } from './fields';

/** A selector as a list of demands, all of which must hold. */
export type LabelSelector = readonly Requirement[];

/** One demand on a label. */
export interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** A selector with `matchLabels` and `matchExpressions`; undefined where there is none. An empty one selects all. */
export function labelSelectorOf(value: unknown): LabelSelector | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const { matchLabels, matchExpressions } = fieldsOf(value);
  const labels = mapSelectorOf(matchLabels);
  const expressions = itemsOf(matchExpressions);
  return expressions.length === 0 ? labels : [...labels, ...expressions.map(([expression]): Requirement => ({
    key: textOf(expression.key) ?? '',
    operator: textOf(expression.operator) ?? '',
    values: listOf(expression.values).filter((item) => typeof item === 'string'),
  }))];
}

/** A selector that is a plain map, as a Service's; by key, for nobody cares in which order labels were written. */
export function mapSelectorOf(value: unknown): LabelSelector {
  const labels = fieldsOf(value);
  return Object.keys(labels).sort().flatMap((key): LabelSelector => {
    const label = labels[key];
    return typeof label === 'string' ? [{ key, operator: 'In', values: [label] }] : [];
  });
}

/** Whether the labels meet every demand. */
export function selects(selector: LabelSelector, labels: ReadonlyMap<string, string>): boolean {
  return selector.every((requirement) => meets(requirement, labels.get(requirement.key)));
}

/** The selector as findings show it, such as `app=api,tier in (web,edge)`. */
export function selectorText(selector: LabelSelector): string {
  return selector.length === 0 ? '(everything)' : selector.map(requirementText).join(',');
}

function meets({ operator, values }: Requirement, label: string | undefined): boolean {
  switch (operator) {
    case 'In': return label !== undefined && values.includes(label);
    case 'NotIn': return label === undefined || !values.includes(label);
    case 'Exists': return label !== undefined;
    case 'DoesNotExist': return label === undefined;
    default: return false;
  }
}

function requirementText({ key, operator, values }: Requirement): string {
  if (operator === 'In' && values.length === 1) {
    return `${key}=${values[0] ?? ''}`;
  }
  return values.length === 0 ? `${key} ${operator}` : `${key} ${operator} (${values.join(',')})`;
}
