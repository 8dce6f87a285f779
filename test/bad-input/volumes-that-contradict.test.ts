/** Volumes that the API server or the kubelet refuses, though each part of them by itself is right. */
import { StatefulStore, WebService, containerResource, existing } from 'charthouse';
import { expectRefused, type ExpectedError, type WrongInput } from './support/expect-refused';

type Said = Omit<ExpectedError, 'path'>;

function service(input: string, props: object, error: Said): WrongInput {
  return {
    input,
    build: (shop) => new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ...props }),
    error: { path: 'shop/api', ...error },
  };
}

function store(input: string, props: object, error: Said): WrongInput {
  const all = { image: 'postgres:17.2', port: 5432, user: 999, ...props };
  return { input, build: (shop) => new StatefulStore(shop, 'orders', all), error: { path: 'shop/orders', ...error } };
}

const image = 'proxy:1.0.0';
const flags = existing.configMap('flags');
const block = { path: '/dev/data', size: '1Gi', volumeMode: 'Block' };

const devices: readonly WrongInput[] = [
  service('scratch space as a device', {
    volumes: { cache: { path: '/cache', emptyDir: {} } },
    sidecars: { proxy: { image, volumes: { cache: { path: '/dev/cache', shared: true, volumeMode: 'Block' } } } },
  }, {
    field: 'sidecars.proxy.volumes.cache.volumeMode',
    problem: 'is for claims, and cache is none',
    value: 'Block',
    allowed: "volumeMode 'Filesystem'",
    fix: 'leave volumeMode out',
  }),
  store('a device that another container mounts', {
    storage: block, sidecars: { backup: { image, volumes: { data: { path: '/data', shared: true } } } },
  }, {
    field: 'sidecars.backup.volumes.data',
    problem: 'is a device of container orders, and has no file system',
    value: '/data',
    allowed: "volumeMode: 'Block', with the path of a device",
    fix: "add volumeMode: 'Block', or leave it out of the other container",
  }),
  store('a volume where a device is', {
    storage: block, volumes: { cache: { path: '/dev/data', emptyDir: {} } },
  }, {
    field: 'volumes.cache',
    problem: 'appears where the device data is',
    value: '/dev/data',
    allowed: 'a path of its own',
    fix: 'give one of the two another path',
  }),
];

const files: readonly WrongInput[] = [
  service('no items, which to Kubernetes are all of them', {
    volumes: { flags: { path: '/flags', configMap: flags, items: {} } },
  }, {
    field: 'volumes.flags.items',
    problem: 'must be at least one key and where it is',
    value: {},
    allowed: 'at least one key and where it is',
    fix: 'name a key, or leave it out for every key',
  }),
  service('two keys at one place, written in two ways', {
    volumes: { flags: { path: '/flags', configMap: flags, items: { one: 'a', two: './a' } } },
  }, {
    field: 'volumes.flags.items',
    problem: 'has two files of one path',
    value: './a',
    allowed: 'a path for each file',
    fix: 'give one of the two another path',
  }),
  service('a key below another one', {
    volumes: { flags: { path: '/flags', configMap: flags, items: { one: 'a', two: 'a/b' } } },
  }, {
    field: 'volumes.flags.items',
    problem: 'has a file below the path of another file',
    value: 'a/b',
    allowed: 'a path for each file',
    fix: 'give one of the two another path',
  }),
  service('a field of the pod below another one', {
    volumes: {
      pod: {
        path: '/pod',
        downwardAPI: { name: { podField: 'metadata.name' }, 'name/x': { podField: 'metadata.uid' } },
      },
    },
  }, {
    field: 'volumes.pod.downwardAPI',
    problem: 'has a file below the path of another file',
    value: 'name/x',
    allowed: 'a path for each file',
    fix: 'give one of the two another path',
  }),
  service('a resource of a container that is not there', {
    volumes: {
      pod: { path: '/pod', downwardAPI: { memory: { ...containerResource('limits.memory'), containerName: 'web' } } },
    },
  }, {
    field: 'volumes.pod.downwardAPI.memory.containerName',
    problem: 'is no container of the pod',
    value: 'web',
    allowed: 'api',
    fix: 'name one of them, or leave it out for the container that mounts the volume',
  }),
  service('a resource of no container among several sources', {
    sidecars: {
      proxy: {
        image,
        volumes: {
          pod: {
            path: '/pod',
            projected: [{ downwardAPI: { cpu: { ...containerResource('limits.cpu'), containerName: 'web' } } }],
          },
        },
      },
    },
  }, {
    field: 'sidecars.proxy.volumes.pod.projected[0].downwardAPI.cpu.containerName',
    problem: 'is no container of the pod',
    value: 'web',
    allowed: 'api, proxy',
    fix: 'name one of them, or leave it out for the container that mounts the volume',
  }),
];

const placed: readonly WrongInput[] = [
  service('a file below another file', { files: { '/etc/app': 'a', '/etc/app/b.conf': 'b' } }, {
    field: 'files./etc/app/b.conf',
    problem: 'is below the file /etc/app',
    value: '/etc/app/b.conf',
    allowed: 'a path where nothing else is',
    fix: 'give it a directory of its own',
  }),
  service('a file among those of a Secret', {
    secrets: { '/etc/tls': existing.secret('tls') }, files: { '/etc/tls/ca.conf': 'a' },
  }, {
    field: 'files./etc/tls/ca.conf',
    problem: 'is in /etc/tls, a volume that takes no other files',
    value: '/etc/tls/ca.conf',
    allowed: 'a path where nothing else is',
    fix: 'give it a directory of its own',
  }),
];

const claims: readonly WrongInput[] = [
  store('one volume for several pods', {
    replicas: 3, topology: 'peers', storages: { wal: { path: '/wal', size: '1Gi', volumeName: 'pv-1' } },
  }, {
    field: 'storages.wal.volumeName',
    problem: 'is one volume for 3 pods: all but one would wait for ever',
    value: 'pv-1',
    allowed: 'with a single pod',
    fix: 'say which volumes are meant by selector, or leave it out',
  }),
  service('a retention of a claim that no store has', {
    replicas: 1, storage: { path: '/data', size: '1Gi', retention: { whenDeleted: 'Delete' } },
  }, {
    field: 'storage.retention',
    problem: 'has no effect on a Deployment: its claim is kept',
    value: { whenDeleted: 'Delete', whenScaled: 'Retain' },
    allowed: 'for a StatefulStore alone',
    fix: 'leave it out',
  }),
];

describe('volumes that contradict', () => {
  test.each(devices)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
  test.each(files)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
  test.each(placed)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
  test.each(claims)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
