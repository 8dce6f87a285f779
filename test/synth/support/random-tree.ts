/** Random trees with random dependencies, as plain data, which is built alike under any App. */
import { ApiObject, Chart, type App } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import fc from 'fast-check';

/** A construct: its parent is one of those before it, or the App. */
export interface RandomNode {
  readonly kind: 'chart' | 'construct' | 'object';
  /** Taken modulo the number of those before it, and the App. */
  readonly parent: number;
  /** An id that is a number, for JavaScript keeps such keys in an order of its own. */
  readonly numbered: boolean;
}

/** A dependency: of a construct on another, or on a group of them. */
export interface RandomDependency {
  readonly from: number;
  readonly on: readonly number[];
}

/** A tree. */
export interface RandomTree {
  readonly nodes: readonly RandomNode[];
  readonly dependencies: readonly RandomDependency[];
  /** Whether what is made later waits for what was made earlier, the other way round, or either. */
  readonly direction: 'back' | 'forth' | 'any';
}

const innerKinds: readonly RandomNode['kind'][] = ['construct', 'construct', 'object', 'object', 'object', 'object'];

const nodes = (kinds: readonly RandomNode['kind'][]): fc.Arbitrary<RandomNode> => fc.record({
  kind: fc.constantFrom(...kinds),
  parent: fc.nat({ max: 999 }),
  numbered: fc.nat({ max: 5 }).map((chance) => chance === 0),
});

const dependency: fc.Arbitrary<RandomDependency> = fc.record({
  from: fc.nat({ max: 999 }),
  on: fc.oneof(
    { weight: 4, arbitrary: fc.nat({ max: 999 }).map((on) => [on]) },
    { weight: 1, arbitrary: fc.array(fc.nat({ max: 999 }), { maxLength: 4 }) },
  ),
});

/** Trees of up to 30 constructs and 15 dependencies; about half of those that have any lead in a circle. */
export const randomTrees: fc.Arbitrary<RandomTree> = fc.record({
  nodes: fc.tuple(
    fc.array(nodes(['chart', 'chart', 'construct']), { maxLength: 6 }),
    fc.array(nodes(['chart', ...innerKinds, ...innerKinds]), { maxLength: 24 }),
  ).map(([outer, inner]) => [...outer, ...inner]),
  dependencies: fc.oneof(
    { weight: 3, arbitrary: fc.array(dependency, { maxLength: 5 }) },
    { weight: 1, arbitrary: fc.array(dependency, { maxLength: 15 }) },
  ),
  direction: fc.constantFrom('back', 'back', 'back', 'forth', 'any'),
});

/** Builds it; what would be an object outside of any chart is a construct. */
export function buildRandomTree({ nodes: described, dependencies, direction }: RandomTree, app: App): void {
  const made: Construct[] = [];
  const scopes: Construct[] = [app];
  for (const [index, { kind, parent, numbered }] of described.entries()) {
    const scope = scopes[parent % scopes.length] ?? app;
    // Descending, so that the order of numbers is not that of their making.
    const id = numbered ? `${100 - index}` : `${kind}-${index}`;
    const inChart = scope.node.scopes.some((around) => Chart.isChart(around));
    made.push(constructOf(kind === 'object' && !inChart ? 'construct' : kind, scope, id, index));
    scopes.push(made[index] ?? app);
  }
  const turn = { back: 1, forth: -1, any: 0 }[direction];
  const order = new Map(app.node.findAll().map((construct, place) => [construct, place * turn]));
  for (const { from, on } of dependencies) {
    const named = [from, ...on].flatMap((each) => made[each % Math.max(1, made.length)] ?? []);
    const [source, ...targets] = [...new Set(named)]
      .sort((left, right) => (order.get(right) ?? 0) - (order.get(left) ?? 0));
    if (targets.length > 2) source?.node.addDependency(new DependencyGroup(...targets));
    else source?.node.addDependency(...targets);
  }
}

function constructOf(kind: RandomNode['kind'], scope: Construct, id: string, index: number): Construct {
  if (kind === 'chart') return new Chart(scope, id, { namespace: `space-${index}` });
  if (kind === 'construct') return new Construct(scope, id);
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `object-${index}` } });
}
