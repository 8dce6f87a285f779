/** Names of objects that a workload refers to: the API server refuses what no object can be called. */
import { StatefulStore, WebService } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const subdomain =
  "at most 253 characters: lower-case letters, digits, '-' and '.', a letter or digit at both ends of each part";
const dnsName = "lower-case words of letters, digits and '-', with dots between them";

interface Case {
  readonly input: string;
  readonly props: object;
  readonly field: string;
  readonly value: string;
  readonly kind: string;
  readonly fix?: string;
}

const byKind: readonly Case[] = [
  {
    input: 'a ConfigMap without a name', props: { volumes: { a: { path: '/a', configMap: { name: '' } } } },
    field: 'volumes.a.configMap.name', value: '', kind: 'ConfigMap',
  },
  {
    input: 'a Secret by no legal name', props: { secrets: { '/tls': { name: 'Api TLS' } } },
    field: 'secrets./tls.name', value: 'Api TLS', kind: 'Secret', fix: "call it 'api-tls'",
  },
  {
    input: 'a claim by no legal name', props: { volumes: { a: { path: '/a', claim: { name: 'a_b' } } } },
    field: 'volumes.a.claim.name', value: 'a_b', kind: 'PersistentVolumeClaim', fix: "call it 'a-b'",
  },
  {
    input: 'a driver\'s Secret without a name',
    props: { volumes: { a: { path: '/a', csi: { driver: 'x.example.com', nodePublishSecretRef: { name: '' } } } } },
    field: 'volumes.a.csi.nodePublishSecretRef.name', value: '', kind: 'Secret',
  },
  {
    input: 'a variable of a Secret without a name', props: { env: { A: { secret: { name: '' }, key: 'a' } } },
    field: 'env.A.secret.name', value: '', kind: 'Secret',
  },
  {
    input: 'variables of a ConfigMap by no legal name', props: { envFrom: [{ configMap: { name: 'Feature Flags' } }] },
    field: 'envFrom[0].configMap.name', value: 'Feature Flags', kind: 'ConfigMap', fix: "call it 'feature-flags'",
  },
  {
    input: 'a Secret to pull with by no legal name', props: { imagePullSecrets: ['Registry Login'] },
    field: 'imagePullSecrets[0]', value: 'Registry Login', kind: 'Secret', fix: "call it 'registry-login'",
  },
  {
    input: 'a Secret to pull with that has no name', props: { imagePullSecrets: [{ name: '' }] },
    field: 'imagePullSecrets[0].name', value: '', kind: 'Secret',
  },
  {
    input: 'a ConfigMap with an empty part in its name', props: { envFrom: [{ configMap: { name: 'flags..v2' } }] },
    field: 'envFrom[0].configMap.name', value: 'flags..v2', kind: 'ConfigMap', fix: "call it 'flags.v2'",
  },
  {
    input: 'a Secret with a part that ends in a hyphen', props: { secrets: { '/tls': { name: 'tls-.example.com' } } },
    field: 'secrets./tls.name', value: 'tls-.example.com', kind: 'Secret', fix: "call it 'tls.example.com'",
  },
  {
    input: 'a claim with a part that begins with a hyphen',
    props: { volumes: { a: { path: '/a', claim: { name: 'data.-0' } } } },
    field: 'volumes.a.claim.name', value: 'data.-0', kind: 'PersistentVolumeClaim', fix: "call it 'data.0'",
  },
  {
    input: 'an account without a name', props: { serviceAccount: { name: '' } },
    field: 'serviceAccount.name', value: '', kind: 'ServiceAccount',
  },
];

const byShape: readonly (Omit<Case, 'kind' | 'fix'>)[] = [
  {
    input: 'a priority by no legal name', props: { priorityClassName: 'Very High' },
    field: 'priorityClassName', value: 'Very High',
  },
  {
    input: 'a node by no legal name',
    props: {
      nodeAffinity: { required: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['Node 1'] }] }] },
    },
    field: 'nodeAffinity.required[0].matchFields[0].values[0]', value: 'Node 1',
  },
];

const ofClaims: readonly (Omit<Case, 'kind' | 'fix'>)[] = [
  {
    input: 'a volume by no legal name', props: { volumeName: 'PV 1' }, field: 'storage.volumeName', value: 'PV 1',
  },
  {
    input: 'a class of attributes by no legal name', props: { volumeAttributesClassName: 'Gold' },
    field: 'storage.volumeAttributesClassName', value: 'Gold',
  },
];

const service = (props: object): WrongInput['build'] =>
  (shop) => new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ...props });

describe('names of other objects', () => {
  test.each(byKind)('$input: refused, and nothing is written', ({ input, props, kind, fix, ...said }) => {
    expectRefused({
      input,
      build: service(props),
      error: {
        path: 'shop/api', problem: `is no name for a ${kind}`, allowed: subdomain,
        fix: fix ?? 'choose a name of that form', ...said,
      },
    });
  });

  test.each(byShape)('$input: refused, and nothing is written', ({ input, props, ...said }) => {
    const rest = { problem: `must be ${dnsName}`, allowed: dnsName, fix: 'choose a name of that form' };
    expectRefused({ input, build: service(props), error: { path: 'shop/api', ...rest, ...said } });
  });

  test.each(ofClaims)('$input: refused, and nothing is written', ({ input, props, ...said }) => {
    expectRefused({
      input,
      build: (shop) => new StatefulStore(shop, 'orders', {
        image: 'postgres:17.2', port: 5432, user: 999, storage: { path: '/data', size: '1Gi', ...props },
      }),
      error: {
        path: 'shop/orders', problem: `must be ${dnsName}`, allowed: dnsName, fix: 'choose a name of that form',
        ...said,
      },
    });
  });

  test('a snapshot without a name: refused, and nothing is written', () => {
    expectRefused({
      input: 'a snapshot without a name',
      build: (shop) => new StatefulStore(shop, 'orders', {
        image: 'postgres:17.2', port: 5432, user: 999,
        storage: { path: '/data', size: '1Gi', dataSource: { snapshot: { name: '' } } },
      }),
      error: {
        path: 'shop/orders', field: 'storage.dataSource.snapshot.name', problem: 'is no name for a VolumeSnapshot',
        value: '', allowed: subdomain, fix: 'choose a name of that form',
      },
    });
  });
});
