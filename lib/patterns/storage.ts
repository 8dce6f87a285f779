/** Storage of a workload's own: a claim template of a StatefulSet, or one claim that a single pod mounts. */
import { CharthouseError } from '../model/error';
import { checkName } from '../model/names';
import { emitted } from '../model/object';
import { compareQuantities, isAmount } from '../model/quantity';
import { whenStated } from '../model/rule';
import { absolutePath, object, oneOf, shapeOf, textShape, valueOf } from '../model/shape';
import type { Value } from '../model/value';
import type { PlatformProps, StorageTier } from '../platforms/platform';
import type { WorkloadFacts } from './facts';
import { definePattern, keys } from './pattern';

/** A volume that keeps its data. */
export interface StorageProps {
  /** The directory where it appears. */
  readonly path: string;
  /** Its size, such as `20Gi`. */
  readonly size: Value<string>;
  /** The tier of the platform's storage; unset by a house, the cluster chooses. @default 'standard' */
  readonly tier?: string | undefined;
  /** Who may mount it. @default 'ReadWriteOnce' */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany' | undefined;
  /** Name of the volume, which claims are called by; never change it for data that is there. @default 'data' */
  readonly name?: string | undefined;
  /** What becomes of the claims of a StatefulSet. @default - they are kept */
  readonly retention?: RetentionProps | undefined;
}

/** What becomes of claims (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/). */
export interface RetentionProps {
  /** When the StatefulSet is deleted. @default 'Retain' */
  readonly whenDeleted?: 'Retain' | 'Delete' | undefined;
  /** When there are fewer replicas. @default 'Retain' */
  readonly whenScaled?: 'Retain' | 'Delete' | undefined;
}

type AccessMode = NonNullable<StorageProps['accessMode']>;

/** The storage of a workload. */
export interface StorageKey {
  /** A volume that outlives the pods. @default - none */
  readonly storage?: StorageProps | undefined;
}

const size = shapeOf(
  'a size such as 20Gi',
  (value) => isAmount(value) && compareQuantities(value, 0) > 0,
  'write a number above 0 and a unit such as Mi or Gi',
);

const modes = oneOf('ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany');

/** Adds the volume and its claim (https://kubernetes.io/docs/concepts/storage/persistent-volumes/). */
export const storage = definePattern({
  name: 'storage',
  fits: ['longRunning', 'replicated'],
  keys: keys<StorageKey>({
    storage: object({
      path: absolutePath,
      size: valueOf(size),
      tier: textShape,
      accessMode: modes,
      name: textShape,
      retention: object({ whenDeleted: oneOf('Retain', 'Delete'), whenScaled: oneOf('Retain', 'Delete') }),
    }),
  }),
  defaults: {
    storage: whenStated({
      tier: 'standard',
      accessMode: 'ReadWriteOnce',
      retention: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    }),
  },
  apply(draft, settings, facts) {
    if (settings.storage === undefined) return;
    const { path, name = 'data', retention } = settings.storage;
    checkName(name, 'volume', facts.path, 'storage.name');
    const spec = claimSpec(settings.storage, facts);
    draft.containers('main').add('volumeMounts', path, { name }, 'props');
    if (facts.controller === 'StatefulSet') {
      draft.add('volumeClaimTemplates', name, { spec }, 'props');
      draft.claimController({ persistentVolumeClaimRetentionPolicy: retention });
      return;
    }
    draft.add('volumes', name, { persistentVolumeClaim: { claimName: `${facts.name}-${name}` } }, 'props');
    if (settings.storage.accessMode !== 'ReadWriteMany') draft.need('singleWriter', true);
  },
  emit(_draft, settings, facts) {
    if (settings.storage === undefined || facts.controller === 'StatefulSet') return [];
    return [
      emitted(
        'PersistentVolumeClaim',
        { spec: claimSpec(settings.storage, facts) },
        {
          name: `${facts.name}-${settings.storage.name ?? 'data'}`,
          delivery: { protect: true, retain: true },
        },
      ),
    ];
  },
});

function claimSpec(
  props: StorageProps,
  facts: WorkloadFacts,
): { accessModes: AccessMode[]; storageClassName?: string; resources: { requests: { storage: Value<string> } } } {
  const { tier, accessMode } = props;
  if (accessMode === undefined || !isWhole(props)) throw missing(props, facts.path);
  const { storageClassName, accessModes = ['ReadWriteOnce'] }: StorageTier =
    tier === undefined ? { accessModes: [accessMode] } : tierOf(tier, facts.platform, facts.path);
  if (!accessModes.includes(accessMode)) {
    throw new CharthouseError({
      path: facts.path,
      field: 'storage.accessMode',
      problem: `is not served by tier ${tier} of platform ${facts.platform.name}`,
      value: accessMode,
      allowed: accessModes.join(', '),
      fix: 'choose another tier or access mode',
    });
  }
  return {
    accessModes: [accessMode],
    ...(storageClassName === undefined ? {} : { storageClassName }),
    resources: { requests: { storage: props.size } },
  };
}

function isWhole(props: Partial<StorageProps>): boolean {
  return props.path !== undefined && props.size !== undefined;
}

function missing(props: Partial<StorageProps>, path: string): CharthouseError {
  const key = (['path', 'size', 'accessMode'] as const).find((each) => props[each] === undefined) ?? 'path';
  return new CharthouseError({
    path,
    field: `storage.${key}`,
    problem: 'is missing',
    allowed: { path: absolutePath.allowed, size: size.allowed, accessMode: modes.allowed }[key],
    fix: `add ${key} to storage`,
  });
}

function tierOf(tier: string, platform: PlatformProps, path: string): StorageTier {
  const tiers = platform.storage ?? {};
  const found = Object.hasOwn(tiers, tier) ? tiers[tier] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(tiers);
  throw new CharthouseError({
    path,
    field: 'storage.tier',
    problem: `is not offered by platform ${platform.name}`,
    value: tier,
    allowed: names.length === 0 ? 'nothing: the platform has no storage' : names.join(', '),
    fix: names.length === 0
      ? 'leave storage out for this target (target.pick), or give the platform storage: { standard: {} }'
      : 'use a tier that the platform has, or add the tier to it',
  });
}
