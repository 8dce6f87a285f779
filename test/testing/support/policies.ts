/** Manifests for tests of NetworkPolicies: pods by name and labels, and policies by their spec. */
import type { PlainManifest } from '../../../lib/checks/check';
import { allowedTraffic, trafficText } from '../../../lib/testing';

/** A Deployment whose pods have the label `app`, and these ports. */
export function pods(
  name: string,
  { namespace = 'shop', labels = {}, ports = [80], spec = {} }: {
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ports?: readonly (number | readonly [name: string, number: number, protocol?: string])[];
    readonly spec?: object;
  } = {},
): PlainManifest {
  const containerPorts = ports.map((port) => (typeof port === 'number'
    ? { containerPort: port }
    : { name: port[0], containerPort: port[1], protocol: port[2] ?? 'TCP' }));
  const template = {
    metadata: { labels: { app: name, ...labels } },
    spec: { ...spec, containers: [{ name, image: 'a:1', ports: containerPorts }] },
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace }, spec: { template } };
}

/** A Namespace with labels. */
export function namespace(name: string, labels: Readonly<Record<string, string>>): PlainManifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

let made = 0;

/** A NetworkPolicy. */
export function policy(
  spec: object, place: { readonly namespace?: string; readonly name?: string } = {},
): PlainManifest {
  const { namespace: where = 'shop', name = `policy-${made++}` } = place;
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: where }, spec };
}

/** Selects the pods of one name. */
export const only = (app: string): object => ({ podSelector: { matchLabels: { app } } });

/** The allowed traffic between workloads, as lines. */
export function inside(...manifests: readonly PlainManifest[]): readonly string[] {
  return allowedTraffic(manifests).filter((each) => each.inside).map(trafficText);
}

/** The allowed traffic with one end elsewhere, as lines. */
export function outside(...manifests: readonly PlainManifest[]): readonly string[] {
  return allowedTraffic(manifests).filter((each) => !each.inside).map(trafficText);
}
