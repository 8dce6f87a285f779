import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CharthouseError } from 'charthouse';
import fc from 'fast-check';
import { decisions, fieldsPage, ownerOf } from '../../scripts/fields/page';
import { corporaManifests, corporaTest } from '../examples/support/corpora';
import { treePlan, type TreePlan } from '../property/support/arbitrary-tree';
import { manifestsOf, ourTree, type Manifest } from '../property/support/manifests';

type Tree = Readonly<Record<string, unknown>>;

const kinds: Readonly<Record<string, string>> = {
  Deployment: 'DeploymentSpec', StatefulSet: 'StatefulSetSpec', DaemonSet: 'DaemonSetSpec', Job: 'JobSpec',
  CronJob: 'CronJobSpec', Service: 'ServiceSpec', PersistentVolumeClaim: 'PersistentVolumeClaimSpec',
  HorizontalPodAutoscaler: 'HorizontalPodAutoscalerSpec', NetworkPolicy: 'NetworkPolicySpec', Ingress: 'IngressSpec',
};
const files = [
  'online-boutique.yaml', 'online-boutique-network-policies.yaml', 'voting-app.yaml', 'sock-shop-manifests.yaml',
  'sock-shop-manifests-policy.yaml', 'sock-shop-manifests-logging.yaml', 'sock-shop-autoscaling.yaml',
];

/** The fields that a manifest has, as `PodSpec.volumes`. */
function fieldsIn({ kind, spec }: { readonly kind: string; readonly spec?: unknown }): readonly string[] {
  const type = kinds[kind];
  return type === undefined ? [] : [...fieldsOf(type, spec as Tree | undefined), ...within(kind, spec as Tree)];
}

function within(kind: string, spec: Tree): readonly string[] {
  if (kind === 'CronJob') return fieldsIn({ kind: 'Job', spec: (spec['jobTemplate'] as Tree)['spec'] });
  const pod = (spec['template'] as Tree | undefined)?.['spec'] as Tree | undefined;
  if (pod === undefined) return [];
  const containers = [pod['containers'], pod['initContainers'] ?? []].flat() as Tree[];
  const claims = (spec['volumeClaimTemplates'] ?? []) as readonly Tree[];
  return [
    ...fieldsOf('PodSpec', pod),
    ...containers.flatMap((each) => fieldsOf('Container', each)),
    ...claims.flatMap((claim) => fieldsOf('PersistentVolumeClaimSpec', claim['spec'] as Tree)),
  ];
}

function fieldsOf(type: string, value: Tree = {}): readonly string[] {
  return Object.keys(value).map((field) => `${type}.${field}`);
}

/** Of a plan that is refused there are none. */
function manifestsOfPlan(plan: TreePlan): readonly Manifest[] {
  try {
    return manifestsOf(ourTree(plan).app);
  } catch (error) {
    if (error instanceof CharthouseError) return [];
    throw error;
  }
}

const all = Object.entries(decisions).flatMap(([type, fields]) =>
  Object.entries(fields).map(([field, decision]) => ({ field: `${type}.${field}`, decision })));

test('docs/fields.md is what `npm run fields` writes', () => {
  expect(readFileSync(join(__dirname, '../../docs/fields.md'), 'utf8')).toBe(fieldsPage());
});

test('every prop of the page is one', () => {
  const paths = all.flatMap(({ decision }) => decision.props);
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter((path) => ownerOf(path) === undefined)).toEqual([]);
});

describe('of the fields that workloads emit', () => {
  const plans = fc.sample(treePlan, { seed: 20261121, numRuns: 250 });
  const emitted = new Set(plans.flatMap(manifestsOfPlan).flatMap(fieldsIn));
  const judged = (by: readonly string[]): readonly string[] =>
    all.filter(({ decision }) => by.includes(decision.by)).map(({ field }) => field);

  test('all that a prop, a pattern or the core says are there', () => {
    expect(judged(['prop', 'pattern', 'core']).filter((field) => !emitted.has(field))).toEqual([]);
  });

  test('none is left to transform', () => {
    expect(judged(['transform']).filter((field) => emitted.has(field))).toEqual([]);
  });
});

corporaTest('at least nine in ten of the fields that public applications use have a prop', () => {
  const used = [...new Set(files.flatMap((file) => corporaManifests(file)).flatMap(fieldsIn))];
  // What nobody has to say is no field that one would miss.
  const open = used.filter((field) => all.find((each) => each.field === field)?.decision.by !== 'core');
  const said = open.filter((field) => all.find((each) => each.field === field)?.decision.by === 'prop');
  process.stdout.write(`${said.length} of ${open.length} used fields have a prop\n`);
  expect(said.length / open.length).toBeGreaterThanOrEqual(0.9);
});
