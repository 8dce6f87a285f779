/** The way into a cluster: what an Ingress or an HTTPRoute leads through has to be there, which nobody else says. */
import { fieldAt, itemsOf, textOf, type Fields } from '../../../lib/checks/fields';
import type { Api, KubernetesObject } from './api';

/** Why nobody gets in by an object; undefined where its class or its Gateways are there, or where it is no way in. */
export async function noWayIn(api: Api, object: KubernetesObject): Promise<string | undefined> {
  if (object.kind === 'Ingress') {
    const name = textOf(fieldAt(object, 'spec.ingressClassName'));
    if (name === undefined) return 'names no IngressClass';
    const { problem } = await api.get({ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name } });
    return problem === undefined ? undefined : `no IngressClass ${name}: ${problem}`;
  }
  if (object.kind !== 'HTTPRoute') return undefined;
  const parents = itemsOf(fieldAt(object, 'spec.parentRefs')).map(([parent]) => parent);
  if (parents.length === 0) return 'names no Gateway';
  const found = await Promise.all(parents.map((parent) => closed(api, parent, object.metadata.namespace)));
  return found.find((each) => each !== undefined);
}

async function closed(api: Api, parent: Fields, own: string | undefined): Promise<string | undefined> {
  const name = textOf(parent['name']) ?? '';
  const namespace = textOf(parent['namespace']) ?? own ?? '';
  const apiVersion = 'gateway.networking.k8s.io/v1';
  const { object, problem } = await api.get({ apiVersion, kind: 'Gateway', metadata: { name, namespace } });
  if (problem !== undefined) return `no Gateway ${namespace}/${name}: ${problem}`;
  const className = textOf(fieldAt(object, 'spec.gatewayClassName')) ?? '';
  const ofClass = await api.get({ apiVersion, kind: 'GatewayClass', metadata: { name: className } });
  if (ofClass.problem !== undefined) return `no GatewayClass ${className}: ${ofClass.problem}`;
  const listeners = itemsOf(fieldAt(object, 'spec.listeners')).map(([listener]) => listener['name']);
  const section = parent['sectionName'];
  return section === undefined || listeners.includes(section)
    ? undefined
    : `Gateway ${namespace}/${name} has no listener ${textOf(section) ?? ''}`;
}
