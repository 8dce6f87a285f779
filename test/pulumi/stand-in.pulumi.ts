import * as k8s from '@pulumi/kubernetes';
import { output, secret, type Output } from '@pulumi/pulumi';
import { execFileSync } from 'node:child_process';
import * as random from 'node:crypto';

import { eventually } from '../cluster/support/eventually';
import { cluster, secondCluster } from './support/clusters';
import { startUp } from './support/killable';
import { TestStack } from './support/stack';

const { api, kubeconfig } = cluster();
const open: TestStack[] = [];

async function newStack(): Promise<TestStack> {
  const stack = await TestStack.open();
  open.push(stack);
  return stack;
}

/** A namespace of a test's own. */
async function newNamespace(name: string): Promise<string> {
  const namespace = `${name}-${random.randomBytes(3).toString('hex')}`;
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  return namespace;
}

function object(apiVersion: string, kind: string, namespace: string, name: string): ReturnType<typeof api.get> {
  return api.get({ apiVersion, kind, metadata: { namespace, name } });
}

/** The command lines of all processes that name a folder. */
function processesOf(folder: string): readonly string[] {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n')
    .filter((line) => line.includes(folder));
}

afterAll(() => {
  for (const stack of open) stack.close();
});

/** A Deployment, a Service and a ConfigMap, as somebody writes them by hand. */
function shop(namespace: string, { image = 'api:1', color = 'red', ...settings }: {
  readonly image?: string; readonly color?: string; readonly mutable?: boolean;
} = {}): () => Promise<Record<string, Output<string>>> {
  return () => {
    const provider = new k8s.Provider('here', {
      kubeconfig, namespace, ...settings.mutable === true ? { enableConfigMapMutable: true } : {},
    });
    const labels = { app: 'api' };
    const metadata = { name: 'api' };
    new k8s.core.v1.ConfigMap('settings', { metadata: { name: 'settings' }, data: { color } }, { provider });
    const api = new k8s.apps.v1.Deployment('api', {
      metadata,
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'main', image }] } },
      },
    }, { provider });
    const service = new k8s.core.v1.Service('api', {
      metadata, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    }, { provider, dependsOn: api });
    return Promise.resolve({ address: service.spec.clusterIP, uid: api.metadata.uid });
  };
}

test('an application is made, seen not to differ, changed, refreshed and deleted', async () => {
  const namespace = await newNamespace('life');
  const stack = await newStack();

  const previewed = await stack.preview(shop(namespace));
  expect(previewed.changed).toEqual(expect.arrayContaining([
    'create ConfigMap settings', 'create Deployment api', 'create Service api',
  ]) as string[]);
  expect((await object('apps/v1', 'Deployment', namespace, 'api')).status).toBe(404);

  await stack.up(shop(namespace));
  const made = await object('apps/v1', 'Deployment', namespace, 'api');
  expect(made.object.status).toMatchObject({ readyReplicas: 2, observedGeneration: 1 });
  expect(await stack.outputs()).toEqual({
    address: expect.stringMatching(/^10\./) as string, uid: made.object.metadata.uid,
  });
  expect((await stack.state()).map(({ id }) => id)).toEqual(expect.arrayContaining([`${namespace}/api`]) as string[]);

  expect((await stack.up(shop(namespace))).changed).toEqual([]);
  expect((await stack.refresh()).changed.filter((each) => !each.startsWith('refresh '))).toEqual([]);
  expect((await stack.preview(shop(namespace))).changed).toEqual([]);

  const changed = await stack.up(shop(namespace, { image: 'api:2' }));
  expect(changed.changed).toEqual(['update Deployment api']);
  const [update] = changed.operations.filter(({ does }) => does === 'update');
  expect(update?.changes).toEqual({ 'spec.template.spec.containers[0].image': 'update' });
  const after = await object('apps/v1', 'Deployment', namespace, 'api');
  expect(after.object.metadata.uid).toBe(made.object.metadata.uid);
  expect(after.object.status).toMatchObject({ readyReplicas: 2, updatedReplicas: 2 });

  await stack.destroy();
  expect((await object('apps/v1', 'Deployment', namespace, 'api')).status).toBe(404);
  expect((await object('v1', 'Service', namespace, 'api')).status).toBe(404);
});

