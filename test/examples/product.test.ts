import { tmpdir } from 'node:os';
import { App, findingText } from 'charthouse';
import { build, house, install } from '../../examples/product';
import { settingsOf } from '../../examples/product/settings';
import { freshPath, put, removeFreshPaths } from '../synth/support/folder';
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

test('the product finds its lock file and its configuration from any working directory', () => {
  const before = process.cwd();
  process.chdir(tmpdir());
  try {
    expect(synthesize(build).files).toEqual(example.files);
  } finally {
    process.chdir(before);
  }
});

describe('the images of the product', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const imagesOf = (app: App): readonly string[] => {
    const text = JSON.stringify(app.charts.map((chart): unknown => chart.toJson()));
    return [...new Set(text.match(/registry\.desk\.example[^"]+/g))].sort();
  };

  test('are each locked to a digest, and the same for every target', () => {
    expect(imagesOf(example.app)).toEqual([
      expect.stringMatching(/^registry\.desk\.example\/desk:3\.7\.0@sha256:[0-9a-f]{64}$/),
      expect.stringMatching(/^registry\.desk\.example\/mirror\/postgres:17\.5@sha256:[0-9a-f]{64}$/),
      expect.stringMatching(/^registry\.desk\.example\/mirror\/redis:8\.0\.2@sha256:[0-9a-f]{64}$/),
    ]);
  });

  test('are what the pipeline says it has built, where it says so', () => {
    const app = new App();
    build(app, `desk=3.8.0@${digest}`);
    expect(imagesOf(app)).toEqual([`registry.desk.example/desk:3.8.0@${digest}`, ...imagesOf(example.app).slice(1)]);
    expect(app.findings().filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('without a digest stop the synthesis', () => {
    const app = new App();
    build(app, 'desk=3.8.0');
    const errors = app.findings().filter(({ severity }) => severity === 'error');
    expect(new Set(errors.map(({ rule }) => rule))).toEqual(new Set(['image-has-digest']));
    expect(findingText(errors[0]!)).toContain('registry.desk.example/desk:3.8.0');
  });
});

describe('the configuration of the product', () => {
  const target = house.target('eu');
  const read = (text: string): unknown => {
    const folder = freshPath();
    put(folder, 'eu.yaml', text);
    return settingsOf(target, folder);
  };

  test.each(house.targets.map((each) => [each.name, each] as const))('of %s has its customers', (_name, each) => {
    expect(settingsOf(each)).toMatchObject({ customers: [{ name: 'acme' }, { name: 'globex' }] });
  });

  test('decides how large a target is', () => {
    expect([settingsOf(house.target('staging')), settingsOf(target)]).toMatchObject([
      { databaseSize: '5Gi', workers: 1, customers: [{ most: 3 }, { most: 3 }] },
      { databaseSize: '100Gi', workers: 2, customers: [{ most: 12 }, { most: 4 }] },
    ]);
  });

  test('says all that is wrong at once, and on which line', () => {
    const wrong = [
      'databaseSize: 100', 'wokers: 2', 'customers:', '  Acme: { most: 1 }', '  globex: 4', '  initech: { most: 2.5 }',
    ];
    const text = `${wrong.join('\n')}\n`;
    expect(() => read(text)).toThrow([
      'eu.yaml: 8 values are not as the schema demands; correct the file, or the schema',
      '  wokers: is none of databaseSize, workers, customers (line 2)',
      '  databaseSize: must be a size in Gi (line 1)',
      '  workers: must be a whole number of at least 1',
      '  customers.Acme: must be a name such as acme-labs (line 4)',
      '  customers.Acme.most: must be a whole number of at least 2 (line 4)',
      '  customers.globex: must be a map (line 5)',
      '  customers.globex.most: must be a whole number of at least 2',
      '  customers.initech.most: must be a whole number of at least 2 (line 6)',
    ].join('\n'));
  });
});

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
