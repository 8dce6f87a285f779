/** Labels of nodes that Kubernetes has replaced: newer nodes may be without them, and the pods wait for nothing. */
import type { Check } from './check';
import { fieldAt, fieldsOf, itemField, itemsOf, textOf } from './fields';
import { podTemplatesOf, type PodTemplate } from './pod-template';

/** By old label, the new one, and since when (https://kubernetes.io/docs/reference/labels-annotations-taints/). */
const replaced: ReadonlyMap<string, { readonly by: string; readonly since: string }> = new Map([
  ['beta.kubernetes.io/arch', { by: 'kubernetes.io/arch', since: '1.14' }],
  ['beta.kubernetes.io/os', { by: 'kubernetes.io/os', since: '1.14' }],
  ['beta.kubernetes.io/instance-type', { by: 'node.kubernetes.io/instance-type', since: '1.17' }],
  ['failure-domain.beta.kubernetes.io/region', { by: 'topology.kubernetes.io/region', since: '1.17' }],
  ['failure-domain.beta.kubernetes.io/zone', { by: 'topology.kubernetes.io/zone', since: '1.17' }],
  ['node-role.kubernetes.io/master', { by: 'node-role.kubernetes.io/control-plane', since: '1.20' }],
]);

export const nodeLabelsCurrent: Check = {
  rule: 'node-labels-current',
  severity: 'warning',
  demand: 'Pods ask for nodes, and are spread over them, by labels that Kubernetes has not replaced.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      for (const [field, label] of labelsOf(pod)) {
        const now = replaced.get(label);
        if (now === undefined) continue;
        yield {
          at: pod.at,
          field,
          value: label,
          message: `the label ${label} is replaced since Kubernetes ${now.since}, and newer nodes may be without it`,
          fix: `write ${now.by}`,
        };
      }
    }
  },
};

/** The labels of nodes that a pod names, each with its field. */
function* labelsOf({ spec, field }: PodTemplate): Iterable<readonly [field: string, label: string]> {
  for (const label of Object.keys(fieldsOf(spec.nodeSelector))) yield [`${field}.nodeSelector[${label}]`, label];
  yield* topologiesIn(spec.topologySpreadConstraints, `${field}.topologySpreadConstraints`, '');
  const required = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
  for (const [term, index] of itemsOf(fieldAt(spec, required)))
    yield* expressionsIn(term.matchExpressions, `${field}.${itemField(required, undefined, index)}`);
  const preferred = 'affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution';
  for (const [{ preference }, index] of itemsOf(fieldAt(spec, preferred))) {
    const at = `${field}.${itemField(preferred, undefined, index)}.preference`;
    yield* expressionsIn(fieldsOf(preference).matchExpressions, at);
  }
  for (const kind of ['affinity.podAffinity', 'affinity.podAntiAffinity']) {
    const firm = `${kind}.requiredDuringSchedulingIgnoredDuringExecution`;
    const soft = `${kind}.preferredDuringSchedulingIgnoredDuringExecution`;
    yield* topologiesIn(fieldAt(spec, firm), `${field}.${firm}`, '');
    yield* topologiesIn(fieldAt(spec, soft), `${field}.${soft}`, 'podAffinityTerm.');
  }
}

function* expressionsIn(list: unknown, at: string): Iterable<readonly [field: string, label: string]> {
  for (const [{ key }, index] of itemsOf(list)) {
    const label = textOf(key);
    if (label !== undefined) yield [`${itemField(`${at}.matchExpressions`, undefined, index)}.key`, label];
  }
}

/** The topology keys of a list, whose items have them under a prefix. */
function* topologiesIn(list: unknown, at: string, under: string): Iterable<readonly [field: string, label: string]> {
  for (const [item, index] of itemsOf(list)) {
    const label = textOf(fieldAt(item, `${under}topologyKey`));
    if (label !== undefined) yield [`${itemField(at, undefined, index)}.${under}topologyKey`, label];
  }
}
