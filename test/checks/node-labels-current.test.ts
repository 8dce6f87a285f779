import { nodeLabelsCurrent } from '../../lib/checks/node-labels-current';
import { expectFindings, expectNothing, findingsOf, workload, type Fields } from './tree';

const affinity = (kind: string, when: 'required' | 'preferred', terms: unknown): Fields =>
  ({ affinity: { [kind]: { [`${when}DuringSchedulingIgnoredDuringExecution`]: terms } } });
const key = 'failure-domain.beta.kubernetes.io/zone';
const topologyKey = key;
const matchExpressions = [{ key: 'disk', operator: 'Exists' }, { key, operator: 'Exists' }];

describe('a label of nodes that Kubernetes has replaced', () => {
  test('is found, with the one that is in its place', () => {
    const pod = { nodeSelector: { 'beta.kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64' } };
    expectFindings(nodeLabelsCurrent, [workload('api', { pod })], [{
      path: 'shop/api',
      rule: 'node-labels-current',
      severity: 'warning',
      field: 'spec.template.spec.nodeSelector[beta.kubernetes.io/os]',
      value: 'beta.kubernetes.io/os',
      message: 'the label beta.kubernetes.io/os is replaced since Kubernetes 1.14, and newer nodes may be without it',
      fix: 'write kubernetes.io/os',
    }]);
  });

  test.each([
    ['beta.kubernetes.io/arch', 'kubernetes.io/arch'],
    ['beta.kubernetes.io/os', 'kubernetes.io/os'],
    ['beta.kubernetes.io/instance-type', 'node.kubernetes.io/instance-type'],
    ['failure-domain.beta.kubernetes.io/region', 'topology.kubernetes.io/region'],
    ['failure-domain.beta.kubernetes.io/zone', 'topology.kubernetes.io/zone'],
    ['node-role.kubernetes.io/master', 'node-role.kubernetes.io/control-plane'],
  ])('%s is now %s, which is fine', (old, current) => {
    const found = findingsOf(nodeLabelsCurrent, [workload('api', { pod: { nodeSelector: { [old]: '' } } })]);
    expect(found.map(({ fix }) => fix)).toEqual([`write ${current}`]);
    expectNothing(nodeLabelsCurrent, [workload('api', { pod: { nodeSelector: { [current]: '' } } })]);
  });

  const node = 'affinity.nodeAffinity';
  const when = 'DuringSchedulingIgnoredDuringExecution';
  test.each([
    ['required of nodes', affinity('nodeAffinity', 'required', { nodeSelectorTerms: [{ matchExpressions }] }),
      `${node}.required${when}.nodeSelectorTerms[0].matchExpressions[1].key`],
    ['preferred of nodes', affinity('nodeAffinity', 'preferred', [{ weight: 1, preference: { matchExpressions } }]),
      `${node}.preferred${when}[0].preference.matchExpressions[1].key`],
    ['the domain beside other pods', affinity('podAffinity', 'required', [{ topologyKey }]),
      `affinity.podAffinity.required${when}[0].topologyKey`],
    ['the domain away from others', affinity('podAntiAffinity', 'preferred', [{ podAffinityTerm: { topologyKey } }]),
      `affinity.podAntiAffinity.preferred${when}[0].podAffinityTerm.topologyKey`],
    ['what pods are spread over', { topologySpreadConstraints: [{ topologyKey }] },
      'topologySpreadConstraints[0].topologyKey'],
  ])('is found where it is %s', (_where, pod, field) => {
    const found = findingsOf(nodeLabelsCurrent, [workload('api', { pod })]);
    expect(found.map(({ field: at, value }) => [at, value])).toEqual([[`spec.template.spec.${field}`, key]]);
  });

  test('is not looked for in manifests of odd shapes', () => {
    const odd = { nodeSelector: [key], affinity: { nodeAffinity: key }, topologySpreadConstraints: { topologyKey } };
    expectNothing(nodeLabelsCurrent, [workload('api', { pod: odd })]);
  });
});
