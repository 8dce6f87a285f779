import { App } from 'charthouse';
import { build, house, install } from '../../examples/product';
import { removeFreshPaths } from '../synth/support/folder';
import { expectGolden, expectValid, synthesize, type Manifest } from './support/example';
import { trafficOf } from './support/traffic';

interface Annotated {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
}

const example = synthesize(build);

afterAll(removeFreshPaths);

test('the product says openly what it leaves, and nothing else is found', () => {
  expect(example.app.findings().filter(({ waived }) => waived === undefined)).toEqual([]);
});

test('every object of the product is one that an API server takes', () => { expectValid(example); });

test('the files of the product are the golden ones', () => { expectGolden(example, 'product'); });

const anyPublicAddress =
  '0.0.0.0/0 except 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, 169.254.0.0/16, 127.0.0.0/8';

test('the traffic within a cluster is exactly what is meant, and no customer reaches another', () => {
  const app = new App();
  install(app, house.target('eu'));
  const meant = ['acme', 'globex'].flatMap((customer) => [
    `gateway-system/* -> desk-${customer}/web: 8080/TCP`,
    ...['migrate', 'report', 'web', 'worker-exports', 'worker-mails'].flatMap((user) => [
      `desk-${customer}/${user} -> desk-${customer}/cache: 6379/TCP`,
      `desk-${customer}/${user} -> desk-${customer}/database: 5432/TCP`,
      `desk-${customer}/${user} -> ${anyPublicAddress}: 9093/TCP`,
    ]),
  ]);
  expect([...trafficOf(app)].sort()).toEqual(meant.sort());
});

test('each delivery migrates the database in its own way, after the database and before what uses it', () => {
  const delivered = (target: string): unknown => {
    const { app } = synthesize((tree) => { install(tree, house.target(target as 'eu')); });
    const customer = app.charts.find(({ node }) => node.id === `desk-acme-${target}`);
    const manifests = customer!.toJson() as readonly (Manifest & { readonly metadata: Annotated })[];
    const order = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    const place = (object: string): number => order.findIndex((each) => each.startsWith(object));
    const job = manifests.find(({ kind }) => kind === 'Job');
    return {
      inOrder: place('StatefulSet database') < place('Job migrate') && place('Job migrate') < place('Deployment web'),
      annotations: job?.metadata.annotations,
      label: job?.metadata.labels['charthouse.dev/release'],
    };
  };
  expect(delivered('us')).toEqual({ inOrder: true, annotations: undefined, label: 'before' });
  expect(delivered('eu')).toEqual({
    inOrder: true,
    annotations: {
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      'argocd.argoproj.io/sync-wave': '1',
    },
    label: 'before',
  });
});
