import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { placement } from '../../lib/patterns/placement/placement';
import { expectRefused } from './support/errors';

const orders = {
  kind: 'workload', path: 'shop/orders', name: 'orders', namespace: 'shop', cluster: 'test', ports: [],
  selector: { 'charthouse.dev/workload': 'orders' },
};
const placed = (settings: object, options: DraftPatternOptions = {}): unknown =>
  draftPattern(placement, { ...options, settings: { ...settings } }).template;
const beside = (endpoint: object): unknown => placed({ beside: { endpoint } });
const termOf = (endpoint: typeof orders, more: object = {}): object =>
  ({ labelSelector: { matchLabels: endpoint.selector }, topologyKey: 'kubernetes.io/hostname', ...more });
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

describe('placement', () => {
  test('says nothing by itself', () => {
    expect(placed({})).toEqual({
      metadata: { labels: { 'charthouse.dev/workload': 'api' } }, spec: { containers: [{ name: 'api' }] },
    });
  });

  test('takes a scheduler, a priority and a runtime', () => {
    const settings = { schedulerName: 'bin-packer', priorityClassName: 'high', runtimeClassName: 'gvisor' };
    expect(placed(settings)).toHaveProperty('spec', { containers: [{ name: 'api' }], ...settings });
  });

  test('refuses a runtime class by no legal name', () => {
    expectRefused(() => placed({ runtimeClassName: 'gVisor' }),
      { field: 'settings.runtimeClassName', value: 'gVisor' });
  });
});

describe('nodes', () => {
  test('are selected by their labels', () => {
    const nodeSelector = { 'kubernetes.io/arch': 'arm64', disk: 'ssd' };
    expect(placed({ nodeSelector })).toHaveProperty('spec.nodeSelector', nodeSelector);
  });

  test('are required or preferred, in the terms of Kubernetes', () => {
    const term = { matchExpressions: [{ key: 'gpu', operator: 'Exists' }] };
    const named = { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] };
    const preference = { weight: 10, preference: named };
    expect(placed({ nodeAffinity: { required: [term], preferred: [preference] } })).toHaveProperty('spec.affinity', {
      nodeAffinity: { [required]: { nodeSelectorTerms: [term] }, [preferred]: [preference] },
    });
    expect(placed({ nodeAffinity: { preferred: [preference] } }))
      .toHaveProperty('spec.affinity', { nodeAffinity: { [preferred]: [preference] } });
  });

  test.each([
    [{ nodeSelector: { 'a b': 'c' } }, 'nodeSelector.a b', 'a b'],
    [{ nodeSelector: { a: true } }, 'nodeSelector.a', true],
    [{ nodeAffinity: { required: [{}] } }, 'nodeAffinity.required[0]', {}],
    [{ nodeAffinity: { preferred: [{ preference: { matchExpressions: [] }, weight: 1 }] } },
      'nodeAffinity.preferred[0].preference', { matchExpressions: [] }],
    [{ nodeAffinity: { preferred: [{ weight: 1 }] } }, 'nodeAffinity.preferred[0].preference', undefined],
  ])('are refused as %j', (settings, field, value) => {
    expectRefused(() => placed(settings), { field: `settings.${field}`, value });
  });

  test.each([
    [{ key: 'gpu', operator: 'In' }, undefined],
    [{ key: 'gpu', operator: 'Exists', values: ['a100'] }, ['a100']],
    [{ key: 'cpus', operator: 'Gt', values: ['many'] }, ['many']],
    [{ key: 'cpus', operator: 'Lt', values: ['1', '2'] }, ['1', '2']],
  ])('are refused by an expression whose values do not fit: %j', (expression, value) => {
    expectRefused(() => placed({ nodeAffinity: { required: [{ matchExpressions: [expression] }] } }),
      { field: 'settings.nodeAffinity.required[0].matchExpressions[0].values', value });
  });

  test('are refused by names that are several, or none', () => {
    const names = (values: readonly string[]) => (): unknown => placed({
      nodeAffinity: { required: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values }] }] },
    });
    const field = 'settings.nodeAffinity.required[0].matchFields[0].values';
    expectRefused(names(['a', 'b']), { field, value: ['a', 'b'] });
    expectRefused(names([]), { field, value: [] });
  });
});

