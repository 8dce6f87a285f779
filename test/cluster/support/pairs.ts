/** Who may call whom among the workloads of one application: as its tree states it, and as the cluster has it. */
import type { App } from 'charthouse';

import { connectionsOf } from '../../../lib/model/connections';
import type { WorkloadEndpoint } from '../../../lib/model/endpoint';
import type { Api, KubernetesObject } from './api';
import { LiveRules, type LivePod } from './live-traffic';

interface Port {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

interface PodSpec {
  readonly hostNetwork?: boolean;
  readonly containers: readonly { readonly ports?: readonly Port[] }[];
  readonly initContainers?: readonly { readonly ports?: readonly Port[] }[];
}

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

/** The pairs that the tree states for one cluster, as lines `shop/web -> shop/api: 8080/TCP`. */
export function statedPairs(app: App, cluster: string | undefined): readonly string[] {
  const pairs = connectionsOf(app).all.flatMap(({ from, to }) =>
    (to.kind === 'workload' && isIn(cluster, from) ? to.ports : []).flatMap(({ podPort, endPort, port, protocol }) =>
      Array.from({ length: (endPort ?? port) - port + 1 }, (_, index) =>
        line(nameOf(from), nameOf(to as WorkloadEndpoint), podPort + index, protocol))));
  return [...new Set(pairs)].sort();
}

/** What is allowed beside the connections, since a workload says so of addresses. */
export const byAddress: Readonly<Record<string, readonly string[]>> = {
  // `allowFrom: [{ cidr: '10.0.0.0/8', ports: [53] }]`, and `egressAnywhere`: its pods have such addresses.
  agents: ['agents/node-dns -> agents/node-dns: 53/TCP', 'agents/node-dns -> agents/node-dns: 53/UDP'],
};

/** The pairs that the policies of the cluster let through. */
export async function livePairs(api: Api, app: App, cluster: string | undefined): Promise<readonly string[]> {
  const rules = await LiveRules.of(api);
  const workloads = connectionsOf(app).workloads.filter((each) => isIn(cluster, each));
  const pods = await Promise.all(workloads.map(async (each) =>
    ({ name: nameOf(each), pods: await podsOf(api, each) })));
  const pairs = pods.flatMap((from) => pods.flatMap((to) => from.pods.flatMap((caller) => to.pods.flatMap((callee) =>
    rules.between(caller, callee).map(({ port, protocol }) => line(from.name, to.name, port, protocol))))));
  return [...new Set(pairs)].sort();
}

function isIn(cluster: string | undefined, { cluster: own }: WorkloadEndpoint): boolean {
  return cluster === undefined || cluster === own;
}

function nameOf({ namespace, name }: WorkloadEndpoint): string {
  return `${namespace ?? 'default'}/${name}`;
}

function line(from: string, to: string, port: number, protocol: string): string {
  return `${from} -> ${to}: ${port}/${protocol}`;
}

/** Its pods; where none is there now, one as its CronJob will make it. No policy holds those on the node's network. */
async function podsOf(api: Api, { namespace, selector, name }: WorkloadEndpoint): Promise<readonly LivePod[]> {
  const all = await api.list('v1', 'Pod', namespace);
  const own = all.filter(({ metadata }) => Object.entries(selector).every(([key, value]) =>
    metadata.labels?.[key] === value));
  const templates = own.length > 0
    ? own.map((pod): Template => pod as unknown as Template)
    : await toCome(api, namespace, name);
  return templates.filter(({ spec }) => spec.hostNetwork !== true).map(({ metadata, spec }, index) => ({
    namespace: namespace ?? 'default',
    labels: metadata?.labels ?? {},
    addresses: addressesOf(own[index]),
    ports: [...spec.containers, ...spec.initContainers ?? []].flatMap(({ ports = [] }) =>
      ports.map(({ name: portName, containerPort: port, protocol = 'TCP' }) =>
        ({ port, protocol, ...portName === undefined ? {} : { name: portName } }))),
  }));
}

async function toCome(api: Api, namespace: string | undefined, name: string): Promise<readonly Template[]> {
  const cronJobs = await api.list('batch/v1', 'CronJob', namespace);
  const own = cronJobs.filter(({ metadata }) => metadata.name === name);
  return own.map(({ spec }) =>
    (spec as { readonly jobTemplate: { readonly spec: { readonly template: Template } } }).jobTemplate.spec.template);
}

function addressesOf(pod: KubernetesObject | undefined): readonly string[] {
  const { podIPs = [] } = (pod?.status ?? {}) as { readonly podIPs?: readonly { readonly ip: string }[] };
  return podIPs.map(({ ip }) => ip);
}
