/** What a cluster has before anybody's application: machines, storage classes, definitions of custom resources. */
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

import type { Api, KubernetesObject } from './api';
import { hasCondition } from './conditions';
import { definitionFiles } from './definitions';
import { eventually } from './eventually';
import { storageClass } from './offered';

const zones = ['a', 'b', 'c'];
const nodes = zones.flatMap((zone) => [1, 2].map((number) => ({ name: `node-${zone}${number}`, zone })));
const room = { cpu: '64', memory: '256Gi', 'ephemeral-storage': '1Ti', pods: '500' };

/** Puts everything into the cluster, and waits until it is there. */
export async function furnish(api: Api): Promise<void> {
  await applyAll(api, [...nodes.map(node), ...storageClasses, gatewaySystem]);
  await furnishDefinitions(api);
  for (const each of nodes) await become(api, node(each), 'Ready');
  await become(api, metrics, 'Available');
}

/** Puts the definitions of custom resources into the cluster: all that an API server takes without anybody else. */
export async function furnishDefinitions(api: Api): Promise<void> {
  const definitions = definitionFiles().flatMap((file) => documentsIn(readFileSync(file, 'utf8')));
  await applyAll(api, definitions);
  for (const object of definitions)
    if (object.kind === 'CustomResourceDefinition') await become(api, object, 'Established');
}

async function become(api: Api, object: KubernetesObject, condition: string): Promise<void> {
  await eventually(`${object.kind} ${object.metadata.name} is ${condition}`, async () =>
    hasCondition((await api.get(object)).object, condition));
}

async function applyAll(api: Api, objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) {
    const { problem } = await api.apply(object, { manager: 'test' });
    if (problem !== undefined) throw new Error(`${object.kind} ${object.metadata.name}: ${problem}`);
  }
}

/** A machine on which kwok makes pods seem to run. */
function node({ name, zone }: (typeof nodes)[number]): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
      labels: {
        'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/zone': zone, 'topology.kubernetes.io/region': 'test',
      },
    },
    status: { allocatable: room, capacity: room },
  };
}

/** A default one, as every cluster has. */
const storageClasses = [storageClass('standard', { 'storageclass.kubernetes.io/is-default-class': 'true' })];

const gatewaySystem: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gateway-system' } };

/** Registered by the server of metrics itself. */
const metrics: KubernetesObject = {
  apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1beta1.metrics.k8s.io' },
};

function documentsIn(text: string): readonly KubernetesObject[] {
  return parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject | null)
    .filter((each) => each !== null);
}
