/** The workloads of a chart, with the Services, routes and autoscalers that serve them, found as a cluster would. */
import type { Labels, Manifest, PodTemplate, RouteRule } from './manifest';

/** A workload, in the words of Kubernetes. */
export interface WorkloadSummary {
  /** Path of the chart that it is in. */
  readonly application: string;
  readonly name: string;
  readonly kind: string;
  /** How many pods run, or when: `2 replicas`, `3 to 12 replicas`, `on each node`, `once`, or a schedule. */
  readonly runs: string;
  readonly ports: readonly number[];
  readonly hosts: readonly string[];
}

/** The kinds that lead from a host to a Service. */
const routes: readonly string[] = ['Ingress', 'HTTPRoute', 'GRPCRoute'];

/** The workloads among the manifests of a chart. */
export function workloadsOf(application: string, manifests: readonly Manifest[]): readonly WorkloadSummary[] {
  return manifests.flatMap((workload) => {
    const template = templateOf(workload);
    if (template === undefined) return [];
    const near = manifests.filter(({ metadata }) => metadata.namespace === workload.metadata.namespace);
    const services = near.filter((service) => service.kind === 'Service' && selects(service, template));
    return [{
      application,
      name: workload.metadata.labels?.['charthouse.dev/workload'] ?? workload.metadata.name,
      kind: workload.kind,
      runs: runsOf(workload, near),
      ports: portsOf(services, template),
      hosts: hostsOf(services, near),
    }];
  });
}

function templateOf({ spec }: Manifest): PodTemplate | undefined {
  return spec?.template ?? spec?.jobTemplate?.spec?.template;
}

function selects({ spec }: Manifest, template: PodTemplate): boolean {
  const selector = Object.entries(spec?.selector ?? {});
  const labels: Labels = template.metadata?.labels ?? {};
  return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}

function runsOf({ kind, metadata, spec }: Manifest, near: readonly Manifest[]): string {
  if (kind === 'DaemonSet') return 'on each node';
  if (kind === 'CronJob') return spec?.schedule ?? '';
  if (kind === 'Job') return 'once';
  const scaler = near.find((other) => other.spec?.scaleTargetRef?.kind === kind
    && other.spec.scaleTargetRef.name === metadata.name)?.spec;
  if (scaler !== undefined) return `${scaler.minReplicas ?? 1} to ${scaler.maxReplicas ?? '?'} replicas`;
  const replicas = spec?.replicas ?? 1;
  return `${replicas} replica${replicas === 1 ? '' : 's'}`;
}

/** The ports that callers use, or those of the containers where no Service stands before them. */
function portsOf(services: readonly Manifest[], template: PodTemplate): readonly number[] {
  const served = services.flatMap(({ spec }) => spec?.ports ?? []).map(({ port }) => port);
  const listened = (template.spec?.containers ?? []).flatMap(({ ports }) => ports ?? [])
    .map(({ containerPort }) => containerPort);
  const ports = served.length > 0 ? served : listened;
  return [...new Set(ports.filter((port) => port !== undefined))].sort((left, right) => left - right);
}

function hostsOf(services: readonly Manifest[], near: readonly Manifest[]): readonly string[] {
  const names = new Set(services.map(({ metadata }) => metadata.name));
  const hosts = near.filter(({ kind }) => routes.includes(kind)).flatMap(({ spec }) => {
    const leading = (spec?.rules ?? []).filter((rule) => backendsOf(rule).some((name) => names.has(name)));
    return leading.length === 0 ? [] : [...spec?.hostnames ?? [], ...leading.map(({ host }) => host)];
  });
  return [...new Set(hosts.filter((host) => host !== undefined))];
}

function backendsOf({ http, backendRefs }: RouteRule): readonly string[] {
  const services = (http?.paths ?? []).map(({ backend }) => backend?.service?.name);
  return [...services, ...(backendRefs ?? []).map(({ name }) => name)].filter((name) => name !== undefined);
}
