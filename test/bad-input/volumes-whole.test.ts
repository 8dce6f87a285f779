/** Volumes of every kind, their mounts, storages, and files that are written from data: what is wrong with them. */
import { DaemonAgent, StatefulStore, WebService, Worker, asIni, asJson, existing, localFile } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const mailer = { image: 'mailer:2.0.1' };
const kinds = 'emptyDir, claim, ephemeral, configMap, secret, projected, downwardAPI, csi, nfs, image, shared';

/** A worker with one volume. */
function withVolume(volume: object): WrongInput['build'] {
  return (shop) => new Worker(shop, 'mailer', { ...mailer, volumes: { data: { path: '/data', ...volume } } });
}

/** A worker with one file. */
function withFile(content: unknown, path = '/etc/app'): WrongInput['build'] {
  return (shop) => new Worker(shop, 'mailer', { ...mailer, files: { [path]: content as never } });
}

const volumes: readonly WrongInput[] = [
  {
    input: 'a directory of the node, but by an agent',
    build: withVolume({ hostPath: { path: '/var/log' } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.hostPath',
      problem: 'leads out of the pod: the files of a node are for agents alone',
      value: { path: '/var/log' },
      allowed: kinds,
      fix: "use a DaemonAgent with hostPaths: { '/var/log': {} } and a reason, or keep the data in a claim",
    },
  },
  {
    input: 'a kind of volume that is misspelt',
    build: withVolume({ configmap: { name: 'flags' } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.configmap',
      problem: 'is not known',
      value: 'configmap',
      allowed: expect.stringContaining('emptyDir, claim, ephemeral, configMap'),
      fix: "did you mean 'configMap'?",
    },
  },
  {
    input: 'a ConfigMap in place of a Secret',
    build: withVolume({ secret: existing.configMap('flags') }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.secret',
      problem: 'must be a Secret, and is a ConfigMap',
      value: 'flags',
      allowed: 'a Secret',
      fix: 'name a Secret, or say what it is: configMap',
    },
  },
  {
    input: 'a mode that is not in octal',
    build: withVolume({ secret: existing.secret('login'), defaultMode: 440 }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.defaultMode',
      problem: 'must be a file mode from 0 to 0o777, such as 0o440',
      value: 440,
      allowed: 'a file mode from 0 to 0o777, such as 0o440',
      fix: 'write it in octal, as a number: 0o440',
    },
  },
  {
    input: 'a mode as text',
    build: withVolume({ secret: existing.secret('login'), items: { password: { path: 'p', mode: '0400' } } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.items.password.mode',
      problem: 'must be a file mode from 0 to 0o777, such as 0o440',
      value: '0400',
      allowed: 'a file mode from 0 to 0o777, such as 0o440',
      fix: 'write it in octal, as a number: 0o400',
    },
  },
  {
    input: 'a key at an absolute path',
    build: withVolume({ secret: existing.secret('login'), items: { password: { path: '/p' } } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.items.password.path',
      problem: "must be a path within the volume, without '..'",
      value: '/p',
      allowed: "a path within the volume, without '..'",
      fix: "write 'p'",
    },
  },
  {
    input: 'a key that the Secret does not have',
    build: withVolume({ secret: existing.secret('login', ['password']), items: { user: 'user' } }),
    error: {
      path: 'shop/mailer',
      field: 'spec.template.spec.volumes[data].secret.secretName',
      problem: "Secret login has no key 'user'; it has password",
      value: 'user',
      allowed: undefined,
      fix: "correct the key, or add it to the Secret (charthouse: `existing.secret('login', ['user'])`)",
      rule: 'reference-keys-exist',
    },
  },
  {
    input: 'keys of scratch space',
    build: withVolume({ emptyDir: {}, items: { a: 'a' } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.items',
      problem: 'has no meaning for emptyDir',
      value: { a: 'a' },
      allowed: 'with configMap, secret',
      fix: 'leave it out',
    },
  },
  {
    input: 'a token of one minute',
    build: withVolume({ projected: [{ serviceAccountToken: { path: 'token', expirationSeconds: 60 } }] }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.projected[0].serviceAccountToken.expirationSeconds',
      problem: 'must be a whole number from 600 to 4294967296',
      value: 60,
      allowed: 'a whole number from 600 to 4294967296',
      fix: 'raise it',
    },
  },
  {
    input: 'two sources in one entry',
    build: withVolume({ projected: [{ secret: existing.secret('login'), configMap: existing.configMap('flags') }] }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.projected[0]',
      problem: 'must be one source',
      value: ['secret', 'configMap'],
      allowed: 'one of serviceAccountToken, downwardAPI, configMap, secret',
      fix: 'make an entry of its own of secret',
    },
  },
  {
    input: 'two projected files of one path',
    build: withVolume({ projected: [
      { serviceAccountToken: { path: 'token' } }, { secret: existing.secret('login'), items: { password: 'token' } },
    ] }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.projected',
      problem: 'has two files of one path',
      value: 'token',
      allowed: 'a path for each file',
      fix: 'give one of the two another path',
    },
  },
  {
    input: 'a field of the pod that no file can have',
    build: withVolume({ downwardAPI: { ip: { podField: 'status.podIP' } } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.downwardAPI.ip.podField',
      problem: expect.stringContaining('must be one of metadata.name, metadata.namespace'),
      value: 'status.podIP',
      allowed: expect.stringContaining("metadata.labels['…']"),
      fix: 'take one of these; a variable can have other fields of the pod (env)',
    },
  },
  {
    input: 'a CSI volume without a driver',
    build: withVolume({ csi: { volumeAttributes: { a: 'b' } } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.csi.driver',
      problem: 'is missing',
      value: undefined,
      allowed: 'an object with driver',
      fix: 'add driver',
    },
  },
  {
    input: 'a directory of an NFS server without a reason',
    build: withVolume({ nfs: { server: 'files.example.com', path: '/films' } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.nfs',
      problem: 'is refused by "restricted" namespaces and takes a reason',
      value: { server: 'files.example.com', path: '/films' },
      allowed: "because: { 'volumes.data.nfs': '…' }",
      fix: 'mount it by a claim, or say why the pod needs it',
    },
  },
  {
    input: 'an image as a volume, without a version',
    build: withVolume({ image: { reference: 'models/llama' } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.image.reference',
      problem: expect.stringContaining('must be an image with a tag other than latest'),
      value: 'models/llama',
      allowed: expect.stringContaining('or a digest'),
      fix: expect.stringContaining('add the version: name:1.4.2'),
    },
  },
  {
    input: 'a claim of a tier that the platform has not',
    build: withVolume({ ephemeral: { size: '1Gi', tier: 'quick' } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.ephemeral.tier',
      problem: 'is not offered by platform generic',
      value: 'quick',
      allowed: 'standard',
      fix: 'use a tier that the platform has, or add the tier to it',
    },
  },
  {
    input: 'two paths within a volume',
    build: withVolume({ emptyDir: {}, subPath: 'a', subPathExpr: '$(POD_NAME)' }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.subPathExpr',
      problem: 'does not go with subPath',
      value: '$(POD_NAME)',
      allowed: 'one of subPath, subPathExpr',
      fix: 'leave one of the two out',
    },
  },
  {
    input: 'an absolute path within a volume, at one of several places',
    build: withVolume({ emptyDir: {}, path: { '/a': { subPath: '/x' } } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.path./a.subPath',
      problem: "must be a path within the volume, without '..'",
      value: '/x',
      allowed: "a path within the volume, without '..'",
      fix: "write 'x'",
    },
  },
  {
    input: 'mounts that the node would see, of a container that is not privileged',
    build: withVolume({ emptyDir: {}, mountPropagation: 'Bidirectional' }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.mountPropagation',
      problem: 'is for privileged containers only',
      value: 'Bidirectional',
      allowed: 'None, HostToContainer',
      fix: "take HostToContainer, or state security: { privileged: true } and because: { 'security.privileged': '…' }",
    },
  },
  {
    input: 'recursion of what can be written to',
    build: withVolume({ emptyDir: {}, recursiveReadOnly: 'Enabled' }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.recursiveReadOnly',
      problem: 'is for read-only mounts',
      value: 'Enabled',
      allowed: 'with readOnly: true',
      fix: 'add readOnly: true',
    },
  },
  {
    input: 'a device at two paths',
    build: withVolume({ claim: existing.claim('raw'), volumeMode: 'Block', path: { '/dev/a': {}, '/dev/b': {} } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.data.path',
      problem: 'must be one path: a volume without a file system is one device',
      value: { '/dev/a': {}, '/dev/b': {} },
      allowed: 'the path of the device, such as /dev/xvdb',
      fix: 'give one path, as text',
    },
  },
  {
    input: 'a volume mounted where another is, but for a slash',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, volumes: { scratch: { path: '/tmp/', emptyDir: {} } } }),
    error: {
      path: 'shop/mailer',
      field: 'container mailer volumeMounts',
      problem: "has two entries '/tmp': one by 'security', one by 'volumes'",
      value: '/tmp',
      allowed: 'one entry for each key',
      fix: 'rename one of them, or leave one out',
    },
  },
  {
    input: 'a shared volume that nobody brings',
    build: withVolume({ shared: true }),
    error: {
      path: 'shop/mailer',
      field: 'spec.template.spec.containers[mailer].volumeMounts[/data].name',
      problem: "the pod has no volume 'data'; it has writable-tmp",
      value: 'data',
      allowed: undefined,
      fix: "add a volume 'data' to the pod, or remove the mount (charthouse: `volumes`, `writable`)",
      rule: 'mounts-have-volumes',
    },
  },
  {
    input: 'the root of the node at the root of the container',
    build: (shop) => new DaemonAgent(shop, 'agent', {
      image: 'agent:1.0.0', hostPaths: { '/': {} }, because: { hostPaths: 'it looks at everything' },
    }),
    error: {
      path: 'shop/agent',
      field: 'hostPaths./.mountPath',
      problem: 'must be an absolute path below /',
      value: '/',
      allowed: 'an absolute path below /',
      fix: "begin with /, and write no ':'",
    },
  },
];

const storages: readonly WrongInput[] = [
  {
    input: 'a further storage under the name of the first',
    build: (shop) => new StatefulStore(shop, 'orders', {
      image: 'postgres:17.2', port: 5432, user: 999,
      storage: { path: '/data', size: '1Gi' }, storages: { data: { path: '/wal', size: '1Gi' } },
    }),
    error: {
      path: 'shop/orders',
      field: 'storages.data',
      problem: 'is the name of the volume that `storage` says',
      value: 'data',
      allowed: 'a name of its own',
      fix: 'rename the new one of the two: claims that are there keep their names',
    },
  },
  {
    input: 'a further storage without a size',
    build: (shop) => new WebService(shop, 'api', {
      image: 'api:1.4.2', port: 8080, replicas: 1, storages: { logs: { path: '/logs' } as never },
    }),
    error: {
      path: 'shop/api',
      field: 'storages.logs.size',
      problem: 'is missing',
      value: undefined,
      allowed: 'a size such as 20Gi',
      fix: 'add size to storages.logs',
    },
  },
  {
    input: 'storage that begins with two things',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer,
      replicas: 1,
      storage: { path: '/data', size: '1Gi', dataSource: { snapshot: { name: 'monday' }, claim: { name: 'old' } } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'storage.dataSource',
      problem: 'must be one thing: a snapshot or a claim',
      value: 'both',
      allowed: 'one of snapshot, claim',
      fix: 'leave one of the two out',
    },
  },
];

const files: readonly WrongInput[] = [
  {
    input: 'an object for a YAML file',
    build: withFile({ level: 1 }, '/etc/app.yaml'),
    error: {
      path: 'shop/mailer',
      field: 'files./etc/app.yaml',
      problem: 'must be a text, bytes, or what asJson, asYaml, asIni or localFile makes',
      value: { level: 1 },
      allowed: 'a text, bytes, or what asJson, asYaml, asIni or localFile makes',
      fix: 'say how it is written: asYaml({ … })',
    },
  },
  {
    input: 'a mode without a content',
    build: withFile({ mode: 0o755 }),
    error: {
      path: 'shop/mailer',
      field: 'files./etc/app.content',
      problem: 'is missing',
      value: undefined,
      allowed: 'a text, bytes, or what asJson, asYaml, asIni or localFile makes',
      fix: 'say what is in the file',
    },
  },
  {
    input: 'files of more than 1 MiB',
    build: withFile('x'.repeat(1_048_577)),
    error: {
      path: 'shop/mailer',
      field: 'files./etc/app',
      problem: 'is the largest of files that are too much for a ConfigMap: 1048577 bytes in all',
      value: 1_048_577,
      allowed: 'at most 1048576 bytes in all',
      fix: 'put it into the image, or mount it as a volume: an image, or a claim',
    },
  },
  {
    input: 'a path that is too long for a key',
    build: withFile('x', `/${'a'.repeat(254)}`),
    error: {
      path: 'shop/mailer',
      field: `files./${'a'.repeat(254)}`,
      problem: 'is too long for a key of a ConfigMap: 254 characters',
      value: `/${'a'.repeat(254)}`,
      allowed: 'at most 253 characters, with the name of an added container',
      fix: 'choose a shorter path',
    },
  },
  {
    input: 'a secret in a file',
    build: () => withFile(asJson({ password: existing.secret('login').key('password') })),
    error: {
      path: 'asJson',
      field: 'password',
      problem: 'is a key of a Secret or ConfigMap, whose value is known in the cluster alone',
      value: existing.secret('login').key('password'),
      allowed: 'texts, numbers, true, false, null, lists, plain objects, references and Outputs',
      fix: 'mount the Secret by `secrets`, or give the key as a variable that the program reads',
    },
  },
  {
    input: 'a section within a section',
    build: () => withFile(asIni({ log: { file: { level: 'info' } as never } })),
    error: {
      path: 'asIni',
      field: 'log.file',
      problem: 'must be a text, a number, true or false, or a list of them',
      value: { level: 'info' },
      allowed: 'a text, a number, true or false, or a list of them',
      fix: "make it a section of its own: 'section.part': { … }",
    },
  },
  {
    input: 'a local file that is not there',
    build: () => withFile(localFile('/no/such/file')),
    error: {
      path: 'localFile',
      field: 'path',
      problem: expect.stringContaining('/no/such/file is none: there is no such file'),
      value: '/no/such/file',
      allowed: 'the path of a file that can be read',
      fix: expect.stringContaining('a relative one begins in the working directory'),
    },
  },
];

describe('volumes that are wrong', () => {
  test.each(volumes)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});

describe('storages that are wrong', () => {
  test.each(storages)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});

describe('files that are wrong', () => {
  test.each(files)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
