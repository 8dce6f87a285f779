/** Manifests as a cluster reads them: two ways to say one thing become one. */
import type { Manifest } from './example';

type Tree = Readonly<Record<string, unknown>>;

/** The manifest in today's words; `all` has the autoscalers, who decide how many pods there are. */
export function asRead(manifest: Manifest, all: readonly Manifest[]): Manifest {
  const { replicas, ...others } = (manifest.spec ?? {}) as Tree;
  if (manifest.spec === undefined) return manifest;
  const spec = replicas === undefined || isScaled(manifest, all) ? others : { replicas, ...others };
  if (manifest.kind === 'HorizontalPodAutoscaler') return { ...manifest, spec: autoscaler(spec) };
  if (manifest.kind === 'Service') return { ...manifest, spec: inOrder(spec, 'port') };
  return withPod({ ...manifest, spec }, readable);
}

function isScaled({ kind, metadata }: Manifest, all: readonly Manifest[]): boolean {
  return all.some((other) => {
    if (other.kind !== 'HorizontalPodAutoscaler') return false;
    const { scaleTargetRef: target } = other.spec as { readonly scaleTargetRef: Tree };
    return target['kind'] === kind && target['name'] === metadata.name;
  });
}

/** Ports by their numbers: their order says nothing. */
function inOrder(holder: Tree, key: 'port' | 'containerPort'): Tree {
  const ports = holder['ports'] as readonly Readonly<Record<string, number>>[] | undefined;
  if (ports === undefined) return holder;
  return { ...holder, ports: [...ports].sort((left, right) => (left[key] ?? 0) - (right[key] ?? 0)) };
}

/** `autoscaling/v1` has one metric; a version of a group that is not served any more means the one that is. */
function autoscaler({ targetCPUUtilizationPercentage: cpu, scaleTargetRef, ...spec }: Tree): Tree {
  const { apiVersion, ...target } = scaleTargetRef as { readonly apiVersion: string };
  const metrics = [
    { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpu } } },
  ];
  return {
    ...spec, scaleTargetRef: { ...target, group: apiVersion.split('/')[0] }, ...(cpu === undefined ? {} : { metrics }),
  };
}

/** Ports in order, and capabilities in capitals, as the runtime reads them. */
function readable(pod: Tree): Tree {
  return withContainers(pod, (each) => {
    const container = inOrder(each, 'containerPort');
    const security = container['securityContext'] as { readonly capabilities?: Tree } | undefined;
    if (security?.capabilities === undefined) return container;
    return { ...container, securityContext: { ...security, capabilities: capitals(security.capabilities) } };
  });
}

/** What the pod says of users holds for its containers: there it is looked for. */
export function withInherited(manifest: Manifest): Manifest {
  return withPod(manifest, (pod) => {
    const { runAsUser, runAsNonRoot } = (pod['securityContext'] ?? {}) as Tree;
    return withContainers(pod, (container) => ({
      ...container, securityContext: { runAsUser, runAsNonRoot, ...(container['securityContext'] as Tree | undefined) },
    }));
  });
}

function withPod(manifest: Manifest, change: (pod: Tree) => Tree): Manifest {
  const spec = manifest.spec as Tree | undefined;
  const template = spec?.['template'] as { readonly spec?: Tree } | undefined;
  if (template?.spec === undefined) return manifest;
  return { ...manifest, spec: { ...spec, template: { ...template, spec: change(template.spec) } } };
}

function withContainers(pod: Tree, change: (container: Tree) => Tree): Tree {
  return { ...pod, containers: (pod['containers'] as readonly Tree[]).map(change) };
}

function capitals(capabilities: Tree): Tree {
  return Object.fromEntries(Object.entries(capabilities).map(([key, names]) =>
    [key, (names as readonly string[]).map((name) => name.toUpperCase())]));
}
