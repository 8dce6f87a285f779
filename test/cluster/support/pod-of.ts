/** The pod that a controller would make of an object: its template, with what the controller adds to it. */
import { fieldAt, fieldsOf, itemsOf, textMapOf, type Fields } from '../../../lib/checks/fields';
import type { KubernetesObject } from './api';

/** As long as those that controllers make of a template. */
const hash = '7d9c5b8f64';
/** Characters of a controller's name that its pods' names keep. */
const kept = 58;

/** What a controller gives its pods. */
interface Given {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec?: Fields;
}

/** The first pod of an object, or undefined where it makes none. */
export function podOf(object: KubernetesObject): KubernetesObject | undefined {
  const template = ['spec.template', 'spec.jobTemplate.spec.template'].map((path) => fieldAt(object, path))
    .find((each) => Array.isArray(fieldAt(each, 'spec.containers')));
  if (template === undefined) return undefined;
  const { name, labels, spec = {} } = givenBy(object);
  const metadata = fieldsOf(fieldAt(template, 'metadata'));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, labels: { ...Object.fromEntries(textMapOf(metadata['labels'])), ...labels } },
    spec: { ...fieldsOf(fieldAt(template, 'spec')), ...spec },
  };
}

function givenBy(object: KubernetesObject): Given {
  const { kind, metadata: { name } } = object;
  switch (kind) {
    case 'StatefulSet':
      return inOrder(object);
    case 'DaemonSet':
      return { name: generated(`${name}-`), labels: { 'controller-revision-hash': hash } };
    case 'Job':
      return ofJob(name);
    case 'CronJob':
      return ofJob(`${name}-29384650`);
    default:
      return { name: generated(`${name}-${hash}-`), labels: { 'pod-template-hash': hash } };
  }
}

/** A StatefulSet's pods have names, a claim of each template, and an address each. */
function inOrder(set: KubernetesObject): Given {
  const name = `${set.metadata.name}-0`;
  const claims = itemsOf(fieldAt(set, 'spec.volumeClaimTemplates')).map(([claim]) => {
    const volume = String(fieldAt(claim, 'metadata.name'));
    return { name: volume, persistentVolumeClaim: { claimName: `${volume}-${name}` } };
  });
  const volumes = itemsOf(fieldAt(set, 'spec.template.spec.volumes')).map(([volume]) => volume)
    .filter(({ name: own }) => !claims.some((claim) => claim.name === own));
  return {
    name,
    labels: {
      'controller-revision-hash': `${set.metadata.name}-${hash}`,
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': '0',
    },
    spec: { hostname: name, subdomain: fieldAt(set, 'spec.serviceName'), volumes: [...claims, ...volumes] },
  };
}

function ofJob(name: string): Given {
  return { name: generated(`${name}-`), labels: { 'batch.kubernetes.io/job-name': name, 'job-name': name } };
}

function generated(start: string): string {
  return `${start.slice(0, kept)}x7k2p`;
}
