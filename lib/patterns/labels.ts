/** Labels and annotations that inform people and tools. They may change at any time: nothing selects by them. */
import { CharthouseError } from '../model/error';
import { checkLabelKey, isLabelValue, workloadLabel } from '../model/names';
import { anything, labelValue, mapOf } from '../model/shape';
import type { Value } from '../model/value';
import { annotationMap } from './annotations';
import { makePattern, keys } from './pattern';

/** What informs about a workload. */
export interface LabelKeys {
  /** The team that answers for it: the label `charthouse.dev/owner`. @default - the Application's */
  readonly owner?: string | undefined;
  /** Its part in the application, such as `frontend`: the label `app.kubernetes.io/component`. @default - none */
  readonly component?: string | undefined;
  /**
   * Labels of all its objects and its pods; of a Task, not of its pods, whose template can never change.
   * @default - none besides Kubernetes' recommended ones
   */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Annotations of all its objects. @default - none */
  readonly annotations?: Readonly<Record<string, Value<string>>> | undefined;
  /** Annotations of its pods: a change rolls them. @default - none */
  readonly podAnnotations?: Readonly<Record<string, Value<string>>> | undefined;
}

/** Adds the recommended labels (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/). */
export const labels = makePattern({
  name: 'labels',
  fits: [],
  keys: keys<LabelKeys>({
    owner: labelValue,
    component: labelValue,
    labels: mapOf(labelValue),
    annotations: annotationMap,
    podAnnotations: annotationMap,
  }),
  reads: keys<{ readonly image?: unknown }>({ image: anything }),
  apply(draft, settings, facts) {
    for (const field of ['labels', 'annotations', 'podAnnotations'] as const)
      for (const key of Object.keys(settings[field] ?? {})) checkLabelKey(key, facts.path, field);
    const informing: Readonly<Record<string, string | undefined>> = {
      'app.kubernetes.io/name': facts.name,
      'app.kubernetes.io/instance': facts.name,
      'app.kubernetes.io/version': versionOf(settings.image),
      'app.kubernetes.io/part-of': facts.application,
      'app.kubernetes.io/component': settings.component,
      'app.kubernetes.io/managed-by': 'charthouse',
      'charthouse.dev/owner': settings.owner,
      ...settings.labels,
    };
    if (workloadLabel in informing) {
      throw new CharthouseError({
        path: facts.path,
        field: `labels.${workloadLabel}`,
        problem: 'is identity, which no label may take',
        value: informing[workloadLabel],
        allowed: 'any other label',
        fix: 'give the workload another `name`, or use adopt for what runs already',
      });
    }
    for (const [key, value] of Object.entries(informing)) {
      if (value === undefined) continue;
      draft.add('labels', key, value, 'props');
      if (!(key in facts.selector)) draft.add('podLabels', key, value, 'props');
    }
    draft.add('labels', workloadLabel, facts.name, 'first');
    if (!(workloadLabel in facts.selector)) draft.add('podLabels', workloadLabel, facts.name, 'first');
    for (const [key, value] of Object.entries(settings.annotations ?? {}))
      draft.add('annotations', key, value, 'props');
    for (const [key, value] of Object.entries(settings.podAnnotations ?? {}))
      draft.add('podAnnotations', key, value, 'props');
  },
});

/** The tag of the main image; a digest, an Output and a tag of over 63 characters are no label values. */
function versionOf(image: unknown): string | undefined {
  if (typeof image !== 'string') return undefined;
  const [name = ''] = image.split('@');
  const tag = /:([^:/]+)$/.exec(name)?.[1];
  return tag !== undefined && isLabelValue(tag) ? tag : undefined;
}
