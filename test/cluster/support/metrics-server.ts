/**
 * Serves `metrics.k8s.io` as metrics-server does, of pods that only seem to run (`usage.ts` says what they use), and
 * tells the API server where it is. A process of its own, with two arguments: the URL of the API, and the folder of
 * the API server's certificate.
 */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { Api, type KubernetesObject } from './api';
import { usageName, usedBy, type ContainerUsage } from './usage';

const version = 'metrics.k8s.io/v1beta1';
/** Seconds that a measurement spans. It must lie after the pod became ready, or an autoscaler does not believe it. */
const window = 1;
const route = new RegExp(`^/apis/${version}(?:/namespaces/([^/]+))?/pods(?:/([^/]+))?$`);

/** What metrics are asked for. */
interface PodMetrics extends KubernetesObject {
  readonly timestamp: string;
  readonly window: string;
  readonly containers: readonly ContainerUsage[];
}

const resources = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: version,
  resources: [{ name: 'pods', singularName: '', namespaced: true, kind: 'PodMetrics', verbs: ['get', 'list'] }],
};

const [, , url = '', certificates = ''] = process.argv;
const api = new Api(url);

/** What the API server is answered. */
async function answerTo(path: string, query: URLSearchParams): Promise<object | undefined> {
  if (path === `/apis/${version}`) return resources;
  const [whole, namespace, name] = route.exec(path) ?? [];
  if (whole === undefined) return undefined;
  const metrics = await metricsOf(namespace, query.get('labelSelector') ?? '');
  if (name !== undefined) return metrics.find(({ metadata }) => metadata.name === name);
  return { kind: 'PodMetricsList', apiVersion: version, metadata: {}, items: metrics };
}

async function metricsOf(namespace: string | undefined, labelSelector: string): Promise<readonly PodMetrics[]> {
  const [pods, usages] = await Promise.all([
    list('pods', namespace, { labelSelector, fieldSelector: 'status.phase=Running' }),
    list('configmaps', namespace, { fieldSelector: `metadata.name=${usageName}` }),
  ]);
  const measured = { timestamp: new Date().toISOString(), window: `${window}s` };
  return pods.map((pod) => {
    const { metadata: { name, namespace: own = '', labels = {} } } = pod;
    const set = usages.find(({ metadata }) => metadata.namespace === own);
    const metadata = { name, namespace: own, labels };
    return { kind: 'PodMetrics', apiVersion: version, metadata, ...measured, containers: usedBy(pod, set) };
  });
}

async function list(
  resource: string, namespace: string | undefined, query: Record<string, string>,
): Promise<readonly KubernetesObject[]> {
  const within = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const path = `/api/v1${within}/${resource}?${new URLSearchParams(query).toString()}`;
  const { object, problem } = await api.ask('GET', path);
  if (problem !== undefined) throw new Error(problem);
  return (object as unknown as { readonly items: readonly KubernetesObject[] }).items;
}

/** The API server asks at an address outside of the cluster. */
async function register(port: number): Promise<void> {
  const service = { name: 'metrics-server', namespace: 'kube-system' };
  const [group, served] = version.split('/') as [string, string];
  const place = { type: 'ExternalName', externalName: '127.0.0.1' };
  const objects: readonly KubernetesObject[] = [
    { apiVersion: 'v1', kind: 'Service', metadata: service, spec: place },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: `${served}.${group}` },
      spec: {
        group, version: served, service: { ...service, port }, insecureSkipTLSVerify: true,
        groupPriorityMinimum: 100, versionPriority: 100,
      },
    },
  ];
  for (const object of objects) {
    const { problem } = await api.apply(object, { manager: 'test' });
    if (problem !== undefined) throw new Error(`${object.kind} ${object.metadata.name}: ${problem}`);
  }
}

function send(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

function refusal(code: number, message: string): object {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', code, message };
}

/** The API server made itself a certificate; it serves here as well, since nobody verifies it. */
const [cert, key] = ['crt', 'key'].map((type) => readFileSync(join(certificates, `apiserver.${type}`)));
const server = createServer({ cert, key }, (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'https://localhost');
  answerTo(pathname, searchParams).then(
    (answer) => { send(response, answer === undefined ? 404 : 200, answer ?? refusal(404, `nothing at ${pathname}`)); },
    (failure: unknown) => { send(response, 500, refusal(500, String(failure))); },
  );
});
server.listen(0, '127.0.0.1', () => { void register((server.address() as AddressInfo).port); });