test('a drift is found by a refresh, and corrected', async () => {
  const namespace = await newNamespace('drift');
  const stack = await newStack();
  await stack.up(shop(namespace));
  await api.apply({
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name: 'settings' }, data: { color: 'blue' },
  } as Parameters<typeof api.apply>[0], { manager: 'somebody' });

  expect((await stack.preview(shop(namespace))).changed).toEqual([]);
  await stack.refresh();
  expect((await stack.preview(shop(namespace, { mutable: true }))).changed).toEqual(['update ConfigMap settings']);
});

test('configuration is deleted and made again, unless the provider may change it', async () => {
  const namespace = await newNamespace('config');
  const stack = await newStack();
  const uid = async (): Promise<string | undefined> =>
    (await object('v1', 'ConfigMap', namespace, 'settings')).object.metadata.uid;
  await stack.up(shop(namespace));
  const first = await uid();

  const replaced = await stack.up(shop(namespace, { color: 'green' }));
  expect(replaced.changed.filter((each) => each.includes('ConfigMap'))).toEqual([
    'delete-replaced ConfigMap settings', 'replace ConfigMap settings', 'create-replacement ConfigMap settings',
  ]);
  const second = await uid();
  expect(second).not.toBe(first);

  const changed = await stack.up(shop(namespace, { color: 'blue', mutable: true }));
  expect(changed.changed).toEqual(['update ConfigMap settings']);
  expect(await uid()).toBe(second);
  expect((await object('v1', 'ConfigMap', namespace, 'settings')).object).toMatchObject({ data: { color: 'blue' } });
});

test('a StatefulSet is replaced for what the API would change in place', async () => {
  const namespace = await newNamespace('store');
  const stack = await newStack();
  const store = (revisionHistoryLimit: number, replicas: number) => () => {
    const provider = new k8s.Provider('here', { kubeconfig, namespace });
    const labels = { app: 'store' };
    new k8s.apps.v1.StatefulSet('store', {
      metadata: { name: 'store' },
      spec: {
        replicas, revisionHistoryLimit, serviceName: 'store', selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'store:1' }] } },
      },
    }, { provider });
    return Promise.resolve();
  };
  await stack.up(store(5, 1));
  expect((await stack.up(store(5, 2))).changed).toEqual(['update StatefulSet store']);

  const previewed = await stack.preview(store(3, 2));
  expect(previewed.changed).toContain('replace StatefulSet store');
  expect(previewed.operations.find(({ does }) => does === 'replace')?.changes).toEqual({
    'spec.revisionHistoryLimit': 'update-replace',
  });
});

test('what exists already is refused, or taken over where the provider says so', async () => {
  const namespace = await newNamespace('taken');
  const stack = await newStack();
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name: 'settings' } };
  await api.apply({ ...settings, data: { color: 'blue' } } as Parameters<typeof api.apply>[0], { manager: 'pulumi' });
  const { uid } = (await api.get(settings)).object.metadata;
  const program = (upsertExistingObjects: boolean) => () => {
    const provider = new k8s.Provider('here', { kubeconfig, namespace, upsertExistingObjects });
    const metadata = { name: 'settings', annotations: { 'pulumi.com/patchForce': 'true' } };
    new k8s.core.v1.ConfigMap('settings', { metadata, data: { color: 'red' } }, { provider });
    return Promise.resolve();
  };

  const refused = await stack.refused('up', program(false));
  expect(refused.said.join('\n')).toContain('already exists');
  await stack.up(program(true));
  expect((await api.get(settings)).object).toMatchObject({ metadata: { uid }, data: { color: 'red' } });
});

