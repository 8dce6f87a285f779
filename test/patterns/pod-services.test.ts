import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { podServices } from '../../lib/patterns/pod-services';
import { expectRefused } from './support/errors';
import { store } from './support/facts';

const pod = 'statefulset.kubernetes.io/pod-name';
const ports = [{ name: 'tcp', port: 5432, targetPort: 'tcp' }];
const running: DraftPatternOptions['others'] = (draft) => {
  draft.claimController({ replicas: 2 });
  draft.add('servicePorts', 'tcp', { port: 5432, targetPort: 'tcp' });
};
const emitted = (given: unknown, options: DraftPatternOptions = {}): unknown => draftPattern(podServices, {
  others: running, ...options, settings: { podServices: given }, facts: { ...store, ...options.facts },
}).objects;

describe('podServices', () => {
  test('are none where nobody asks for them', () => {
    expect([emitted(undefined), emitted(false)]).toEqual([[], []]);
  });

  test('are one a pod, called as the pod', () => {
    const service = (name: string): object => ({
      kind: 'Service', role: `pod-${name.slice(-1)}`, name,
      body: { spec: { selector: { 'charthouse.dev/workload': 'api', [pod]: name }, ports } },
    });
    expect(emitted(true)).toEqual([service('api-0'), service('api-1')]);
  });

  test('are counted from the first number, and find the pods of an adopted store', () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      running(draft);
      draft.claimController({ ordinals: { start: 5 } });
    };
    expect(emitted(true, { others, facts: { controllerName: 'old' } })).toMatchObject([
      { role: 'pod-5', name: 'api-5', body: { spec: { selector: { [pod]: 'old-5' } } } },
      { role: 'pod-6', name: 'api-6', body: { spec: { selector: { [pod]: 'old-6' } } } },
    ]);
  });

  test('take a type, annotations, and pods that are not ready', () => {
    const annotations = { 'example.com/pool': 'inner' };
    expect(emitted({ type: 'LoadBalancer', publishNotReadyAddresses: true, annotations })).toMatchObject([
      {
        annotations,
        body: { spec: { type: 'LoadBalancer', publishNotReadyAddresses: true } },
      },
      { name: 'api-1' },
    ]);
  });

  test('refuse to stand in front of nothing, and a type that selects no pods', () => {
    const others: DraftPatternOptions['others'] = (draft) => { draft.claimController({ replicas: 1 }); };
    expectRefused(() => emitted(true, { others }), { field: 'podServices', value: true });
    expectRefused(() => emitted({ type: 'ExternalName' }),
      { field: 'settings.podServices.type', value: 'ExternalName' });
  });
});
