/** Utilisation is a share of what is requested: without a request the autoscaler reports an error, and never scales. */
import type { Check, CheckedObject } from './check';
import { fieldAt, fieldsOf, itemsOf, textOf } from './fields';
import { isKind, kindOf, nameOf, namespaceOf, objectText, referenceKey } from './object-identity';
import { podTemplatesOf, runningContainers, type PodTemplate } from './pod-template';

export const scalingHasRequests: Check = {
  rule: 'scaling-has-requests',
  severity: 'error',
  foreign: 'warning',
  demand: 'Each container that an autoscaler measures by utilisation requests that resource.',
  * run(input) {
    const pods = new Map(podTemplatesOf(input).map((pod) => [identityOf(pod), pod]));
    for (const at of input.objects.filter(isAutoscaler)) {
      const { kind, name } = fieldsOf(fieldAt(at.manifest, 'spec.scaleTargetRef'));
      const pod = pods.get(referenceKey(textOf(kind) ?? '', namespaceOf(at.manifest), textOf(name) ?? ''));
      for (const { field, resource, container } of pod === undefined ? [] : utilisationMetrics(at)) {
        const lacking = pod === undefined ? [] : containersWithout(pod, resource, container);
        if (pod !== undefined && lacking.length > 0) {
          yield {
            at,
            field,
            value: resource,
            message: `it measures ${resource} as a share of the request, but ${lacking.join(', ')} of `
              + `${objectText(pod.at.manifest)} requests none`,
            fix: `set resources.requests.${resource} there (charthouse: \`resources\`)`,
          };
        }
      }
    }
  },
};

function isAutoscaler({ manifest }: CheckedObject): boolean {
  return isKind(manifest, 'autoscaling', 'HorizontalPodAutoscaler');
}

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

function containersWithout(pod: PodTemplate, resource: string, container: string | undefined): readonly string[] {
  if (requests(pod.spec.resources, resource)) return [];
  const measured = runningContainers(pod).filter(({ name }) => container === undefined || name === container);
  if (measured.length === 0 && container !== undefined) return [`container ${container} (which is not there)`];
  return measured.filter(({ fields }) => !requests(fields.resources, resource)).map(({ name }) => `container ${name}`);
}

/** A limit alone is the request, too. */
function requests(resources: unknown, resource: string): boolean {
  return ['requests', 'limits'].some((kind) => fieldsOf(fieldsOf(resources)[kind])[resource] != null);
}

function identityOf({ at: { manifest }, namespace }: PodTemplate): string {
  return referenceKey(kindOf(manifest), namespace, nameOf(manifest));
}