describe('tolerations', () => {
  test('are of every taint, or of those that are named', () => {
    expect(placed({ tolerations: 'all' })).toHaveProperty('spec.tolerations', [{ operator: 'Exists' }]);
    const tolerations = [
      { key: 'dedicated', value: 'batch', effect: 'NoSchedule' },
      { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 30 },
    ];
    expect(placed({ tolerations })).toHaveProperty('spec.tolerations', tolerations);
  });

  test.each([
    [{ effect: 'NoSchedule' }, 'operator', undefined],
    [{ key: 'a', operator: 'Exists', value: 'b' }, 'value', 'b'],
    [{ key: 'a', tolerationSeconds: 5, effect: 'NoSchedule' }, 'effect', 'NoSchedule'],
    [{ key: 'a', tolerationSeconds: -1, effect: 'NoExecute' }, 'tolerationSeconds', -1],
    [{ key: 'a', operator: 'Gt', value: '5' }, 'operator', 'Gt'],
    [{ key: 'a', effect: 'NoScheduling' }, 'effect', 'NoScheduling'],
  ])('are refused as %j', (toleration, field, value) => {
    expectRefused(() => placed({ tolerations: [toleration] }), { field: `settings.tolerations[0].${field}`, value });
  });

  test('are refused by another word than all', () => {
    expectRefused(() => placed({ tolerations: 'every' }), { field: 'settings.tolerations', value: 'every' });
  });
});

describe('company', () => {
  test('requires the node of the workload that it stands beside', () => {
    expect(beside(orders)).toHaveProperty('spec.affinity.podAffinity', { [required]: [termOf(orders)] });
  });

  test('refuses to stand beside a workload of another namespace or cluster, or beside no workload', () => {
    expectRefused(() => beside({ ...orders, namespace: 'bank' }), { field: 'beside', value: 'shop/orders' });
    expectRefused(() => beside({ ...orders, cluster: 'other' }), { field: 'beside', value: 'shop/orders' });
    expectRefused(() => placed({ beside: 'orders' }), { field: 'beside', value: 'orders' });
  });

  test('prefers the nodes of those that it is near, and shuns those that it is apart from', () => {
    const settings = { near: [{ endpoint: orders }], apartFrom: [{ endpoint: orders }] };
    expect(placed(settings)).toHaveProperty('spec.affinity', {
      podAffinity: { [preferred]: [{ weight: 100, podAffinityTerm: termOf(orders) }] },
      podAntiAffinity: { [preferred]: [{ weight: 100, podAffinityTerm: termOf(orders) }] },
    });
  });

  test('may be of a zone, of another weight, required, and in another namespace', () => {
    const zone = { topologyKey: 'topology.kubernetes.io/zone' };
    const bank = { ...orders, namespace: 'bank' };
    const near = [
      { workload: { endpoint: orders }, ...zone, weight: 5 }, { workload: { endpoint: bank }, required: true },
    ];
    expect(placed({ near })).toHaveProperty('spec.affinity.podAffinity', {
      [required]: [termOf(bank, { namespaces: ['bank'] })],
      [preferred]: [{ weight: 5, podAffinityTerm: termOf(orders, zone) }],
    });
  });

  test.each([
    ['near', [{ endpoint: { ...orders, cluster: 'other' } }], 'near[0]', 'shop/orders'],
    ['apartFrom', ['orders'], 'apartFrom[0]', 'orders'],
    ['apartFrom', [{ workload: 'orders' }], 'apartFrom[0]', 'orders'],
    ['near', [{ workload: { endpoint: orders }, weight: 101 }], 'settings.near[0].weight', 101],
    ['near', [{ workload: { endpoint: orders }, require: true }], 'settings.near[0].require', 'require'],
  ])('is refused as %s %j', (key, neighbours, field, value) => {
    expectRefused(() => placed({ [key]: neighbours }), { field, value });
  });

  test('of pods that are not in the tree is said in the terms of Kubernetes', () => {
    const term = { labelSelector: { matchLabels: { app: 'cache' } }, namespaces: ['ops'], topologyKey: 'rack' };
    const wish = { weight: 1, podAffinityTerm: term };
    const settings = { podAffinity: { required: [term] }, podAntiAffinity: { preferred: [wish] } };
    expect(placed(settings)).toHaveProperty('spec.affinity', {
      podAffinity: { [required]: [term] }, podAntiAffinity: { [preferred]: [wish] },
    });
    expect(placed({ podAntiAffinity: { required: [term] }, podAffinity: { preferred: [] } }))
      .toHaveProperty('spec.affinity', { podAntiAffinity: { [required]: [term] } });
  });

  const selector = { labelSelector: { matchLabels: { app: 'cache' } }, topologyKey: 'rack' };

  test.each([
    [{ labelSelector: {} }, 'topologyKey', undefined],
    [{ topologyKey: 'rack', matchLabelKeys: ['version'] }, 'matchLabelKeys', ['version']],
    [{ topologyKey: 'rack', mismatchLabelKeys: ['version'] }, 'mismatchLabelKeys', ['version']],
    [{ ...selector, matchLabelKeys: ['app'] }, 'matchLabelKeys', 'app'],
    [{ ...selector, matchLabelKeys: ['v'], mismatchLabelKeys: ['v'] }, 'matchLabelKeys', 'v'],
    [{ ...selector, namespaces: ['Ops'] }, 'namespaces[0]', 'Ops'],
    [{ ...selector, labelSelector: { matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] } },
      'labelSelector.matchExpressions[0].operator', 'Gt'],
  ])('is refused as the term %j', (term, field, value) => {
    expectRefused(() => placed({ podAffinity: { required: [term] } }),
      { field: `settings.podAffinity.required[0].${field}`, value });
  });
});

