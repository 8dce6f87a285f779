import { randomBytes } from 'node:crypto';
import { Config, output, unknown as unknownValue, type Output } from '@pulumi/pulumi';
import * as k8s from '@pulumi/kubernetes';
import { Application, StatefulStore, WebService, Worker, asYaml, defineHouse, generic, secret, text } from 'charthouse';
import { clusterProvider, deploy, type DeployOptions } from 'charthouse/pulumi';

import { cluster } from './support/clusters';
import { TestStack } from './support/stack';

const { api, kubeconfig } = cluster();
const open: TestStack[] = [];

afterAll(() => {
  for (const stack of open) stack.close();
});

async function newStack(folder?: string): Promise<TestStack> {
  const stack = await TestStack.open(folder === undefined ? {} : { folder });
  open.push(stack);
  return stack;
}

function houseIn(namespace: string, target: string, clusterUid?: string): ReturnType<typeof defineHouse> {
  return defineHouse({
    name: 'acme',
    version: '1.0.0',
    platforms: { plain: generic() },
    targets: { [target]: { platform: 'plain', environment: 'test', namespace, clusterUid } },
  });
}

function deploymentIn(namespace: string): Parameters<typeof api.get>[0] {
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace, name: 'api' } };
}

const newName = (name: string): string => `${name}-${randomBytes(3).toString('hex')}`;

interface ShopProps {
  /** @default 'shop' */
  readonly name?: string;
  readonly namespace: string;
  /** @default 'test' */
  readonly target?: string;
  /** Asked while the program runs. @default - db.example.com */
  readonly endpoint?: () => Output<string>;
  /** @default 'api:1.0.0' */
  readonly image?: string;
  /** @default - nothing is said */
  readonly clusterUid?: string;
  /** @default false */
  readonly store?: boolean;
  /** @default - none */
  readonly because?: Readonly<Record<string, string>>;
  /** @default 'hello' */
  readonly greeting?: string;
  /** @default - none */
  readonly options?: Omit<DeployOptions, 'provider'>;
}

/** A shop, as its authors write it. */
function shop(props: ShopProps): () => Promise<Record<string, unknown>> {
  const { namespace, target: targetName = 'test', image = 'api:1.0.0', clusterUid, store = false, because } = props;
  return () => {
    const provider = clusterProvider('here', { kubeconfig });
    const endpoint = props.endpoint?.() ?? output('db.example.com');
    const password = new Config().getSecret('password') ?? output('unset');
    const deployed = deploy(props.name ?? 'shop', { provider, ...props.options }, (app) => {
      const target = houseIn(namespace, targetName, clusterUid).target(targetName);
      const application = new Application(app, 'shop', { target, createNamespace: true });
      const api = new WebService(application, 'api', {
        image,
        port: 8080,
        host: 'api.example.com',
        env: {
          DATABASE_HOST: endpoint,
          DATABASE_PASSWORD: secret(password),
          DATABASE_URL: text`postgres://${endpoint}:5432/shop`,
          GREETING: props.greeting ?? 'hello',
        },
        files: { '/etc/api.yaml': asYaml({ database: endpoint }) },
      });
      new Worker(application, 'mailer', { image: 'mailer:1.0.0', env: { API: text`${api.url}/v1` } });
      if (store) {
        new StatefulStore(application, 'orders', {
          image: 'postgres:17.2', port: 5432, user: 999, storage: { path: '/data', size: '1Gi' }, because,
        });
      }
      return { api, url: api.publicUrl };
    });
    const service = deployed.resource(deployed.api, 'Service');
    return Promise.resolve({
      url: deployed.url,
      clusterIP: service.spec.clusterIP,
      isService: k8s.core.v1.Service.isInstance(service),
      uid: deployed.resource(deployed.api, 'Deployment').metadata.uid,
    });
  };
}

test('a shop is previewed, made, seen not to differ, changed, refreshed and deleted', async () => {
  const namespace = newName('life');
  const stack = await newStack();
  await stack.configure('password', 'first password', { secret: true });
  const previewed = await stack.preview(shop({ namespace }));
  expect(previewed.changed).toContain(`create Deployment shop/test/${namespace}/api`);

  await stack.up(shop({ namespace }));
  const outputs = await stack.outputs();
  expect(outputs).toMatchObject({ url: 'https://api.example.com', isService: true });
  expect(outputs['clusterIP']).toMatch(/^\d+\.\d+\./);

  const refreshed = await stack.preview(shop({ namespace }), { refresh: true });
  expect(refreshed.changed.filter((each) => !each.startsWith('refresh '))).toStrictEqual([]);
  expect((await stack.up(shop({ namespace }))).changed).toStrictEqual([]);

  const changed = await stack.up(shop({ namespace, greeting: 'good day' }));
  expect(changed.changed).toStrictEqual([`update Deployment shop/test/${namespace}/api`]);
  expect((await stack.outputs())['uid']).toBe(outputs['uid']);

  await stack.refresh();
  await stack.destroy();
  expect((await stack.state()).filter(({ type }) => type.startsWith('kubernetes:'))).toStrictEqual([]);
});

