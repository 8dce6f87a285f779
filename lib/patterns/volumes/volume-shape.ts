/** The shape of a volume: what can be said of it, and what goes together. */
import { CharthouseError } from '../../model/error';
import {
  anyOf, flag, integer, list, mapOf, object, oneOf, shapeOf, textShape, valueOf, type Shape, type ShapePlace,
} from '../../model/shape';
import { isDeferred, isPlainObject } from '../../model/value';
import { claimShapes } from '../claim-spec';
import { fileMode } from '../file-mode';
import { imageShape } from '../image-reference';
import { ofKind } from '../object-of-kind';
import { scratchSize } from '../scratch-space';
import { mountedShapes } from '../volume-mount';
import { downwardShape } from './downward-files';
import { filePath, itemsShape } from './file-items';

const orOutput = (shape: Shape): Shape => anyOf(shape, shapeOf('an Output', isDeferred));
const driver = shapeOf(
  'the name of a driver such as efs.csi.aws.com',
  (value) =>
    typeof value === 'string' && value.length <= 63
    && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/i.test(value),
);
const exported = shapeOf(
  'an absolute path of the server',
  (value) => typeof value === 'string' && value.startsWith('/'),
  (value) => `write '/${String(value)}'`,
);
const keyed = { configMap: ofKind('ConfigMap'), secret: ofKind('Secret'), items: itemsShape, optional: flag };
const claim = ofKind('PersistentVolumeClaim');

/** What each kind of volume is made of. */
const kinds = {
  emptyDir: object({ medium: oneOf('Memory'), sizeLimit: scratchSize }),
  claim: {
    ...claim,
    check(value: unknown, place: ShapePlace): void {
      claim.check(value, place);
      const { readOnly } = value as { readonly readOnly?: unknown };
      if (!isPlainObject(value) || readOnly === undefined) return;
      flag.check(readOnly, { ...place, field: `${place.field}.readOnly` });
    },
  },
  ephemeral: object(claimShapes),
  configMap: keyed.configMap,
  secret: keyed.secret,
  projected: list(object({
    serviceAccountToken: object({ path: filePath, audience: textShape, expirationSeconds: integer(600, 2 ** 32) }),
    downwardAPI: downwardShape,
    ...keyed,
  })),
  downwardAPI: downwardShape,
  csi: object({
    driver,
    fsType: textShape,
    readOnly: flag,
    volumeAttributes: mapOf(orOutput(shapeOf('a text', (value) => typeof value === 'string'))),
    nodePublishSecretRef: ofKind('Secret'),
  }),
  nfs: object({ server: orOutput(textShape), path: orOutput(exported), readOnly: flag }),
  image: object({ reference: valueOf(imageShape), pullPolicy: oneOf('Always', 'IfNotPresent', 'Never') }),
  shared: oneOf(true),
} satisfies Record<string, Shape>;

/** What a volume can be. */
export type VolumeKind = keyof typeof kinds;

/** What a volume can be, by name. */
export const volumeKinds = Object.freeze(Object.keys(kinds) as VolumeKind[]);

/** Of which kinds of volumes something can be said that is not of all. */
export const saidOf: Readonly<Record<string, readonly VolumeKind[]>> = Object.freeze({
  items: ['configMap', 'secret'],
  optional: ['configMap', 'secret'],
  defaultMode: ['configMap', 'secret', 'projected', 'downwardAPI'],
  volumeMode: ['claim', 'ephemeral', 'shared'],
});

const volume = object(
  { ...mountedShapes, ...kinds, items: itemsShape, optional: flag, defaultMode: fileMode },
  volumeKinds,
);

/** The shape of a volume. */
export const volumeShape: Shape = {
  ...volume,
  check(value, place) {
    if (isPlainObject(value) && 'hostPath' in value) throw ofTheNode(value['hostPath'], place);
    volume.check(value, place);
  },
};

function ofTheNode(value: unknown, { path, field }: ShapePlace): CharthouseError {
  return new CharthouseError({
    path,
    field: `${field}.hostPath`,
    problem: 'leads out of the pod: the files of a node are for agents alone',
    value,
    allowed: volumeKinds.join(', '),
    fix: "use a DaemonAgent with hostPaths: { '/var/log': {} } and a reason, or keep the data in a claim",
  });
}
