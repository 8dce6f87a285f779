/** Files, volumes, containers and ports: what is malformed, or there twice. */
import { WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a ConfigMap that is nowhere',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, volumes: { config: { path: '/etc/mailer', configMap: { name: 'mailer-config' } } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'spec.template.spec.volumes[config].configMap.name',
      problem: 'there is no ConfigMap mailer-config in namespace shop',
      value: 'mailer-config',
      allowed: undefined,
      fix: "correct the name, create it, or declare it (charthouse: `existing.configMap('mailer-config')`)",
      rule: 'references-exist',
    },
  },
  {
    input: 'a file with a relative path',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, files: { 'etc/mailer.yaml': 'level: info' } }),
    error: {
      path: 'shop/mailer',
      field: 'files.etc/mailer.yaml',
      problem: 'must be the absolute path of a file',
      value: 'etc/mailer.yaml',
      allowed: 'such as /etc/app/config.yaml',
      fix: 'begin with /, and end with the name of the file',
    },
  },
  {
    input: 'a file whose content is an object',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, files: { '/etc/mailer.json': { level: 1 } as never } }),
    error: {
      path: 'shop/mailer',
      field: 'files./etc/mailer.json',
      problem: 'must be a text, bytes, or what asJson, asYaml, asIni or localFile makes',
      value: { level: 1 },
      allowed: 'a text, bytes, or what asJson, asYaml, asIni or localFile makes',
      fix: 'say how it is written: asJson({ … })',
    },
  },
  {
    input: 'two files of two containers that would be one key of the ConfigMap',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, files: { '/log.etc-a': '1' }, sidecars: { log: { image: 'log:1.0.0', files: { '/etc/a': '2' } } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'files',
      problem: 'has /log.etc-a and /etc/a of two containers as one key of the ConfigMap',
      value: 'log.etc-a',
      allowed: 'a key for each file',
      fix: 'move one of the two files, or rename the added container',
    },
  },
  {
    input: 'a volume mounted where another is already',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, volumes: { scratch: { path: '/tmp', emptyDir: {} } } }),
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
    input: 'two volumes of one name',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer,
      storage: { path: '/data', size: '1Gi' },
      volumes: { data: { path: '/other', emptyDir: {} } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'workload volumes',
      problem: "has two entries 'data': one by 'storage', one by 'volumes'",
      value: 'data',
      allowed: 'one entry for each key',
      fix: 'rename one of them, or leave one out',
    },
  },
  {
    input: 'a volume with a name in upper case',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, volumes: { Cache: { path: '/cache', emptyDir: {} } } }),
    error: {
      path: 'shop/mailer',
      field: 'volumes.Cache',
      problem: 'is no name for a volume',
      value: 'Cache',
      allowed: "at most 63 characters: lower-case letters, digits and '-', beginning with a letter or digit",
      fix: "call it 'cache'",
    },
  },
  {
    input: 'two containers of one name',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer,
      sidecars: { proxy: { image: 'proxy:1.0.0' } },
      containers: { proxy: { image: 'proxy:2.0.0' } },
    }),
    error: {
      path: 'shop/mailer',
      field: 'containers.proxy',
      problem: 'is the name of another container of the pod',
      value: 'proxy',
      allowed: 'a name of its own; the main container is called as the workload',
      fix: 'rename one of the two',
    },
  },
  {
    input: 'a sidecar named as the main container',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, sidecars: { mailer: { image: 'proxy:1.0.0' } } }),
    error: {
      path: 'shop/mailer',
      field: 'sidecars.mailer',
      problem: 'is the name of another container of the pod',
      value: 'mailer',
      allowed: 'a name of its own; the main container is called as the workload',
      fix: 'rename one of the two',
    },
  },
  {
    input: 'two ports of one name',
    build: (shop) => new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ports: { http: 8081 } }),
    error: {
      path: 'shop/api',
      field: 'ports.http',
      problem: "is the same port of the Service as 'http'",
      value: "'http'",
      allowed: 'each name once',
      fix: 'rename one of the two',
    },
  },
  {
    input: 'two ports of one number',
    build: (shop) => new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ports: { admin: 8080 } }),
    error: {
      path: 'shop/api',
      field: 'ports.admin',
      problem: "is the same port of the container as 'http'",
      value: '8080/TCP',
      allowed: 'each number once for each protocol',
      fix: 'leave one of the two out',
    },
  },
];

describe('files and volumes that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
