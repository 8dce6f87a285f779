/** Which nodes pods run on, and beside which other pods: in Kubernetes' own terms. */
import { CharthouseError } from '../../model/error';
import { featureSince } from '../../model/kubernetes/served';
import type {
  NodeSelectorTerm,
  PodAffinityTerm,
  PreferredSchedulingTerm,
  WeightedPodAffinityTerm,
} from '../../model/kubernetes/types';
import { dnsLabel, labelKey } from '../../model/name-shapes';
import { list, object, type Shape, type ShapePlace } from '../../model/shape';
import type { WorkloadFacts } from '../facts';
import { refuseBefore } from '../kubernetes-since';
import { complete, labelSelector, nodeSelectorTerm, weight, withRule } from '../selectors';

/** Which nodes pods run on. */
export interface NodeAffinityProps {
  /** Terms of which a node must meet one. @default - any node */
  readonly required?: readonly NodeSelectorTerm[] | undefined;
  /** Terms that count for a node, each with its weight of 1 to 100. @default - none */
  readonly preferred?: readonly PreferredSchedulingTerm[] | undefined;
}

/** Beside which pods, or away from which. */
export interface PodAffinityProps {
  /** Terms that must all be met. @default - none */
  readonly required?: readonly PodAffinityTerm[] | undefined;
  /** Terms that count for a node, each with its weight of 1 to 100. @default - none */
  readonly preferred?: readonly WeightedPodAffinityTerm[] | undefined;
}

const podTerm = withRule(
  complete({
    labelSelector,
    topologyKey: labelKey,
    namespaces: list(dnsLabel),
    namespaceSelector: labelSelector,
    matchLabelKeys: list(labelKey),
    mismatchLabelKeys: list(labelKey),
  }, ['topologyKey']),
  (term, place) => {
    checkLabelKeys(term, 'matchLabelKeys', place, [...selectedKeys(term), ...keysIn(term, 'mismatchLabelKeys')]);
    checkLabelKeys(term, 'mismatchLabelKeys', place, []);
  },
);

/** The shape of a node affinity. */
export const nodeAffinityShape: Shape = object({
  required: list(nodeSelectorTerm),
  preferred: list(complete({ preference: nodeSelectorTerm, weight }, ['preference', 'weight'])),
});

/** The shape of a pod affinity or anti-affinity. */
export const podAffinityShape: Shape = object({
  required: list(podTerm),
  preferred: list(complete({ podAffinityTerm: podTerm, weight }, ['podAffinityTerm', 'weight'])),
});

type Fields = Readonly<Record<string, unknown>>;

/** Keys whose values the scheduler reads from the pod itself: they need a selector, which must not name them too. */
export function checkLabelKeys(
  term: Fields,
  name: 'matchLabelKeys' | 'mismatchLabelKeys',
  { path, field }: ShapePlace,
  taken: readonly string[],
): void {
  const keys = keysIn(term, name);
  if (keys.length > 0 && term['labelSelector'] === undefined) {
    throw new CharthouseError({
      path,
      field: `${field}.${name}`,
      problem: 'needs a labelSelector beside it',
      value: keys,
      allowed: `${name} together with labelSelector`,
      fix: 'say which pods are meant, by labelSelector',
    });
  }
  const twice = keys.find((key) => taken.includes(key));
  if (twice === undefined) return;
  throw new CharthouseError({
    path,
    field: `${field}.${name}`,
    problem: 'must be keys that the term names nowhere else',
    value: twice,
    allowed: 'keys that are not selected by already',
    fix: 'leave one of the two out',
  });
}

/** The keys that a term's selector names. */
export function selectedKeys(term: Fields): readonly string[] {
  const { matchLabels = {}, matchExpressions = [] } = (term['labelSelector'] ?? {}) as {
    readonly matchLabels?: object;
    readonly matchExpressions?: readonly { readonly key: string }[];
  };
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}

function keysIn(term: Fields, name: string): readonly string[] {
  return (term[name] ?? []) as readonly string[];
}

/** Without these keys a term means other pods, and an older API server drops them. */
export function refuseNewKeys(
  field: string,
  { required = [], preferred = [] }: PodAffinityProps,
  facts: WorkloadFacts,
): void {
  const refuse = (term: PodAffinityTerm, at: string): void => {
    for (const key of ['matchLabelKeys', 'mismatchLabelKeys'] as const)
      if (term[key] !== undefined) refuseBefore(featureSince.podAffinityLabelKeys.on, `${at}.${key}`, term[key], facts);
  };
  for (const [index, term] of required.entries()) refuse(term, `${field}.required[${index}]`);
  for (const [index, { podAffinityTerm }] of preferred.entries())
    refuse(podAffinityTerm, `${field}.preferred[${index}].podAffinityTerm`);
}