test('what never becomes ready fails in its time, and is kept', async () => {
  const namespace = await newNamespace('never');
  const stack = await newStack();
  const lonely = () => {
    const provider = new k8s.Provider('here', { kubeconfig, namespace });
    const labels = { app: 'lonely' };
    const nodeSelector = { 'example.com/nobody': 'has-it' };
    new k8s.apps.v1.Deployment('lonely', {
      metadata: { name: 'lonely', annotations: { 'pulumi.com/timeoutSeconds': '3' } },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { nodeSelector, containers: [{ name: 'main', image: 'api:1' }] } },
      },
    }, { provider });
    return Promise.resolve();
  };
  const refused = await stack.refused('up', lonely);
  expect(refused.said.join('\n')).toContain('failed to fully initialize or become live');
  expect((await stack.state()).map(({ type }) => type)).toContain('kubernetes:apps/v1:Deployment');
});

test('quantities are compared as Kubernetes writes them', async () => {
  const namespace = await newNamespace('quantity');
  const stack = await newStack();
  const program = () => {
    const provider = new k8s.Provider('here', { kubeconfig, namespace });
    const requests = { cpu: '1000m', memory: '1024Mi', 'ephemeral-storage': '0.5Gi' };
    const volumes = [{ name: 'tmp', emptyDir: { sizeLimit: '2048Ki' } }];
    new k8s.core.v1.Pod('pod', {
      metadata: { name: 'pod' },
      spec: { containers: [{ name: 'main', image: 'api:1', resources: { requests } }], hostNetwork: false, volumes },
    }, { provider });
    return Promise.resolve();
  };
  const { operations } = await stack.up(program);
  expect(operations.find(({ type }) => type === 'kubernetes:core/v1:Pod')?.inputs).toMatchObject({ spec: {
    containers: [{ resources: { requests: { cpu: '1', memory: '1Gi', 'ephemeral-storage': '512Mi' } } }],
    volumes: [{ emptyDir: { sizeLimit: '2Mi' } }],
  } });
  expect((await stack.up(program)).changed).toEqual([]);
});

test('a secret is found in no byte that is left, but in the cluster', async () => {
  const namespace = await newNamespace('secret');
  const stack = await newStack();
  const canary = `canary/"${random.randomBytes(8).toString('hex')}`;
  const program = (more: string) => () => {
    const provider = new k8s.Provider('here', { kubeconfig, namespace, enableSecretMutable: true });
    new k8s.core.v1.Secret('login', { metadata: { name: 'login' }, stringData: { password: secret(canary + more) } },
      { provider });
    return Promise.resolve();
  };
  await stack.preview(program(''));
  await stack.up(program(''));
  await stack.refresh();
  expect((await stack.up(program('!'))).changed).toEqual(['update Secret login']);
  const login = (await object('v1', 'Secret', namespace, 'login')).object as unknown as { readonly data: object };
  const encoded = Buffer.from(`${canary}!`).toString('base64');
  expect(login.data).toEqual({ password: encoded });

  const everything = stack.everything();
  expect(everything).toContain('kubernetes:core/v1:Secret');
  const forms = [canary, JSON.stringify(canary).slice(1, -1), encodeURIComponent(canary), encoded.slice(0, 24)];
  expect(forms.filter((form) => everything.includes(form))).toEqual([]);
});

test('an up that was killed is done again, and leaves no process behind', async () => {
  const namespace = await newNamespace('killed');
  const stack = await newStack();
  const made = async (): Promise<number> => (await api.list('v1', 'ConfigMap', namespace))
    .filter(({ metadata }) => metadata.name.startsWith('settings-')).length;
  const running = startUp(stack, require.resolve('./support/many-maps'), { NAMESPACE: namespace });
  await eventually('some are made', async () => await made() > 2);
  await running.kill();
  expect(await running.ended).toBeUndefined();
  await eventually('nothing runs in the folder', () => Promise.resolve(processesOf(stack.folder).length === 0));
  expect(await made()).toBeLessThan(10);

  await stack.unlock();
  expect(await startUp(stack, require.resolve('./support/many-maps'), { NAMESPACE: namespace }).ended).toBe(0);
  expect(await made()).toBe(10);
  const kept = (await stack.state()).filter(({ type }) => type === 'kubernetes:core/v1:ConfigMap');
  expect(new Set(kept.map(({ id }) => id)).size).toBe(10);
  expect(kept).toHaveLength(10);
});