describe('constraints of spread', () => {
  const rack = { maxSkew: 1, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' };
  const own = { labelSelector: { matchLabels: { 'charthouse.dev/workload': 'api' } } };
  const constrained = (...topologySpreadConstraints: readonly object[]): unknown =>
    placed({ topologySpreadConstraints });
  const first = 'topologySpreadConstraints[0]';

  test('mean the pods of the workload where they select none', () => {
    const more = { ...rack, minDomains: 3, matchLabelKeys: ['pod-template-hash'], nodeTaintsPolicy: 'Honor' };
    expect(constrained(more)).toHaveProperty('spec.topologySpreadConstraints', [{ ...own, ...more }]);
    const others = { ...rack, labelSelector: { matchLabels: { tier: 'web' } } };
    expect(constrained(others)).toHaveProperty('spec.topologySpreadConstraints', [others]);
  });

  test.each([
    [{ ...rack, whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 }, `settings.${first}.minDomains`, 2],
    [{ ...rack, maxSkew: 0 }, `settings.${first}.maxSkew`, 0],
    [{ topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }, `settings.${first}.maxSkew`, undefined],
    [{ ...rack, matchLabelKeys: ['charthouse.dev/workload'] }, `${first}.matchLabelKeys`, 'charthouse.dev/workload'],
  ])('are refused as %j', (constraint, field, value) => {
    expectRefused(() => constrained(constraint), { field, value });
  });

  test('are one of each kind, `spread` included', () => {
    expectRefused(() => constrained(rack, { ...rack, maxSkew: 2 }),
      { field: 'topologySpreadConstraints[1]', value: 'rack' });
    const others: DraftPatternOptions['others'] = (draft) => {
      draft.add('topologySpreadConstraints', 'rack DoNotSchedule', { topologyKey: 'rack' });
    };
    expectRefused(() => placed({ topologySpreadConstraints: [rack] }, { others }),
      { field: 'workload topologySpreadConstraints', value: 'rack DoNotSchedule' });
  });
});
