import { draftPattern } from 'charthouse/testing';
import { scaling } from '../../lib/patterns/scaling';
import { expectRefused } from './support/errors';

const scaled = (bounds: object, facts = {}): unknown =>
  draftPattern(scaling, { settings: { scaling: bounds }, facts }).objects[0]?.body;

describe('scaling', () => {
  test('runs two pods, and has no autoscaler', () => {
    const { controller, objects } = draftPattern(scaling);
    expect(controller).toEqual({ replicas: 2 });
    expect(objects).toEqual([]);
  });

  test('runs as many as stated, even none', () => {
    expect(draftPattern(scaling, { settings: { replicas: 5 } }).controller).toEqual({ replicas: 5 });
    expect(draftPattern(scaling, { settings: { replicas: 0 } }).controller).toEqual({ replicas: 0 });
  });

  test('leaves the number to the autoscaler where there are bounds: never both', () => {
    const { controller, objects } = draftPattern(scaling, { settings: { scaling: { max: 12 }, replicas: 4 } });
    expect(controller).toEqual({});
    expect(objects).toEqual([{
      kind: 'HorizontalPodAutoscaler',
      role: '',
      body: {
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
          minReplicas: 2,
          maxReplicas: 12,
          metrics: [{
            type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
          }],
          behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
        },
      },
    }]);
  });

  test('takes bounds, the use that is aimed at, and the time before pods go', () => {
    const body = scaled({ min: 1, max: 3, cpu: 50, scaleDownSeconds: 60 });
    expect(body).toHaveProperty('spec.minReplicas', 1);
    expect(body).toHaveProperty('spec.maxReplicas', 3);
    expect(body).toHaveProperty('spec.metrics.0.resource.target.averageUtilization', 50);
    expect(body).toHaveProperty('spec.behavior.scaleDown.stabilizationWindowSeconds', 60);
  });

  test('scales by CPU alone: a mean of memory prevents no kill', () => {
    expect(scaled({ max: 3 })).toHaveProperty('spec.metrics.length', 1);
  });

  test('names the controller that is adopted, not the workload', () => {
    expect(scaled({ max: 3 }, { controllerName: 'api-v1' })).toHaveProperty('spec.scaleTargetRef.name', 'api-v1');
  });

  test('has a fixed number by false', () => {
    const { controller, objects } = draftPattern(scaling, { settings: { scaling: false } });
    expect(controller).toEqual({ replicas: 2 });
    expect(objects).toEqual([]);
  });

  test('refuses a maximum below the minimum, stated or not, or none', () => {
    expectRefused(() => scaled({ min: 3, max: 2 }), { field: 'scaling.max', value: 2 });
    expectRefused(() => scaled({ max: 1 }), { field: 'scaling.max', value: 1 });
    expectRefused(() => scaled({ min: 4 }), { field: 'scaling.max', value: undefined });
  });
});