test('two clusters are served in one stack, each by a provider of its own', async () => {
  const second = secondCluster();
  const [here, there] = [await newNamespace('here'), `there-${random.randomBytes(3).toString('hex')}`];
  const elsewhere = second ?? cluster();
  await elsewhere.api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: there } });
  const stack = await newStack();
  const program = () => {
    const places = [
      { name: 'here', namespace: here, kubeconfig },
      { name: 'there', namespace: there, kubeconfig: elsewhere.kubeconfig },
    ];
    for (const { name, ...settings } of places) {
      const provider = new k8s.Provider(name, settings);
      new k8s.core.v1.ConfigMap(name, { metadata: { name: 'settings' }, data: { name } }, { provider });
    }
    return Promise.resolve();
  };
  await stack.up(program);
  const found = async (at: typeof api, namespace: string): Promise<unknown> =>
    (await at.get({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name: 'settings' } })).object;
  expect(await found(api, here)).toMatchObject({ data: { name: 'here' } });
  expect(await found(elsewhere.api, there)).toMatchObject({ data: { name: 'there' } });
  expect((await stack.up(program)).changed).toEqual([]);
});

test('in a preview exactly what depends on what is to come is unknown', async () => {
  const namespace = await newNamespace('unknown');
  const stack = await newStack();
  const program = () => {
    const provider = new k8s.Provider('here', { kubeconfig, namespace });
    const first = new k8s.core.v1.Service('first', {
      metadata: { name: 'first' }, spec: { ports: [{ port: 80 }] },
    }, { provider });
    const labels = { app: 'api' };
    // In a preview the server's dry run answers; what is not known until the object is there is its status.
    const ip = first.status.apply((status) => status?.loadBalancer?.ingress?.[0]?.ip ?? 'none');
    new k8s.apps.v1.Deployment('api', {
      metadata: { name: 'api' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels, annotations: { 'example.com/ip': ip } },
          spec: { containers: [
            { name: 'main', image: output('api:1'), env: [{ name: 'A', value: 'a' }, { name: 'IP', value: ip }] },
          ] },
        },
      },
    }, { provider });
    return Promise.resolve();
  };
  const { operations } = await stack.preview(program);
  expect(operations.find(({ type }) => type === 'kubernetes:apps/v1:Deployment')?.unknown).toEqual([
    'spec.template.metadata.annotations["example.com/ip"]', 'spec.template.spec.containers[0].env[1].value',
  ]);
});

test('an object that exists is imported by its id', async () => {
  const namespace = await newNamespace('import');
  const stack = await newStack();
  const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name: 'settings' } };
  await api.apply({ ...settings, data: { color: 'blue' } } as Parameters<typeof api.apply>[0]);
  const program = () => {
    const provider = new k8s.Provider('here', { kubeconfig, namespace });
    new k8s.core.v1.ConfigMap('settings', {
      metadata: { name: 'settings', namespace }, data: { color: 'blue' },
    }, { provider, import: `${namespace}/settings` });
    const found = k8s.core.v1.ConfigMap.get('found', `${namespace}/kube-root-ca.crt`, { provider });
    return Promise.resolve({ found: found.metadata.name });
  };
  expect((await stack.up(program)).changed).toContain('import ConfigMap settings');
  expect(await stack.outputs()).toEqual({ found: 'kube-root-ca.crt' });
  expect((await stack.up(program)).changed.filter((each) => !each.startsWith('read'))).toEqual([]);
});
