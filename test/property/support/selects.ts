/** Who selects what, read from finished manifests: an opinion of its own, not the library's. */
import type { Manifest } from './manifests';

type Labels = Readonly<Record<string, string>>;

/** Pods of a manifest: the labels on its pod template. */
export interface Pods {
  readonly of: string;
  readonly namespace: string;
  readonly labels: Labels;
}

/** A selector of a manifest. */
export interface Selector {
  readonly of: string;
  readonly namespace: string;
  readonly matchLabels: Labels;
}

/** The pods that the manifests make. */
export function podsOf(manifests: readonly Manifest[]): readonly Pods[] {
  return manifests.flatMap((manifest) => {
    const template = at(manifest, 'spec.template.metadata.labels') ?? at(manifest, labelsOfCronJob);
    return template === undefined ? [] : [{ ...placeOf(manifest), labels: template as Labels }];
  });
}

/** The selectors by which the manifests find pods. */
export function selectorsOf(manifests: readonly Manifest[]): readonly Selector[] {
  return manifests.flatMap((manifest) => {
    // A claim selects volumes.
    if (manifest.kind === 'PersistentVolumeClaim') return [];
    const selector = at(manifest, 'spec.selector.matchLabels') ?? at(manifest, 'spec.podSelector.matchLabels')
      ?? (manifest.kind === 'Service' ? at(manifest, 'spec.selector') : undefined);
    return selector === undefined ? [] : [{ ...placeOf(manifest), matchLabels: selector as Labels }];
  });
}

/** Whether a selector finds these pods. A StatefulSet writes the name of a pod on it. */
export function finds(selector: Selector, pods: Pods): boolean {
  const { [podName]: one, ...others } = selector.matchLabels;
  return selector.namespace === pods.namespace
    && Object.entries(others).every(([key, value]) => pods.labels[key] === value)
    && (one === undefined || pods.of === `StatefulSet ${one.replace(/-\d+$/, '')}`);
}

const podName = 'statefulset.kubernetes.io/pod-name';

/** The value at a path of a manifest. */
export function at(manifest: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Labels | undefined)?.[key], manifest);
}

const labelsOfCronJob = 'spec.jobTemplate.spec.template.metadata.labels';

function placeOf({ kind, metadata }: Manifest): { readonly of: string; readonly namespace: string } {
  return { of: `${kind} ${metadata.name}`, namespace: metadata.namespace ?? '' };
}
