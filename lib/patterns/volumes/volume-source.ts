/** What a volume is made of, as Kubernetes says it. */
import type { PodCollections } from '../../model/draft/collections';
import { CharthouseError } from '../../model/error';
import { featureSince } from '../../model/kubernetes/served';
import { claimSpec, withStandardTier } from '../claim-spec';
import { qualified } from '../image-reference';
import { refuseBefore } from '../kubernetes-since';
import { emptyDir } from '../scratch-space';
import { downwardFiles } from './downward-files';
import { filesOf } from './keyed-files';
import { projectedSources } from './projected-sources';
import { demand, refuseSamePath, said, vouch, type VolumePlace } from './volume-place';
import type { VolumeProps } from './volume-props';
import type { VolumeKind } from './volume-shape';

/** The source of a volume, which has one; undefined where another container or a pattern brings it. */
type Source = PodCollections['volumes'] | undefined;

/** Makes the source of a volume of one kind. */
type Maker<Kind extends VolumeKind> =
  (given: NonNullable<VolumeProps[Kind]>, volume: VolumeProps, place: VolumePlace) => Source;

/** The source of the volume, which is of this kind. */
export function volumeSource(kind: VolumeKind, volume: VolumeProps, place: VolumePlace): Source {
  const make = makers[kind] as (given: unknown, volume: VolumeProps, place: VolumePlace) => Source;
  return make(volume[kind], volume, place);
}

const makers: { readonly [Kind in VolumeKind]: Maker<Kind> } = {
  shared: () => undefined,
  emptyDir: ({ medium, sizeLimit }, _volume, { settings }) =>
    emptyDir({ medium, sizeLimit: sizeLimit ?? settings.scratch?.sizeLimit }),
  claim: (claim, _volume, place) => {
    vouch(claim, place);
    return { persistentVolumeClaim: { claimName: claim.name, ...said({ readOnly: claim.readOnly }) } };
  },
  ephemeral: (claim, { volumeMode }, { facts, field }) => {
    const spec = claimSpec(withStandardTier(claim, facts.workload), `${field}.ephemeral`, facts.workload);
    return { ephemeral: { volumeClaimTemplate: { spec: { ...spec, ...said({ volumeMode }) } } } };
  },
  configMap: (configMap, volume, place) => ({
    configMap: { name: configMap.name, ...filesOf(volume, configMap, place), ...modeOf(volume) },
  }),
  secret: (secret, volume, place) => ({
    secret: { secretName: secret.name, ...filesOf(volume, secret, place), ...modeOf(volume) },
  }),
  projected: (sources, volume, place) => ({
    projected: { sources: projectedSources(sources, place), ...modeOf(volume) },
  }),
  downwardAPI: (files, volume, place) => {
    refuseSamePath(Object.keys(files), { ...place, field: `${place.field}.downwardAPI` });
    return { downwardAPI: { items: downwardFiles(files, place.facts.name), ...modeOf(volume) } };
  },
  csi: (csi, _volume, place) => {
    demand({ driver: csi.driver }, `${place.field}.csi`, place);
    vouch(csi.nodePublishSecretRef, place);
    const secret = csi.nodePublishSecretRef;
    return { csi: { ...said(csi), ...said({ nodePublishSecretRef: secret && { name: secret.name } }) } };
  },
  nfs: (nfs, _volume, place) => {
    demand({ server: nfs.server, path: nfs.path }, `${place.field}.nfs`, place);
    refuseWithoutReason(nfs, place);
    return { nfs: said(nfs) };
  },
  image: ({ reference, pullPolicy }, _volume, place) => {
    const { registry, imagePullPolicy } = place.settings;
    demand({ reference }, `${place.field}.image`, place);
    // Before it was stable not every runtime had it.
    refuseBefore(featureSince.imageVolumes.stable, `${place.field}.image`, reference, place.facts.workload);
    const policy = said({ pullPolicy: pullPolicy ?? imagePullPolicy });
    return { image: { reference: qualified(reference, registry), ...policy } };
  },
};

function modeOf({ defaultMode }: VolumeProps): { readonly defaultMode?: number } {
  return said({ defaultMode });
}

/** The "restricted" level takes no NFS (https://kubernetes.io/docs/concepts/security/pod-security-standards/). */
function refuseWithoutReason(nfs: object, { facts, field }: VolumePlace): void {
  if (facts.workload.reason(`${field}.nfs`) !== undefined) return;
  throw new CharthouseError({
    path: facts.workload.path,
    field: `${field}.nfs`,
    problem: 'is refused by "restricted" namespaces and takes a reason',
    value: nfs,
    allowed: `because: { '${field}.nfs': '…' }`,
    fix: 'mount it by a claim, or say why the pod needs it',
  });
}
