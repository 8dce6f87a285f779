/** Files with what is known of the pod itself (https://kubernetes.io/docs/concepts/workloads/pods/downward-api/). */
import { CharthouseError } from '../../model/error';
import type { DownwardAPIVolumeFile } from '../../model/kubernetes/types';
import { isLabelKey } from '../../model/names';
import { checkContainerResource, type ContainerResource, type PodFieldPath } from '../../model/pod-field';
import { anything, mapOf, object, shapeOf, textShape, type Shape } from '../../model/shape';
import { fileMode } from '../file-mode';
import { filePath } from './file-items';

/** A file with a field of the pod, or with a resource of a container. One of `podField` and `containerResource`. */
export interface DownwardFile extends Partial<ContainerResource> {
  /** The field: all labels or annotations too, a line each. @default - none: a resource */
  readonly podField?:
    Extract<PodFieldPath, `metadata.${string}`> | 'metadata.labels' | 'metadata.annotations' | undefined;
  /** The container whose resource it is. @default - the one that mounts the volume */
  readonly containerName?: string | undefined;
  /** Its mode, such as `0o400`. @default - the `defaultMode` of the volume */
  readonly mode?: number | undefined;
}

/** Files by their paths within the volume. */
export type DownwardFiles = Readonly<Record<string, DownwardFile>>;

const fields = Object.freeze([
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations',
]);
const podField = shapeOf(
  `one of ${fields.join(', ')}, metadata.labels['…'], metadata.annotations['…']`,
  (value) => {
    const key = typeof value === 'string' ? /^metadata\.(?:labels|annotations)\['(.+)'\]$/.exec(value)?.[1] : undefined;
    return fields.includes(value as string) || (key !== undefined && isLabelKey(key));
  },
  'take one of these; a variable can have other fields of the pod (env)',
);
const files = mapOf(
  object({ podField, containerResource: anything, divisor: anything, containerName: textShape, mode: fileMode }),
);

/** The shape of the files. */
export const downwardShape: Shape = {
  ...files,
  check(value, place) {
    files.check(value, place);
    for (const [path, file] of Object.entries(value as DownwardFiles)) {
      const at = { ...place, field: `${place.field}.${path}` };
      filePath.check(path, at);
      const { containerResource, divisor } = file;
      if ((file.podField === undefined) === (containerResource === undefined)) throw notOne(file, at.path, at.field);
      if (containerResource !== undefined) checkContainerResource({ containerResource, divisor }, at);
    }
  },
};

/** The files as Kubernetes lists them; a resource is that of `container` unless it says of which. */
export function downwardFiles(given: DownwardFiles, container: string): readonly DownwardAPIVolumeFile[] {
  return Object.entries(given)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, { podField, containerResource, divisor, containerName = container, mode }]) => ({
      path,
      ...(podField === undefined ? {} : { fieldRef: { fieldPath: podField } }),
      ...(containerResource === undefined
        ? {}
        : { resourceFieldRef: { containerName, resource: containerResource, divisor } }),
      ...(mode === undefined ? {} : { mode }),
    }));
}

function notOne(file: DownwardFile, path: string, field: string): CharthouseError {
  return new CharthouseError({
    path,
    field,
    problem: 'must be one thing: a field of the pod or a resource of a container',
    value: Object.keys(file),
    allowed: 'one of podField, containerResource',
    fix: file.podField === undefined ? 'add what is missing' : 'leave one of the two out',
  });
}
