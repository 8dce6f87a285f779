/** Volumes of whole workloads: shared among containers, and taken by the API server. */
import { ApiObject } from 'cdk8s';
import {
  App, Application, CronTask, DaemonAgent, StatefulStore, Worker, asJson, asYaml, containerResource, existing,
  type Workload,
} from 'charthouse';
import { leavesOf } from '../../lib/model/leaves';
import { validateStrict } from '../support/strict-schema';
import { places } from './support/places';

const image = 'x:1';
const storage = { path: '/data', size: '1Gi' };
const reader = { image, volumes: { data: { path: '/backup', shared: true, readOnly: true } } } as const;
const app = new App();
const shop = new Application(app, 'shop', { target: places.generic, because: {
  'volumes.films.nfs': 'they are there', hostPaths: 'it reads them', 'security.privileged': 'it mounts',
} });

function leaves(workload: Workload): ReadonlyMap<string, unknown> {
  return leavesOf(ApiObject.of(workload).toJson());
}

const pod = 'spec.template.spec';
const worker = new Worker(shop, 'worker', {
  image, replicas: 1, storage, storages: { logs: { path: '/logs', size: '1Gi' } },
  initContainers: { restore: reader }, sidecars: { ship: reader },
});
const store = new StatefulStore(shop, 'store', {
  image, port: 1, user: 1, storage, storages: { wal: { path: '/dev/wal', size: '1Gi', volumeMode: 'Block' } },
  containers: { backup: reader },
});
const agent = new DaemonAgent(shop, 'agent', {
  image, hostPaths: { '/': { mountPath: '/host', mountPropagation: 'Bidirectional' } }, security: { privileged: true },
  sidecars: {
    ship: { image, volumes: { host: { path: '/node', shared: true, mountPropagation: 'HostToContainer' } } },
  },
});
const task = new CronTask(shop, 'task', {
  image, schedule: '@daily',
  files: {
    '/etc/a.yaml': asYaml({ a: 1 }), '/etc/a.json': { content: asJson([]), mode: 0o400 },
    '/etc/a.bin': Uint8Array.of(0),
  },
  volumes: {
    token: { path: '/token', projected: [
      { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 600 } },
      { downwardAPI: { labels: { podField: 'metadata.labels', mode: 0o440 } } },
      { secret: existing.secret('login'), items: { password: { path: 'p', mode: 0o400 } }, optional: true },
      { configMap: existing.configMap('flags') },
    ], defaultMode: 0o440 },
    pod: { path: '/pod', downwardAPI: { cpu: containerResource('limits.memory', { divisor: '1Mi' }) } },
    csi: { path: '/csi', csi: {
      driver: 'a.b', readOnly: true, volumeAttributes: { a: 'b' }, nodePublishSecretRef: existing.secret('mounting'),
    } },
    films: {
      path: '/films', nfs: { server: 'files', path: '/films' }, readOnly: true, recursiveReadOnly: 'IfPossible',
    },
    model: { path: { '/model': {}, '/tokens': { subPath: 'tokens' } }, image: { reference: 'models/llama:3' } },
    fast: { path: '/fast', ephemeral: { size: '1Gi' } },
    old: { path: '/old', claim: { ...existing.claim('old'), readOnly: true } },
  },
});

test('a container beside mounts what the workload keeps, under the name of the volume', () => {
  const [ofWorker, ofStore, ofAgent] = [leaves(worker), leaves(store), leaves(agent)];
  expect(ofWorker.get(`${pod}.initContainers[restore].volumeMounts[/backup].name`)).toBe('data');
  expect(ofWorker.get(`${pod}.initContainers[ship].volumeMounts[/backup].readOnly`)).toBe(true);
  expect(ofWorker.get(`${pod}.volumes[data].persistentVolumeClaim.claimName`)).toBe('worker-data');
  expect(ofStore.get(`${pod}.containers[backup].volumeMounts[/backup].name`)).toBe('data');
  expect([...ofStore.keys()].filter((field) => field.startsWith(`${pod}.volumes[data]`))).toEqual([]);
  expect(ofAgent.get(`${pod}.initContainers[ship].volumeMounts[/node].name`)).toBe('host');
});

test('further storages have claims by their names, and a device is one', () => {
  const claims = worker.node.findAll()
    .filter((each): each is ApiObject => ApiObject.isApiObject(each) && each.kind === 'PersistentVolumeClaim');
  expect(claims.map(({ name }) => name)).toEqual(['worker-data', 'worker-logs']);
  const { spec } = ApiObject.of(store).toJson() as { spec: { volumeClaimTemplates: object[]; template: object } };
  expect(spec.volumeClaimTemplates).toMatchObject([
    { metadata: { name: 'data' } }, { metadata: { name: 'wal' }, spec: { volumeMode: 'Block' } },
  ]);
  expect(spec.template).toMatchObject({
    spec: { containers: [{ volumeDevices: [{ name: 'wal', devicePath: '/dev/wal' }] }, {}] },
  });
});

test('the API server takes all of it, and the checks find nothing wrong', () => {
  const objects = app.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
  expect(objects.flatMap((object) => validateStrict(object.toJson() as never))).toEqual([]);
  expect(app.findings().filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('explain knows who said it', () => {
  const said = task.explain().filter(({ field }) => /\.volumes\[(token|films|model)\]/.test(field));
  expect(said.length).toBeGreaterThan(10);
  expect(new Set(said.map(({ pattern, layer }) => `${pattern} by ${layer}`))).toEqual(new Set(['volumes by props']));
  const device = store.explain().find(({ field }) => field.endsWith('.devicePath'));
  expect(device).toMatchObject({ value: '/dev/wal', pattern: 'storage', layer: 'props' });
});
