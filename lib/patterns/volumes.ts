/** Volumes that a container mounts: scratch space, claims, ConfigMaps and Secrets that are there. */
import { CharthouseError } from '../model/error';
import { isExisting, type Named } from '../model/existing';
import { checkName } from '../model/names';
import { absolutePath, anything, flag, mapOf, named, object, oneOf, textShape } from '../model/shape';
import { containerField } from './facts';
import { definePattern, keys } from './pattern';
import { emptyDir as scratchSpace, scratchSize } from './scratch-space';

/** A mounted volume. Exactly one of `emptyDir`, `claim`, `configMap`, `secret` and `shared` says what it is. */
export interface VolumeProps {
  /** The directory where it appears. */
  readonly path: string;
  /** Scratch space that goes with the pod. @default - not scratch space */
  readonly emptyDir?:
    | {
        /** `Memory` counts against the memory limit. @default - on disk */
        readonly medium?: 'Memory' | undefined;
        /** @default - the `sizeLimit` of `scratch` */
        readonly sizeLimit?: string | undefined;
      }
    | undefined;
  /** A PersistentVolumeClaim: one that exists, or one of the tree. @default - no claim */
  readonly claim?: Named | undefined;
  /** A ConfigMap, each key a file. @default - no ConfigMap */
  readonly configMap?: Named | undefined;
  /** A Secret, each key a file. @default - no Secret */
  readonly secret?: Named | undefined;
  /** The volume of this name that another container of the pod brings. @default - a volume of its own */
  readonly shared?: true | undefined;
  /** @default - false; true for ConfigMaps and Secrets */
  readonly readOnly?: boolean | undefined;
  /** A path inside the volume. @default - its root */
  readonly subPath?: string | undefined;
}

/** The volumes of a container. */
export interface VolumeKeys {
  /** By name of the volume. @default - none */
  readonly volumes?: Readonly<Record<string, VolumeProps>> | undefined;
}

/** What another pattern's key says of scratch space. */
interface Scratch {
  readonly scratch?: { readonly sizeLimit?: string | undefined } | undefined;
}

/** Adds volumes and mounts (https://kubernetes.io/docs/concepts/storage/volumes/). */
export const volumes = definePattern({
  name: 'volumes',
  fits: [],
  reads: keys<Scratch>({ scratch: object({ paths: anything, sizeLimit: scratchSize }) }),
  container: {
    reach: 'main',
    keys: keys<VolumeKeys>({
      volumes: mapOf(
        object({
          path: absolutePath,
          emptyDir: object({ medium: oneOf('Memory'), sizeLimit: scratchSize }),
          claim: named,
          configMap: named,
          secret: named,
          shared: oneOf(true),
          readOnly: flag,
          subPath: textShape,
        }, ['emptyDir', 'claim', 'configMap', 'secret', 'shared']),
      ),
    }),
    apply(container, settings, facts, draft) {
      for (const [name, volume] of Object.entries(settings.volumes ?? {})) {
        const field = containerField(facts, `volumes.${name}`);
        checkName(name, 'volume', facts.workload.path, field);
        const source = sourceOf(field, volume, facts.workload.path, settings.scratch);
        if (source !== undefined) draft.add('volumes', name, source, 'props');
        const declared = [volume.claim, volume.configMap, volume.secret].filter(isExisting);
        if (declared.length > 0) draft.need('declared', declared);
        const readOnly =
          volume.readOnly ?? (volume.configMap !== undefined || volume.secret !== undefined ? true : undefined);
        container.add('volumeMounts', volume.path, { name, readOnly, subPath: volume.subPath }, 'props');
      }
    },
  },
});

function sourceOf(
  field: string,
  volume: VolumeProps,
  path: string,
  scratch: Scratch['scratch'],
): Readonly<Record<string, object>> | undefined {
  const { emptyDir, claim, configMap, secret, shared } = volume;
  const kinds = Object.entries({ emptyDir, claim, configMap, secret, shared })
    .filter(([, value]) => value !== undefined)
    .map(([kind]) => kind);
  if (kinds.length !== 1 || (volume as Partial<VolumeProps>).path === undefined) {
    throw new CharthouseError({
      path,
      field,
      problem: 'must have a path and say what it is, once',
      value: [...Object.keys(volume)],
      allowed: 'path, and one of emptyDir, claim, configMap, secret, shared',
      fix: kinds.length > 1 ? `leave out ${kinds.slice(1).join(' and ')}` : 'add what is missing',
    });
  }
  if (emptyDir !== undefined)
    return scratchSpace({ medium: emptyDir.medium, sizeLimit: emptyDir.sizeLimit ?? scratch?.sizeLimit });
  if (claim !== undefined) return { persistentVolumeClaim: { claimName: claim.name } };
  if (configMap !== undefined) return { configMap: { name: configMap.name } };
  return secret === undefined ? undefined : { secret: { secretName: secret.name } };
}
