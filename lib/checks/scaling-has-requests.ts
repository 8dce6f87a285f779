/** Utilisation is a share of what is requested: without a request the autoscaler reports an error, and never scales. */
import { isQuantity, parseQuantity } from '../model/quantity';
import type { Check, CheckedObject } from './check';
import { fieldAt, fieldsOf, itemsOf, textOf } from './fields';
import { kindOf, nameOf, namespaceOf, objectText, referenceKey } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { podTemplatesOf, runningContainers, type PodTemplate } from './pod-template';

export const scalingHasRequests: Check = {
  rule: 'scaling-has-requests',
  severity: 'error',
  foreign: 'warning',
  demand: 'Each container that an autoscaler measures by utilisation requests that resource.',
  * run(input) {
    const pods = new Map(podTemplatesOf(input).map((pod) => [identityOf(pod), pod]));
    for (const at of objectsOfKind(input, 'autoscaling', 'HorizontalPodAutoscaler')) {
      const { kind, name } = fieldsOf(fieldAt(at.manifest, 'spec.scaleTargetRef'));
      const pod = pods.get(referenceKey(textOf(kind) ?? '', namespaceOf(at.manifest), textOf(name) ?? ''));
      for (const { field, resource, container } of pod === undefined ? [] : utilisationMetrics(at)) {
        const lacking = pod === undefined ? undefined : lackIn(pod, resource, container);
        if (pod !== undefined && lacking !== undefined) {
          yield {
            at,
            field,
            value: resource,
            message: `it measures ${resource} as a share of the request, but ${lacking.who.join(', ')} of `
              + `${objectText(pod.at.manifest)} requests ${lacking.what}`,
            fix: `set resources.requests.${resource} there (charthouse: \`resources\`)`,
          };
        }
      }
    }
  },
};

interface UtilisationMetric {
  readonly field: string;
  readonly resource: string;
  /** The one container that is measured. @default - all of them */
  readonly container: string | undefined;
}

function utilisationMetrics({ manifest }: CheckedObject): readonly UtilisationMetric[] {
  const stated = fieldAt(manifest, 'spec.metrics');
  const metrics = itemsOf(stated).flatMap(([metric, index]): readonly UtilisationMetric[] => {
    const name = metric.type === 'ContainerResource' ? 'containerResource' : 'resource';
    const source = fieldsOf(metric[name]);
    const resource = textOf(source.name);
    return resource === undefined || fieldAt(source, 'target.type') !== 'Utilization' ? []
      : [{ field: `spec.metrics[${index}].${name}`, resource, container: textOf(source.container) }];
  });
  // Version 1 has one field; nothing at all means 80 % of the CPU, in every version.
  const field = manifest.apiVersion === 'autoscaling/v1' ? 'spec.targetCPUUtilizationPercentage' : 'spec.metrics';
  return Array.isArray(stated) && stated.length > 0 ? metrics : [{ field, resource: 'cpu', container: undefined }];
}

/** Who requests too little to measure a share of it. */
interface Lack {
  readonly who: readonly string[];
  readonly what: 'none' | '0';
}

/** What the pod as a whole requests counts before its containers' requests, but not where one container is measured. */
function lackIn(pod: PodTemplate, resource: string, container: string | undefined): Lack | undefined {
  const measured = runningContainers(pod).filter(({ name }) => container === undefined || name === container);
  if (measured.length === 0 && container !== undefined) {
    return { who: [`container ${container} (which is not there)`], what: 'none' };
  }
  const stated = measured.map(({ name, fields }) =>
    ({ who: `container ${name}`, amount: requestIn(fields.resources, resource) }));
  const without = stated.filter(({ amount }) => amount === 'none').map(({ who }) => who);
  const whole = container === undefined ? fieldsOf(pod.spec.resources) : {};
  if (['requests', 'limits'].some((kind) => Object.keys(fieldsOf(whole[kind])).length > 0)) {
    const amount = requestIn(whole, resource);
    if (amount === 'zero') return { who: ['the pod'], what: '0' };
    if (amount === 'some' || stated.some((each) => each.amount === 'some')) return undefined;
  }
  if (without.length > 0) return { who: without, what: 'none' };
  const nothing = stated.length > 0 && stated.every(({ amount }) => amount === 'zero');
  return nothing ? { who: stated.map(({ who }) => who), what: '0' } : undefined;
}

/** A limit alone is the request, too. An object may be a value that comes later. */
function requestIn(resources: unknown, resource: string): 'none' | 'zero' | 'some' {
  const [stated] = ['requests', 'limits'].map((kind) => fieldsOf(fieldsOf(resources)[kind])[resource])
    .filter((amount) => amount != null);
  if (stated === undefined) return 'none';
  return isQuantity(stated) && parseQuantity(stated) === 0n ? 'zero' : 'some';
}

function identityOf({ at: { manifest }, namespace }: PodTemplate): string {
  return referenceKey(kindOf(manifest), namespace, nameOf(manifest));
}
