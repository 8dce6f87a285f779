import { build } from '../../examples/online-boutique';
import { removeFreshPaths } from '../synth/support/folder';
import { corporaManifests, corporaTest } from './support/corpora';
import { expectFindings, expectGolden, expectValid, synthesize, transformsIn, type Manifest } from './support/example';

const example = synthesize(build);

afterAll(removeFreshPaths);

/** Who calls whom, on which port of its pods, as the authors' network policies allow it. */
const connections = [
  'cartservice → redis-cart:6379',
  'checkoutservice → cartservice:7070',
  'checkoutservice → currencyservice:7000',
  'checkoutservice → emailservice:8080',
  'checkoutservice → paymentservice:50051',
  'checkoutservice → productcatalogservice:3550',
  'checkoutservice → shippingservice:50051',
  'frontend → adservice:9555',
  'frontend → cartservice:7070',
  'frontend → checkoutservice:5050',
  'frontend → currencyservice:7000',
  'frontend → productcatalogservice:3550',
  'frontend → recommendationservice:8080',
  'frontend → shippingservice:50051',
  'recommendationservice → productcatalogservice:3550',
];

/** Their frontend takes calls from anybody; of these one is in the shop. */
const openToAll = ['frontend'];
const callersOfFrontend = ['loadgenerator → frontend:8080'];

interface Policy {
  readonly ingress?: readonly {
    readonly from?: readonly { readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> } }[];
    readonly ports?: readonly { readonly port: number }[];
  }[];
}

/** The connections that network policies let in from pods of the same namespace, told by the label. */
function connectionsIn(manifests: readonly Manifest[], label: string): readonly string[] {
  return manifests.filter(({ kind }) => kind === 'NetworkPolicy').flatMap(({ metadata, spec }) =>
    ((spec as Policy).ingress ?? []).flatMap(({ from = [], ports = [] }) => from.flatMap(({ podSelector }) => {
      const caller = podSelector?.matchLabels?.[label];
      return caller === undefined ? [] : ports.map(({ port }) => `${caller} → ${metadata.name}:${port}`);
    }))).sort();
}

test('Online Boutique has no findings', () => { expectFindings(example, []); });

test('every object of Online Boutique is one that an API server takes', () => { expectValid(example); });

test('the files of Online Boutique are the golden ones', () => { expectGolden(example, 'online-boutique'); });

test('Online Boutique has twelve services, and takes no transform', () => {
  expect(example.manifests.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind))).toHaveLength(12);
  expect(transformsIn('online-boutique')).toBe(0);
});

test('the graph has the connections that the authors allow, and no others; each shows in a variable', () => {
  const { edges } = example.app.graph();
  const pairs = [...connections, ...callersOfFrontend].map((connection) => connection.replace(/:\d+$/, '')).sort();
  const name = (path: string): string => path.replace('online-boutique/', '');
  expect(edges.map(({ from, to }) => `${name(from)} → ${name(to)}`).sort()).toStrictEqual(pairs);
  expect(edges.flatMap(({ via }) => via).filter((via) => !via.startsWith('env '))).toStrictEqual([]);
});

test('the network policies let in just these connections, on the ports of the pods', () => {
  expect(connectionsIn(example.manifests, 'charthouse.dev/workload'))
    .toStrictEqual([...connections, ...callersOfFrontend].sort());
});

corporaTest('these are the connections of the authors\' own network policies', () => {
  const policies = corporaManifests('online-boutique-network-policies.yaml');
  expect(connectionsIn(policies, 'app')).toStrictEqual(connections);
  const open = policies.filter(({ spec }) => (spec as Policy).ingress?.some(({ from }) => from === undefined));
  expect(open.map(({ metadata }) => metadata.name)).toStrictEqual(openToAll);
});
