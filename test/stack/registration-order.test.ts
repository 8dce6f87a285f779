/** The order in which a stack registers objects, however long. */
import { ApiObject, App, Chart } from 'cdk8s';
import { inRegistrationOrder } from '../../lib/pulumi/registration-order';
import type { PlannedObject } from '../../lib/pulumi/planned-object';

function settings(chart: Chart, id: string): PlannedObject {
  const identity = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } };
  return {
    object: new ApiObject(chart, id, identity), manifest: identity, chart,
    workload: undefined, target: undefined, cluster: 'here', role: '', delivery: {}, outputs: [],
  };
}

const idOf = ({ object }: PlannedObject): string => object.node.id;

test('ten thousand objects, each of which waits for the next, have their turns from the last to the first', () => {
  const chart = new Chart(new App(), 'shop');
  const objects = Array.from({ length: 10_000 }, (_, index) => settings(chart, `s${index}`));
  objects.forEach(({ object }, index) => {
    const next = objects[index + 1];
    if (next !== undefined) object.addDependency(next.object);
  });
  const ordered = inRegistrationOrder(objects);
  expect(ordered.map(idOf)).toEqual(objects.map(idOf).reverse());
  expect(ordered.slice(0, 2).map(({ waitsFor }) => waitsFor.map(({ node }) => node.id))).toEqual([[], ['s9999']]);
});

test('objects that wait for each other have their turns all the same', () => {
  const chart = new Chart(new App(), 'shop');
  const [first, second] = [settings(chart, 'first'), settings(chart, 'second')];
  first.object.addDependency(second.object);
  second.object.addDependency(first.object);
  expect(inRegistrationOrder([first, second]).map(idOf)).toEqual(['second', 'first']);
});
