/** Which keys of a ConfigMap or Secret are files of a volume: where, and with which mode. */
import type { KeyToPath } from '../../model/kubernetes/types';
import { anyOf, configKey, mapOf, object, shapeOf, type Shape } from '../../model/shape';
import { fileMode } from '../file-mode';

/** A key as a file. */
export interface FileItem {
  /** Where it is, within the volume. */
  readonly path: string;
  /** Its mode, such as `0o400`. @default - the `defaultMode` of the volume */
  readonly mode?: number | undefined;
}

/** Files by their keys: where each is within the volume. */
export type FileItems = Readonly<Record<string, string | FileItem>>;

/** The path of a file that the kubelet writes: what begins with two dots is its own. */
export const filePath: Shape = shapeOf(
  "a path within the volume, without '..'",
  (value) => typeof value === 'string' && /^(?!\/|\.\.)./.test(value) && !value.split('/').includes('..'),
  (value) => (typeof value === 'string' && /^\/[^/]/.test(value)
    ? `write '${value.slice(1)}'`
    : 'name a file of the volume'),
);

const items = mapOf(anyOf(filePath, object({ path: filePath, mode: fileMode })));

const someItems = shapeOf(
  'at least one key and where it is',
  (value) => Object.keys(value as object).length > 0,
  'name a key, or leave it out for every key',
);

/** The shape of the items. */
export const itemsShape: Shape = {
  ...items,
  check(value, place) {
    items.check(value, place);
    // To Kubernetes no items are every key.
    someItems.check(value, place);
    for (const key of Object.keys(value as object)) configKey.check(key, { ...place, field: `${place.field}.${key}` });
  },
};

/** The items as Kubernetes lists them: their order says nothing. */
export function listed(given: FileItems): readonly KeyToPath[] {
  return Object.entries(given)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, item]) => {
      const { path, mode } = typeof item === 'string' ? { path: item } : item;
      return { key, path, ...(mode === undefined ? {} : { mode }) };
    });
}
