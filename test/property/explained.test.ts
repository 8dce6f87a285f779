import { treePlan } from './support/arbitrary-tree';
import { manifestsOf, ourTree } from './support/manifests';
import { assertProperty } from './support/run';

/** Every leaf of a value, counted by an own walk; an empty list or object is one. */
function leaves(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return [value];
  return Object.values(value).flatMap(leaves);
}

test('explain covers every leaf of every object, once', () => {
  assertProperty(treePlan, (plan) => {
    for (const workload of ourTree(plan).workloads) {
      const explained = workload.explain();
      const places = explained.map(({ object, field }) => `${object} ${field}`);
      expect(places).toHaveLength(new Set(places).size);
      expect(explained.map(({ value }) => value)).toEqual(manifestsOf(workload).flatMap(leaves));
    }
  }, 8);
});

test('explain names a layer and a pattern for every value, and changes none by asking', () => {
  assertProperty(treePlan, (plan) => {
    const { app, workloads } = ourTree(plan);
    const before = manifestsOf(app);
    for (const { layer, by, pattern } of workloads.flatMap((workload) => workload.explain())) {
      expect(['library', 'house', 'target', 'application', 'props', 'transform']).toContain(layer);
      expect([by, pattern]).not.toContain('');
    }
    expect(manifestsOf(app)).toEqual(before);
  }, 8);
});

test('what the props say is explained by the props', () => {
  assertProperty(treePlan, (plan) => {
    const planned = plan.applications.flatMap((application) => application.workloads);
    for (const [index, workload] of ourTree(plan).workloads.entries()) {
      const { schedulerName } = planned[index]!.props;
      if (schedulerName === undefined) continue;
      const [explained] = workload.explain().filter(({ field }) => field.endsWith('.schedulerName'));
      expect(explained).toMatchObject({ layer: 'props', by: 'props', pattern: 'placement', value: schedulerName });
    }
  }, 8);
});
