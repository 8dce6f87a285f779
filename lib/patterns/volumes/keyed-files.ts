/** The files of a ConfigMap or Secret in a volume. */
import type { Named } from '../../model/existing';
import type { KeyToPath } from '../../model/kubernetes/types';
import { listed, type FileItems } from './file-items';
import { demand, refuseSamePath, vouch, type VolumePlace } from './volume-place';

/** Its items, and whether it may be missing. Vouches for the object where it is declared. */
export function filesOf(
  { items, optional }: { readonly items?: FileItems | undefined; readonly optional?: boolean | undefined },
  object: Named | undefined,
  place: VolumePlace,
): { items?: KeyToPath[]; optional?: boolean } {
  vouch(object, place);
  for (const [key, item] of Object.entries(items ?? {})) {
    if (typeof item !== 'string') demand({ path: item.path }, `${place.field}.items.${key}`, place);
  }
  const files = items === undefined ? undefined : [...listed(items)];
  refuseSamePath((files ?? []).map(({ path }) => path), { ...place, field: `${place.field}.items` });
  return { ...(files === undefined ? {} : { items: files }), ...(optional === undefined ? {} : { optional }) };
}
