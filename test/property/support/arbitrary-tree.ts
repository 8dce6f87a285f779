/** Arbitrary trees: Applications of two targets, workloads of all kinds, and who connects to whom. */
import fc from 'fast-check';
import { arbitraryProps, classes } from '../../support/arbitrary-props';
import type { Props } from './arbitrary-container';

/** A workload that is still to be built. */
export interface WorkloadPlan {
  readonly workload: string;
  readonly props: Props;
}

const ways = [
  'env', 'args', 'files', 'podAnnotations', 'connectsTo', 'connectTo', 'after', 'beside', 'near', 'apartFrom',
  'exposure',
] as const;

/** How one workload names another: as whom it connects to, what comes before it, or whom it runs beside. */
export type Way = (typeof ways)[number];

/** What is between two workloads, by their turns in the whole tree. */
export interface EdgePlan {
  readonly from: number;
  readonly to: number;
  readonly way: Way;
}

/** An Application that is still to be built. */
export interface ApplicationPlan {
  readonly target: string;
  readonly props: Props;
  readonly workloads: readonly WorkloadPlan[];
}

/** A tree that is still to be built. */
export interface TreePlan {
  readonly applications: readonly ApplicationPlan[];
  readonly edges: readonly EdgePlan[];
}

/** A workload of any kind. */
export const workloadPlan: fc.Arbitrary<WorkloadPlan> = fc.constantFrom(...Object.keys(classes))
  .chain((workload) => arbitraryProps(workload).map((props) => ({ workload, props })));

const applicationPlan: fc.Arbitrary<ApplicationPlan> = fc.record({
  target: fc.constantFrom('test', 'prod'),
  props: fc.record({
    owner: fc.constant('team-checkout'),
    labels: fc.constant({ 'example.com/cost': 'shop' }),
    defaults: fc.constant({ resources: { requests: { cpu: '10m' } } }),
    createNamespace: fc.boolean(),
  }, { requiredKeys: [] }),
  workloads: fc.array(workloadPlan, { minLength: 1, maxLength: 4 }),
});

const edge: fc.Arbitrary<EdgePlan> = fc.record({
  from: fc.nat(7),
  to: fc.nat(7),
  way: fc.constantFrom(...ways, 'exposure'),
  // Props name what is there already; only what is said late may lead to what comes after.
}).map(({ from, to, way }) => (way === 'connectTo'
  ? { from, to, way }
  : { from: Math.max(from, to), to: Math.min(from, to), way }));

/** A tree of one to three Applications. */
export const treePlan: fc.Arbitrary<TreePlan> = fc.record({
  applications: fc.array(applicationPlan, { minLength: 1, maxLength: 3 }),
  edges: fc.array(edge, { minLength: 2, maxLength: 12 }),
});
