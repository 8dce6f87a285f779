/** Arbitrary volumes, storages and files, and what is legal of them beside other props. */
import fc from 'fast-check';
import { asIni, asJson, asYaml, containerResource, existing } from '../../../lib';
import type { Props } from './arbitrary-container';

const word = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const mode = fc.constantFrom(0o400, 0o440, 0o644, 0o755);
const items = fc.constantFrom<Props>({ password: 'password' }, { password: { path: 'a/b', mode: 0o400 }, user: 'u' });
const downwardAPI = fc.constantFrom<Props>(
  { labels: { podField: 'metadata.labels' }, 'pod/name': { podField: 'metadata.name', mode: 0o444 } },
  { memory: containerResource('limits.memory', { divisor: '1Mi' }), cpu: { containerResource: 'requests.cpu' } },
);
const claim = fc.record({
  size: fc.constantFrom('1Gi', '20Gi'),
  tier: fc.constantFrom('standard', 'fast'),
  accessMode: fc.constantFrom('ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'),
}, { requiredKeys: ['size'] });

/** How a volume is mounted: combinations that go together. */
const mount = fc.constantFrom<Props>(
  {}, { readOnly: true }, { readOnly: false }, { subPath: 'part' }, { subPathExpr: 'part/of' },
  { readOnly: true, recursiveReadOnly: 'IfPossible' }, { recursiveReadOnly: 'Disabled' },
  { mountPropagation: 'HostToContainer' }, { mountPropagation: 'None', readOnly: true, subPath: 'a' },
);

const keyed = fc.tuple(
  fc.constantFrom<Props>({ configMap: existing.configMap('flags') }, { secret: existing.secret('login') }),
  fc.record({ items, optional: fc.boolean() }, { requiredKeys: [] }),
).map(([kind, how]) => ({ ...kind, ...how }));
const modes = fc.record({ defaultMode: mode }, { requiredKeys: [] });
const token = fc.record({
  path: fc.constant('token'), audience: word, expirationSeconds: fc.integer({ min: 600, max: 9000 }),
}, { requiredKeys: ['path'] });

const kinds: fc.Arbitrary<Props> = fc.oneof(
  fc.constantFrom<Props>(
    { emptyDir: {} }, { emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
    { claim: existing.claim('shared-data') }, { claim: { ...existing.claim('shared-data'), readOnly: true } },
    { nfs: { server: 'files.example.com', path: '/films', readOnly: true } },
    { image: { reference: 'models/llama:3.1' } }, { image: { reference: 'models/llama:3.1', pullPolicy: 'Always' } },
    { csi: {
      driver: 'secrets-store.csi.k8s.io', readOnly: true, fsType: 'ext4',
      volumeAttributes: { secretProviderClass: 'a' }, nodePublishSecretRef: existing.secret('login'),
    } },
  ),
  claim.map((ephemeral) => ({ ephemeral })),
  fc.tuple(keyed, modes).map(([kind, how]) => ({ ...kind, ...how })),
  fc.tuple(downwardAPI, modes).map(([files, how]) => ({ downwardAPI: files, ...how })),
  fc.tuple(token, keyed, modes).map(([serviceAccountToken, source, how]) =>
    ({ projected: [{ serviceAccountToken }, source, { downwardAPI: { uid: { podField: 'metadata.uid' } } }], ...how })),
);

/** Volumes of a container; `scope` keeps their names apart from those of others. */
export function arbitraryVolumes(scope: string): fc.Arbitrary<unknown> {
  const places = fc.tuple(mount, mount, fc.boolean());
  return fc.dictionary(word, fc.tuple(kinds, places), { minKeys: 1, maxKeys: 3 }).map((entries) =>
    Object.fromEntries(Object.entries(entries).map(([name, [kind, [how, other, several]]]) => {
      const path = several ? { [`/mnt/${name}`]: {}, [`/mnt2/${name}`]: other } : `/mnt/${name}`;
      return [`${scope}-${name}`, { path, ...kind, ...several ? {} : how }];
    })));
}

/** What keeps a volume's data, without its path. */
const kept = fc.tuple(claim, mount, fc.record({
  selector: fc.constant({ matchLabels: { disk: 'a' } }),
  dataSource: fc.constantFrom<Props>({ snapshot: { name: 'monday' } }, { claim: existing.claim('old') }),
  volumeName: word,
  volumeAttributesClassName: fc.constant('gold'),
  volumeMode: fc.constantFrom('Filesystem', 'Block'),
}, { requiredKeys: [] })).map(([what, how, more]): Props =>
  ({ ...what, ...more.volumeMode === 'Block' ? {} : how, ...more }));

/** The storage of a workload. */
export const storage: fc.Arbitrary<unknown> = fc.tuple(kept, fc.record({
  path: fc.constant('/data'),
  name: word,
  retention: fc.record({
    whenDeleted: fc.constantFrom('Retain', 'Delete'), whenScaled: fc.constantFrom('Retain', 'Delete'),
  }, { requiredKeys: [] }),
}, { requiredKeys: ['path'] })).map(([claims, own]) => ({ ...claims, ...own }));

/** Further storages, whose names are nobody else's. */
export const storages: fc.Arbitrary<unknown> = fc.dictionary(word, kept, { minKeys: 1, maxKeys: 2 }).map((entries) =>
  Object.fromEntries(Object.entries(entries).map(([name, props]) =>
    [`more-${name}`, { ...props, path: `/storages/${name}` }])));

const text = fc.string({ maxLength: 12, unit: 'grapheme' });
const data = fc.dictionary(word, fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text)));
const section = fc.dictionary(word, fc.oneof(word, fc.integer(), fc.array(word)));

/** The content of a file, of every kind. */
export const fileContent: fc.Arbitrary<unknown> = fc.oneof(
  text, data.map(asJson), data.map(asYaml), fc.dictionary(word, section).map(asIni), fc.uint8Array({ maxLength: 9 }),
  fc.tuple(text, mode).map(([content, of]) => ({ content, mode: of })),
);

/** The props without what volumes refuse beside others. */
export function legalVolumes(given: Props, controller: string): Props {
  const drop: readonly string[] = [
    // A device is refused to pods with users of their own.
    ...given.hostUsers === false ? ['volumeMode'] : [],
    // Each pod of a store has a claim of its own, which only a store lets go.
    ...controller === 'StatefulSet' ? Number(given.replicas ?? 1) > 1 ? ['volumeName'] : [] : ['retention'],
  ];
  const kept = (props: unknown): unknown => typeof props !== 'object' || props === null ? props
    : Object.fromEntries(Object.entries(props).filter(([key]) => !drop.includes(key)));
  const storages = Object.entries((given.storages ?? {}) as Props).map(([name, props]) => [name, kept(props)]);
  return {
    ...given,
    ...given.storage === undefined ? {} : { storage: kept(given.storage) },
    ...given.storages === undefined ? {} : { storages: Object.fromEntries(storages) as Props },
  };
}

type Named = Readonly<Record<string, Props>>;

/** The reasons that volumes take. */
export function volumeReasons(props: Props): Props {
  const added = ['containers', 'initContainers', 'sidecars'].flatMap((set) =>
    Object.entries((props[set] ?? {}) as Named).map(([name, each]) => [`${set}.${name}.`, each] as const));
  return Object.fromEntries([['', props] as const, ...added].flatMap(([prefix, { volumes }]) =>
    Object.entries((volumes ?? {}) as Named)
      .filter(([, volume]) => volume.nfs !== undefined)
      .map(([name]) => [`${prefix}volumes.${name}.nfs`, 'the films are there'])));
}