test('a preview shows what Application, workloads and objects there will be, each below its own', async () => {
  const namespace = newName('tree');
  const stack = await newStack();
  const { operations } = await stack.preview(shop({ namespace }));
  const chains = new Set(operations.map(({ urn }) => urn.split('::')[2]));

  expect(chains).toContain('charthouse:index:App$charthouse:index:Application');
  expect(chains).toContain('charthouse:index:App$charthouse:index:Application$charthouse:index:Workload');
  expect(chains).toContain(
    'charthouse:index:App$charthouse:index:Application$charthouse:index:Workload$kubernetes:apps/v1:Deployment');
  expect(chains).toContain('charthouse:index:App$charthouse:index:Application$kubernetes:core/v1:Namespace');
});

test('in a preview exactly what depends on an unknown value is unknown', async () => {
  const namespace = newName('unknown');
  const stack = await newStack();
  const endpoint = (): Output<string> => output(unknownValue) as unknown as Output<string>;
  const { operations } = await stack.preview(shop({ namespace, endpoint }));
  const unknown = Object.fromEntries(operations.filter((each) => each.unknown.length > 0)
    .map((each) => [`${each.type.split(':').at(-1)} ${each.name}`, [...each.unknown].sort()]));

  expect(unknown).toStrictEqual({
    [`ConfigMap shop/test/${namespace}/api-files`]: ['data["etc-api.yaml"]'],
    [`Deployment shop/test/${namespace}/api`]: [
      'spec.template.metadata.annotations["charthouse.dev/files-checksum"]',
      'spec.template.metadata.annotations["charthouse.dev/secrets-version"]',
      'spec.template.spec.containers[0].env[0].value',
      'spec.template.spec.containers[0].env[2].value',
    ],
  });
});

test('configuration and Secrets change in place, and roll the pods', async () => {
  const namespace = newName('config');
  const stack = await newStack();
  await stack.configure('password', 'first password', { secret: true });
  await stack.up(shop({ namespace }));
  const template = async (): Promise<Record<string, string>> => {
    const { object } = await api.get(deploymentIn(namespace));
    return (object as unknown as {
      spec: { template: { metadata: { annotations: Record<string, string> } } };
    }).spec.template.metadata.annotations;
  };
  const before = await template();

  const moved = await stack.up(shop({ namespace, endpoint: () => output('other.example.com') }));
  expect([...moved.changed].sort()).toStrictEqual([
    `update ConfigMap shop/test/${namespace}/api-files`, `update Deployment shop/test/${namespace}/api`,
  ]);
  const then = await template();
  expect(then['charthouse.dev/files-checksum']).not.toBe(before['charthouse.dev/files-checksum']);
  expect(then['charthouse.dev/secrets-version']).toBe(before['charthouse.dev/secrets-version']);

  await stack.configure('password', 'second password', { secret: true });
  const rolled = await stack.up(shop({ namespace, endpoint: () => output('other.example.com') }));
  expect([...rolled.changed].sort()).toStrictEqual([
    `update Deployment shop/test/${namespace}/api`, `update Secret shop/test/${namespace}/api-secrets`,
  ]);
  expect((await template())['charthouse.dev/secrets-version']).not.toBe(then['charthouse.dev/secrets-version']);
  await stack.destroy();
});

