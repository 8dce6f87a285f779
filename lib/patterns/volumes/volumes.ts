/** Volumes that a container mounts: scratch space, claims, files of the cluster, and what drivers and images bring. */
import { CharthouseError } from '../../model/error';
import { checkName } from '../../model/names';
import { anything, mapOf, object } from '../../model/shape';
import { containerField } from '../facts';
import { makePattern, keys } from '../pattern';
import { scratchSize } from '../scratch-space';
import { mountVolume } from '../volume-mount';
import type { VolumePlace } from './volume-place';
import type { VolumeProps } from './volume-props';
import { saidOf, volumeKinds, volumeShape, type VolumeKind } from './volume-shape';
import { volumeSource } from './volume-source';
import { refuseContradictions } from './whole-pod';

/** The volumes of a container. */
export interface VolumeKeys {
  /**
   * By name of the volume: what it is, and where it appears.
   *
   * @example volumes: { cache: { path: '/cache', emptyDir: { sizeLimit: '128Mi' } } }
   * @default - none
   */
  readonly volumes?: Readonly<Record<string, VolumeProps>> | undefined;
}

/** What other patterns' keys say of scratch space, of images, and of what a container may do. */
type Beside = VolumePlace['settings'] & { readonly security?: unknown };

/** Adds volumes and mounts (https://kubernetes.io/docs/concepts/storage/volumes/). */
export const volumes = makePattern({
  name: 'volumes',
  fits: [],
  reads: keys<Beside>({
    scratch: object({ paths: anything, sizeLimit: scratchSize }),
    registry: anything,
    imagePullPolicy: anything,
    security: anything,
  }),
  container: {
    reach: 'main',
    keys: keys<VolumeKeys>({ volumes: mapOf(volumeShape) }),
    apply(container, settings, facts, draft) {
      for (const [name, volume] of Object.entries(settings.volumes ?? {})) {
        const place: VolumePlace = { facts, draft, settings, field: containerField(facts, `volumes.${name}`) };
        checkName(name, 'volume', facts.workload.path, place.field);
        const kind = kindOf(volume, place);
        const source = volumeSource(kind, volume, place);
        if (source !== undefined) draft.add('volumes', name, source, 'props');
        const readOnly = volume.readOnly ?? (readOnlyKinds.includes(kind) ? true : undefined);
        mountVolume(container, name, { ...volume, readOnly }, {
          facts: facts.workload, field: place.field, security: settings.security,
        });
      }
    },
  },
  emit(draft, _settings, facts) {
    refuseContradictions(draft, facts);
    return [];
  },
});

/** What nobody can write to. */
const readOnlyKinds: readonly VolumeKind[] = Object.freeze([
  'configMap', 'secret', 'projected', 'downwardAPI', 'image',
]);

/** What the volume is. Throws where it is nothing or two things, or something is said that does not go with it. */
function kindOf(volume: VolumeProps, { facts, field }: VolumePlace): VolumeKind {
  const { path } = facts.workload;
  const [kind, ...others] = volumeKinds.filter((each) => volume[each] !== undefined);
  if (kind === undefined || others.length > 0 || (volume as Partial<VolumeProps>).path === undefined) {
    throw new CharthouseError({
      path,
      field,
      problem: 'must have a path and say what it is, once',
      value: Object.keys(volume),
      allowed: `path, and one of ${volumeKinds.join(', ')}`,
      fix: others.length > 0 ? `leave out ${others.join(' and ')}` : 'add what is missing',
    });
  }
  for (const [key, of] of Object.entries(saidOf)) {
    const value = volume[key as keyof VolumeProps];
    if (value === undefined || of.includes(kind) || value === 'Filesystem') continue;
    throw new CharthouseError({
      path,
      field: `${field}.${key}`,
      problem: `has no meaning for ${kind}`,
      value,
      allowed: `with ${of.join(', ')}`,
      fix: 'leave it out',
    });
  }
  return kind;
}
