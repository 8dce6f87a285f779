/** Volumes, storages and files: what compiles, and what does not. */
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const helpers = "import { asIni, asJson, asYaml, containerResource, localFile } from 'charthouse';";
const right = `${helpers}
const orders = new StatefulStore(shop, 'a', {
  image, port, user: 999, storage: { path: '/data', size: output, tier: 'fast', readOnly: false },
  storages: { wal: { path: { '/wal': {}, '/old': { subPath: 'old' } }, size: '1Gi' } },
});
new Worker(shop, 'b', {
  image,
  files: {
    '/a.json': asJson({ host: orders.hostname, output }), '/b.yaml': asYaml([orders.port]),
    '/c.ini': asIni({ level: 'info', db: { port: orders.port, hosts: [orders.hostname, output], gone: undefined } }),
    '/d': { content: localFile('d'), mode: 0o755 }, '/e': new Uint8Array(1), '/f': output,
  },
  volumes: {
    a: { path: '/a', claim: { ...existing.claim('a'), readOnly: true } },
    b: { path: '/b', secret: existing.secret('b'), items: { a: 'a', b: { path: 'b', mode: 0o400 } }, optional: true },
    c: { path: '/c', downwardAPI: { a: { podField: "metadata.labels['a']" }, b: containerResource('limits.cpu') } },
    d: { path: '/d', projected: [{ serviceAccountToken: { path: 'token' } }, { configMap: { name: 'd' } }] },
    e: { path: '/e', nfs: { server: output, path: '/e' } },
    f: { path: '/f', image: { reference: output } },
  },
  because: { 'volumes.e.nfs': 'a' },
});
new DaemonAgent(shop, 'c', { image, hostPaths: { '/': { mountPath: '/host', mountPropagation: 'HostToContainer' } } });
isExactly<Reference<string>>()(asJson(1));
constructs(defineHouse({
  name: 'b', version: '1', platforms: { cloud: generic() }, targets: { a: { platform: 'cloud', environment: 'a' } },
  defaults: { storage: unset, files: { '/a': 'x' }, volumes: { a: { defaultMode: 0o400 } } },
}));`;

const mistakes: readonly Mistake[] = [
  {
    mistake: 'a directory of the node on a worker',
    code: "new Worker(shop, 'a', { image, volumes: { logs: { path: '/logs', hostPath: { path: '/var/log' } } } });",
    says: ["'hostPath' does not exist in type 'VolumeProps'"],
  },
  {
    mistake: 'a volume without a path',
    code: "new Worker(shop, 'a', { image, volumes: { cache: { emptyDir: {} } } });",
    says: ["Property 'path' is missing"],
  },
  {
    mistake: 'a mode as text',
    code: "new Worker(shop, 'a', { image, volumes: { a: { path: '/a', downwardAPI: {}, defaultMode: '440' } } });",
    says: ["Type 'string' is not assignable to type 'number'"],
  },
  {
    mistake: 'a field of the pod that no file can have',
    code: `new Worker(shop, 'a', {
      image, volumes: { a: { path: '/a', downwardAPI: { ip: { podField: 'status.podIP' } } } },
    });`,
    says: [`Type '"status.podIP"' is not assignable to type`],
  },
  {
    mistake: 'an object for a file',
    code: "new Worker(shop, 'a', { image, files: { '/etc/a.yaml': { level: 1 } } });",
    says: ["'level' does not exist in type"],
  },
  {
    mistake: 'a section within a section of INI',
    code: "import { asIni } from 'charthouse'; asIni({ a: { b: { c: 1 } } });",
    says: ['is not assignable to type'],
  },
  {
    mistake: 'storages on a task',
    code: "new Task(shop, 'a', { image, storages: { logs: { path: '/logs', size: '1Gi' } } });",
    says: ["'storages' does not exist in type 'TaskProps'"],
  },
  {
    mistake: 'a retention of a further storage',
    code: "new Worker(shop, 'a', { image, storages: { a: { path: '/a', size: '1Gi', retention: {} } } });",
    says: ["'retention' does not exist in type 'KeptVolumeProps'"],
  },
  {
    mistake: 'a propagation that there is not',
    code: "new DaemonAgent(shop, 'a', { image, hostPaths: { '/sys': { mountPropagation: 'Shared' } } });",
    says: [`Type '"Shared"' is not assignable to type '"None" | "HostToContainer" | "Bidirectional" | undefined'`],
  },
];

const [none, ...compiledMistakes] = compileMistakes([{ mistake: 'none', code: right, says: [] }, ...mistakes]);

describe('volumes and files', () => {
  test('compile, of every kind', () => {
    expect(none?.said).toStrictEqual([]);
  });

  test.each(compiledMistakes)('do not compile with $mistake: the message names it', (compiled) => {
    expectMessage(compiled);
  });
});
