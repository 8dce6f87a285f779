/** The selector by which a controller takes pods for its own. */
import { fieldAt, fieldsOf } from './fields';
import { groupOf, isKind } from './object-identity';
import type { PodTemplate } from './pod-template';
import { labelSelectorOf, mapSelectorOf, type LabelSelector } from './selects';

/** The selector of the controller that makes these pods; undefined where it has none, or Kubernetes itself makes it. */
export function controllerSelector(pod: PodTemplate): LabelSelector | undefined {
  const { manifest } = pod.at;
  const selector = fieldAt(manifest, 'spec.selector');
  if (isKind(manifest, '', 'ReplicationController')) {
    return selector === undefined ? undefined : mapSelectorOf(selector);
  }
  if (isKind(manifest, 'batch', 'Job') && fieldAt(manifest, 'spec.manualSelector') !== true) return undefined;
  // Other groups may call something else `selector`: only what has the shape of a label selector counts.
  const { matchLabels, matchExpressions } = fieldsOf(selector);
  const isLabelSelector = matchLabels !== undefined || matchExpressions !== undefined;
  return isLabelSelector || groupOf(manifest) === 'apps' ? labelSelectorOf(selector) : undefined;
}
