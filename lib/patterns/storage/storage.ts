/** Storage of a workload's own: claim templates of a StatefulSet, or claims that a single pod mounts. */
import { CharthouseError } from '../../model/error';
import { checkName } from '../../model/names';
import { emitted } from '../../model/object';
import { whenStated } from '../../model/rule';
import { anything, mapOf, object, oneOf, textShape } from '../../model/shape';
import { keptDelivery } from './kept-delivery';
import { withStandardTier } from '../claim-spec';
import type { WorkloadFacts } from '../facts';
import { makePattern, keys } from '../pattern';
import { mountVolume } from '../volume-mount';
import { keptShapes, keptSpec, type KeptVolumeProps } from './kept-volume';

/** The volume that keeps a workload's data. */
export interface StorageProps extends KeptVolumeProps {
  /** Name of the volume, which claims are called by; never change it for data that is there. @default 'data' */
  readonly name?: string | undefined;
  /** What becomes of the claims of a StatefulSet, those of `storages` too. @default - they are kept */
  readonly retention?: RetentionProps | undefined;
}

/** What becomes of claims (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/). */
export interface RetentionProps {
  /** When the StatefulSet is deleted. @default 'Retain' */
  readonly whenDeleted?: 'Retain' | 'Delete' | undefined;
  /** When there are fewer replicas. @default 'Retain' */
  readonly whenScaled?: 'Retain' | 'Delete' | undefined;
}

/** The storage of a workload. */
export interface StorageKey {
  /**
   * A volume that outlives the pods. Without a tier where a house takes its default away, the cluster chooses.
   *
   * @example storage: { path: '/var/lib/postgresql/data', size: '20Gi', tier: 'fast' }
   * @default - none
   */
  readonly storage?: StorageProps | undefined;
  /**
   * Further volumes that outlive the pods, by their names, which claims are called by: never change one for data that
   * is there. A StatefulSet that is there already takes no more of them.
   *
   * @example storages: { wal: { path: '/wal', size: '5Gi', tier: 'fast' } }
   * @default - none
   */
  readonly storages?: Readonly<Record<string, KeptVolumeProps>> | undefined;
}

const policy = oneOf('Retain', 'Delete');

/** Adds the volumes and their claims (https://kubernetes.io/docs/concepts/storage/persistent-volumes/). */
export const storage = makePattern({
  name: 'storage',
  fits: ['longRunning', 'replicated'],
  keys: keys<StorageKey>({
    storage: object({
      ...keptShapes, name: textShape, retention: object({ whenDeleted: policy, whenScaled: policy }),
    }),
    storages: mapOf(object(keptShapes)),
  }),
  reads: keys<{ readonly security?: unknown }>({ security: anything }),
  defaults: {
    storage: whenStated({
      tier: 'standard',
      accessMode: 'ReadWriteOnce',
      retention: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    }),
  },
  apply(draft, { storage: first, storages, security }, facts) {
    for (const { name, field, props } of volumesOf({ storage: first, storages }, facts)) {
      const spec = keptSpec(props, field, facts);
      mountVolume(draft.containers('main'), name, props, { facts, field, security });
      if (facts.controller === 'StatefulSet') {
        draft.add('volumeClaimTemplates', name, { spec }, 'props');
        continue;
      }
      draft.add('volumes', name, { persistentVolumeClaim: { claimName: `${facts.name}-${name}` } }, 'props');
      if (props.accessMode !== 'ReadWriteMany') draft.need('singleWriter', true);
    }
    if (first === undefined) return;
    if (facts.controller !== 'StatefulSet') {
      refuseRetention(first, facts);
      return;
    }
    draft.claimController({ persistentVolumeClaimRetentionPolicy: first.retention });
  },
  emit(draft, settings, facts) {
    if (facts.controller === 'StatefulSet') {
      const { replicas = 1 } = draft.controller as { readonly replicas?: number };
      if (replicas > 1) refuseOneVolume(volumesOf(settings, facts), replicas, facts.path);
      return [];
    }
    return volumesOf(settings, facts).map(({ name, role, field, props }) => {
      const delivery = keptDelivery(facts);
      const spec = keptSpec(props, field, facts);
      return emitted('PersistentVolumeClaim', { spec }, { role, name: `${facts.name}-${name}`, delivery });
    });
  },
});

/** A volume of a workload. */
interface KeptVolume {
  readonly name: string;
  /** Tells its claim from that of `storage`. */
  readonly role: string;
  /** What its author wrote: `storage`, or `storages.wal`. */
  readonly field: string;
  readonly props: KeptVolumeProps;
}

function volumesOf({ storage: first, storages = {} }: StorageKey, facts: WorkloadFacts): readonly KeptVolume[] {
  const kept: KeptVolume[] = [];
  if (first !== undefined) {
    const { name = 'data' } = first;
    checkName(name, 'volume', facts.path, 'storage.name');
    kept.push({ name, role: '', field: 'storage', props: first });
  }
  // By name: the order in which a program says them changes nothing.
  const byName = Object.entries(storages).sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [name, props] of byName) {
    const field = `storages.${name}`;
    checkName(name, 'volume', facts.path, field);
    if (kept[0]?.name === name) throw nameTaken(facts.path, field, name);
    kept.push({ name, role: name, field, props: withStandardTier(props, facts) });
  }
  return kept;
}

/** A claim by itself is kept whatever becomes of who mounts it. */
function refuseRetention({ retention }: StorageProps, facts: WorkloadFacts): void {
  if (facts.statedBy('storage.retention') === undefined) return;
  throw new CharthouseError({
    path: facts.path,
    field: 'storage.retention',
    problem: `has no effect on a ${facts.controller}: its claim is kept`,
    value: retention,
    allowed: 'for a StatefulStore alone',
    fix: 'leave it out',
  });
}

/** Each pod of a store has a claim of its own, and a PersistentVolume is for one claim. */
function refuseOneVolume(volumes: readonly KeptVolume[], replicas: number, path: string): void {
  const one = volumes.find(({ props }) => props.volumeName !== undefined);
  if (one === undefined) return;
  throw new CharthouseError({
    path,
    field: `${one.field}.volumeName`,
    problem: `is one volume for ${replicas} pods: all but one would wait for ever`,
    value: one.props.volumeName,
    allowed: 'with a single pod',
    fix: 'say which volumes are meant by selector, or leave it out',
  });
}

function nameTaken(path: string, field: string, name: string): CharthouseError {
  return new CharthouseError({
    path,
    field,
    problem: 'is the name of the volume that `storage` says',
    value: name,
    allowed: 'a name of its own',
    fix: 'rename the new one of the two: claims that are there keep their names',
  });
}
