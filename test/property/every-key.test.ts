import fc from 'fast-check';
import { builtin, type AnyPattern, type Shape } from '../../lib';
import { coreShapes } from '../../lib/house/core-props';
import { arbitraryProps, classes } from '../support/arbitrary-props';
import type { Props } from './support/arbitrary-container';
import { treePlan } from './support/arbitrary-tree';
import { impossible } from './support/legal-controllers';
import { ofRoutes, saidIn } from './support/legal-services';
import { ourTree } from './support/manifests';

const samples = { seed: 20261121, numRuns: 300 };
/** What only a tree can say: other workloads. */
const ofTrees = ['after', 'beside', 'near', 'apartFrom', 'connectsTo'];

function fitting(workload: string): readonly AnyPattern[] {
  const { traits } = classes[workload]!.definition;
  return (builtin as readonly AnyPattern[]).filter(({ fits }) => fits.every((trait) => traits.includes(trait)));
}

/** Keys, and the fields within them, of objects with known fields. */
function fieldsOf(shapes: Readonly<Record<string, Shape>>): readonly string[] {
  return Object.entries(shapes).flatMap(([key, shape]) =>
    [key, ...key === 'transform' ? [] : fieldsOf(shape.fields ?? {}).map((field) => `${key}.${field}`)]);
}

/** What runs to its end has no probes, and may only say so. */
function probed(workload: string): boolean {
  return classes[workload]!.definition.traits.includes('longRunning');
}

function given(props: Props, prefix = ''): readonly string[] {
  return Object.entries(props).flatMap(([key, value]) => value === undefined ? [] : [
    `${prefix}${key}`,
    ...typeof value === 'object' && value !== null ? given(value as Props, `${prefix}${key}.`) : [],
  ]);
}

function missing(keys: readonly string[], props: readonly Props[]): readonly string[] {
  const seen = new Set(props.flatMap((each) => given(each)));
  return keys.filter((key) => !seen.has(key));
}

test.each(Object.keys(classes))('arbitrary props of a %s say every key that a pattern has for it', (workload) => {
  const shapes = Object.assign({}, coreShapes, ...fitting(workload).flatMap((pattern) =>
    [pattern.shapes, pattern.containerShapes])) as Readonly<Record<string, Shape>>;
  const without = [...ofTrees, ...ofRoutes, ...impossible(classes[workload]!.definition.controller)];
  const keys = fieldsOf(shapes).filter((key) =>
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
