/** Small trees of plain manifests for the tests of checks, and one way to say what is found in them. */
import type { Check, CheckedObject, CheckInput, DeclaredObject, PlainManifest } from '../../lib/checks/check';
import { runChecks } from '../../lib/checks/run-checks';
import type { Finding } from '../../lib/model/finding';
import type { PlatformProps } from '../../lib/platforms/platform';

/** Fields of a manifest. */
export type Fields = Readonly<Record<string, unknown>>;

/** What differs from the plain workload of one container `main` with the label `app: <name>`. */
export interface WorkloadParts {
  readonly kind?: string;
  readonly apiVersion?: string;
  readonly namespace?: string;
  readonly labels?: Fields;
  /** Fields of the container. */
  readonly container?: Fields;
  /** Fields of the pod's spec. */
  readonly pod?: Fields;
  /** Fields of the workload's spec. */
  readonly spec?: Fields;
}

/** Everything that a finding must say. */
export type ExpectedFinding = Required<Omit<Finding, 'waived' | 'object'>>;

/** What is around the objects. */
export type Around = Partial<Omit<CheckInput, 'objects' | 'platform'>> & { readonly platform?: Partial<PlatformProps> };

const plainPlatform: PlatformProps = {
  name: 'plain',
  kubernetes: '1.36',
  network: { dns: { to: [], ports: [53] }, externalHosts: { kind: 'any-public-address', except: [] } },
};

/** An object of a workload `shop/<owner>`. Manifests are plain data: of any shape, as foreign ones are. */
export function object(owner: string, manifest: Fields, namespace = 'shop'): CheckedObject {
  const metadata = { name: owner, namespace, ...manifest.metadata as Fields | undefined };
  const made = {
    ...manifest,
    metadata: 'metadata' in manifest && manifest.metadata === undefined ? undefined : metadata,
  };
  return {
    path: `shop/${owner}/${String(manifest.kind)}`,
    owner: `shop/${owner}`,
    manifest: made as unknown as PlainManifest,
  };
}

/** A workload with a pod template: a Deployment, where nothing else is said. */
export function workload(name: string, parts: WorkloadParts = {}): CheckedObject {
  const labels = parts.labels ?? { app: name };
  return object(name, {
    apiVersion: parts.apiVersion ?? 'apps/v1',
    kind: parts.kind ?? 'Deployment',
    spec: {
      ...parts.kind === 'Job' ? {} : { selector: { matchLabels: labels } },
      template: { metadata: { labels }, spec: podSpec(parts) },
      ...parts.spec,
    },
  }, parts.namespace);
}

/** A CronJob, whose pods lie deeper. */
export function cronJob(name: string, parts: WorkloadParts = {}): CheckedObject {
  const template = { metadata: { labels: parts.labels ?? { app: name } }, spec: podSpec(parts) };
  return object(name, { apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template } } } });
}

/** A bare Pod. */
export function pod(name: string, parts: WorkloadParts = {}): CheckedObject {
  const metadata = { labels: parts.labels ?? { app: name } };
  return object(name, { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec(parts) });
}

/** A Service that selects `app: <name>`. */
export function service(name: string, spec: Fields = {}): CheckedObject {
  return object(name, { apiVersion: 'v1', kind: 'Service', spec: { selector: { app: name }, ports: [], ...spec } });
}

/** A PodDisruptionBudget that selects `app: <name>`. */
export function budget(name: string, spec: Fields, budgetName = name): CheckedObject {
  return object(name, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: budgetName },
    spec: { selector: { matchLabels: { app: name } }, ...spec },
  });
}

/** A HorizontalPodAutoscaler of the Deployment of that name. */
export function autoscaler(name: string, spec: Fields = {}, autoscalerName = name): CheckedObject {
  return object(name, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: autoscalerName },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name }, maxReplicas: 5, ...spec },
  });
}

/** A Secret that exists elsewhere. */
export function declaredSecret(name: string, keys?: readonly string[]): DeclaredObject {
  return { kind: 'Secret', name, keys };
}

/** What one check finds in these objects. */
export function findingsOf(
  check: Check, objects: readonly CheckedObject[], around: Around = {},
): readonly Finding[] {
  const platform = { ...plainPlatform, ...around.platform };
  return runChecks({ objects, declared: around.declared ?? [], platform, reasons: [], checks: [check] });
}

/** Asserts that a check finds exactly this, field by field. */
export function expectFindings(
  check: Check, objects: readonly CheckedObject[], expected: readonly ExpectedFinding[], around: Around = {},
): void {
  const found = findingsOf(check, objects, around);
  expect(found.map(({ object: _object, ...finding }) => finding)).toEqual(expected);
}

/** Asserts that a check finds nothing. */
export function expectNothing(check: Check, objects: readonly CheckedObject[], around: Around = {}): void {
  expect(findingsOf(check, objects, around)).toEqual([]);
}

function podSpec({ container, pod: fields }: WorkloadParts): Fields {
  return { containers: [{ name: 'main', image: 'app:1.0.0', ...container }], ...fields };
}