test('a secret is in its Secret, and nowhere else in plain', async () => {
  const canary = 'can"ary /+ ünd=1f8b';
  const forms = [
    canary, Buffer.from(canary).toString('base64'), JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary),
    Buffer.from(canary).toString('base64url'),
  ];
  const namespace = newName('secret');
  const stack = await newStack();
  await stack.configure('password', canary, { secret: true });
  await stack.preview(shop({ namespace }));
  await stack.up(shop({ namespace }));
  await stack.up(shop({ namespace, image: 'api:1.0.1' }));
  await stack.refresh();
  await stack.destroy();
  await stack.up(shop({ namespace }));

  const kept = await api.get({ apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name: 'api-secrets' } });
  expect(JSON.stringify(kept)).toContain(Buffer.from(canary).toString('base64'));
  const everywhere = stack.everything();
  expect(everywhere.length).toBeGreaterThan(10_000);
  expect(forms.filter((form) => everywhere.includes(form))).toStrictEqual([]);
  const kinds = [
    ['apps/v1', 'Deployment'], ['apps/v1', 'ReplicaSet'], ['v1', 'Pod'], ['v1', 'ConfigMap'], ['v1', 'Service'],
    ['v1', 'Event'], ['networking.k8s.io/v1', 'NetworkPolicy'],
  ] as const;
  for (const [apiVersion, kind] of kinds) {
    const objects = JSON.stringify(await api.list(apiVersion, kind, namespace));
    expect(forms.filter((form) => objects.includes(form))).toStrictEqual([]);
  }
  await stack.destroy();
});

test('a secret outside of a Secret is refused before the object is sent', async () => {
  const namespace = newName('exposed');
  const stack = await newStack();
  await stack.configure('password', 'in the open', { secret: true });
  const program = shop({ namespace, endpoint: () => new Config().requireSecret('password') });
  const refused = await stack.refused('up', program);

  expect(refused.output).toContain('shop/api: ConfigMap data.etc-api.yaml is a secret Output');
  expect(refused.output).toContain('write env: { NAME: secret(output) }');
  expect(stack.everything()).not.toContain('in the open');
  expect((await api.get(deploymentIn(namespace))).status).toBe(404);
  await stack.destroy();
});

test('what holds data is neither deleted nor replaced, unless somebody says why', async () => {
  const namespace = newName('store');
  const stack = await newStack();
  await stack.up(shop({ namespace, store: true }));

  const without = await stack.refused('preview', shop({ namespace }));
  expect(without.output).toContain(`shop/test/${namespace}/orders`);
  expect(without.output).toMatch(/protect/);
  await stack.up(shop({ namespace, store: true, because: { protect: 'moved to the cloud' } }));
  await stack.up(shop({ namespace }));
  const claims = await api.list('v1', 'PersistentVolumeClaim', namespace);
  expect(claims).toHaveLength(1);
  await stack.destroy();
});

test('the provider of another cluster is refused before anything is made', async () => {
  const namespace = newName('guard');
  const stack = await newStack();
  const system = await api.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } });
  const right = system.object.metadata.uid ?? '';
  const wrong = '00000000-0000-4000-8000-000000000000';

  const refused = await stack.refused('up', shop({ namespace, clusterUid: wrong }));
  expect(refused.output).toContain(`target test: clusterUid says ${wrong}, and the provider leads to another cluster`);
  expect((await stack.state()).filter(({ type }) => type === 'kubernetes:core/v1:ServiceAccount')).toStrictEqual([]);
  expect((await api.get({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } })).status).toBe(404);

  await stack.up(shop({ namespace, clusterUid: right }));
  await stack.destroy();
});

test('another name of the deployment or of its target, with the former one, changes nothing', async () => {
  const namespace = newName('renamed');
  const stack = await newStack();
  await stack.up(shop({ namespace }));
  const before = await api.get(deploymentIn(namespace));
  const renamed = shop({ namespace, name: 'store', options: { aliases: [{ name: 'shop' }] } });
  const { changed } = await stack.up(renamed);

  expect(changed).toStrictEqual([]);
  expect((await api.get(deploymentIn(namespace))).object.metadata.uid).toBe(before.object.metadata.uid);

  const moved = { name: 'store', target: 'live', options: { formerTargets: { live: 'test' } } };
  expect((await stack.up(shop({ namespace, ...moved }))).changed).toStrictEqual([]);
  expect((await api.get(deploymentIn(namespace))).object.metadata.uid).toBe(before.object.metadata.uid);
  await stack.destroy();
});

test('an Output without a value is unknown in a preview, and refused before it is sent', async () => {
  const namespace = newName('nothing');
  const stack = await newStack();
  const program = shop({ namespace, endpoint: () => output(undefined) as unknown as Output<string> });
  const { operations } = await stack.preview(program);
  expect(operations.find(({ name }) => name.endsWith('/api-files'))?.unknown).toStrictEqual(['data["etc-api.yaml"]']);

  const refused = await stack.refused('up', program);
  expect(refused.output).toContain('shop/api: ConfigMap data.etc-api.yaml is an Output that has no value');
  await stack.destroy();
});
