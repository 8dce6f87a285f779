/** A volume that keeps its data: its claim, and where it appears. */
import { CharthouseError } from '../../model/error';
import type { Named } from '../../model/existing';
import { featureSince } from '../../model/kubernetes/served';
import type { PersistentVolumeClaimSpec } from '../../model/kubernetes/types';
import { dnsName, labelMap } from '../../model/name-shapes';
import { absolutePath, object, type Shape } from '../../model/shape';
import { claimShapes, claimSpec, type ClaimProps, type ClaimSpec } from '../claim-spec';
import type { WorkloadFacts } from '../facts';
import { refuseBefore } from '../kubernetes-since';
import { ofKind } from '../object-of-kind';
import { mountedShapes, type MountedProps } from '../volume-mount';

/** A volume that keeps its data. Of a claim that is there already hardly more than the size can be changed. */
export interface KeptVolumeProps extends ClaimProps, MountedProps {
  /** Labels of the volumes that the claim may get, where they are there already. @default - any, or a new one */
  readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> } | undefined;
  /**
   * What the volume begins with: a VolumeSnapshot, or a claim that is copied.
   *
   * @example dataSource: { snapshot: { name: 'orders-2026-11-01' } }
   * @default - nothing: it is empty
   */
  readonly dataSource?: DataSource | undefined;
  /** The PersistentVolume that a single claim gets, where it is there already. @default - whichever fits */
  readonly volumeName?: string | undefined;
  /** Its VolumeAttributesClass, such as one of more throughput; from Kubernetes 1.34. @default - none */
  readonly volumeAttributesClassName?: string | undefined;
}

/** What a volume begins with: one of the two. */
export interface DataSource {
  /** A VolumeSnapshot of its namespace. @default - no snapshot */
  readonly snapshot?: Named | undefined;
  /** A claim of its namespace, of the same StorageClass. @default - no claim */
  readonly claim?: Named | undefined;
}

/** The spec of a claim that keeps its data. */
type KeptSpec = ClaimSpec
  & Pick<KeptVolumeProps, 'selector' | 'volumeName' | 'volumeMode' | 'volumeAttributesClassName'>
  & Pick<PersistentVolumeClaimSpec, 'dataSource'>;

/** The shapes of such a volume's props. */
export const keptShapes: Readonly<Record<string, Shape>> = Object.freeze({
  ...mountedShapes,
  ...claimShapes,
  selector: object({ matchLabels: labelMap }),
  dataSource: object(
    { snapshot: ofKind('VolumeSnapshot'), claim: ofKind('PersistentVolumeClaim') },
    ['snapshot', 'claim'],
  ),
  volumeName: dnsName,
  volumeAttributesClassName: dnsName,
});

/** The spec of its claim; `field` is what the author wrote. Throws where something is missing, or not offered. */
export function keptSpec(props: KeptVolumeProps, field: string, facts: WorkloadFacts): KeptSpec {
  const { path, selector, dataSource, volumeName, volumeMode, volumeAttributesClassName } = props;
  if ((path as KeptVolumeProps['path'] | undefined) === undefined) {
    throw new CharthouseError({
      path: facts.path,
      field: `${field}.path`,
      problem: 'is missing',
      allowed: absolutePath.allowed,
      fix: `add path to ${field}`,
    });
  }
  if (volumeAttributesClassName !== undefined) {
    const { on } = featureSince.volumeAttributesClass;
    refuseBefore(on, `${field}.volumeAttributesClassName`, volumeAttributesClassName, facts);
  }
  return {
    ...claimSpec(props, field, facts),
    ...(selector === undefined ? {} : { selector }),
    ...(dataSource === undefined ? {} : { dataSource: sourceOf(dataSource, field, facts.path) }),
    ...(volumeName === undefined ? {} : { volumeName }),
    ...(volumeMode === undefined ? {} : { volumeMode }),
    ...(volumeAttributesClassName === undefined ? {} : { volumeAttributesClassName }),
  };
}

function sourceOf(
  { snapshot, claim }: DataSource,
  field: string,
  path: string,
): NonNullable<PersistentVolumeClaimSpec['dataSource']> {
  if (snapshot !== undefined && claim === undefined) {
    return { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: snapshot.name };
  }
  if (claim !== undefined && snapshot === undefined) return { kind: 'PersistentVolumeClaim', name: claim.name };
  throw new CharthouseError({
    path,
    field: `${field}.dataSource`,
    problem: 'must be one thing: a snapshot or a claim',
    value: claim === undefined ? 'neither' : 'both',
    allowed: 'one of snapshot, claim',
    fix: claim === undefined ? 'name the snapshot or the claim' : 'leave one of the two out',
  });
}
