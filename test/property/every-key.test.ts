import fc from 'fast-check';
import { builtin } from '../../lib';
import { arbitraryProps, classes } from '../support/arbitrary-props';
import type { Props } from './support/arbitrary-container';
import { treePlan } from './support/arbitrary-tree';
import { impossible } from './support/legal-controllers';
import { ofRoutes, saidIn } from './support/legal-services';
import { ourTree } from './support/manifests';
import { fieldsOf, shapesOf } from './support/places';
import { given } from './support/said';

const samples = { seed: 20261121, numRuns: 300 };
/** What only a tree can say: other workloads. */
const ofTrees = ['after', 'beside', 'near', 'apartFrom', 'connectsTo'];

/** What runs to its end has no probes, and may only say so. */
function probed(workload: string): boolean {
  return classes[workload]!.definition.traits.includes('longRunning');
}

function missing(keys: readonly string[], props: readonly Props[]): readonly string[] {
  const seen = new Set(props.flatMap((each) => given(each)));
  return keys.filter((key) => !seen.has(key));
}

test.each(Object.keys(classes))('arbitrary props of a %s say every key that a pattern has for it', (workload) => {
  const without = [...ofTrees, ...ofRoutes, ...impossible(classes[workload]!.definition.controller)];
  const keys = fieldsOf(shapesOf(workload)).filter((key) =>
    !without.includes(key) && (probed(workload) || !key.startsWith('probes.')));
  expect(keys.length).toBeGreaterThan(40);
  expect(missing(keys, fc.sample(arbitraryProps(workload), samples))).toEqual([]);
});

test.each(['containers', 'initContainers', 'sidecars'])('arbitrary %s say every key that a container has', (set) => {
  const containers = fc.sample(arbitraryProps('WebService'), samples)
    .flatMap((props) => Object.values((props[set] ?? {}) as Readonly<Record<string, Props>>));
  const keys = Object.keys(Object.assign({}, ...builtin.map(({ containerShapes }) => containerShapes)) as object);
  expect(missing(keys, containers)).toEqual([]);
});

test('arbitrary trees say what only a tree can say, and have every workload', () => {
  const said: Props[] = [];
  const kinds = fc.sample(treePlan, { ...samples, numRuns: 80 }).flatMap((plan) => {
    ourTree(plan, {
      props: (props) => {
        said.push(Object.fromEntries(saidIn(props).map((key) => [key, true])));
        return props;
      },
    });
    return plan.applications.flatMap(({ workloads }) => workloads.map(({ workload }) => workload));
  });
  expect(missing([...ofTrees, ...ofRoutes], said)).toEqual([]);
  expect([...new Set(kinds)].sort()).toEqual(Object.keys(classes).sort());
});
