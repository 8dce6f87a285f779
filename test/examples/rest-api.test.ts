import fs from 'node:fs';
import path from 'node:path';
import { build } from '../../examples/rest-api';
import { removeFreshPaths } from '../synth/support/folder';
import { expectFindings, expectGolden, expectValid, manifestsIn, synthesize, transformsIn } from './support/example';

const example = synthesize(build);
const program = fs.readFileSync(path.join(__dirname, '../../examples/rest-api/service/notes.py'), 'utf8');
const targets = ['staging', 'production'] as const;

afterAll(removeFreshPaths);

/** An object of a target's file, by kind and name. */
function objectIn(target: string, kind: string, name: string): unknown {
  return manifestsIn(example.files[`${target}/notes-${target}.k8s.yaml`] ?? '')
    .find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
}

test('the REST API has no findings', () => { expectFindings(example, []); });

test('every object of the REST API is one that an API server takes', () => { expectValid(example); });

test('the files of the REST API are the golden ones', () => { expectGolden(example, 'rest-api'); });

test('the REST API takes no transform', () => { expect(transformsIn('rest-api')).toBe(0); });

test.each(targets)('in %s one pod at a time has the volume, and its migration runs before it on the same', (target) => {
  expect(objectIn(target, 'Deployment', 'api')).toMatchObject({
    spec: {
      replicas: 1,
      strategy: { type: 'Recreate' },
      template: {
        spec: {
          initContainers: [{ name: 'migrate', args: ['migrate'], image: 'ghcr.io/acme/notes:1.0.0',
            volumeMounts: expect.arrayContaining([{ name: 'data', mountPath: '/data' }]) }],
          containers: [{ args: ['serve'], image: 'ghcr.io/acme/notes:1.0.0',
            volumeMounts: expect.arrayContaining([{ name: 'data', mountPath: '/data' }]) }],
          volumes: expect.arrayContaining([{ name: 'data', persistentVolumeClaim: { claimName: 'api-data' } }]),
        },
      },
    },
  });
});

test.each(targets)('in %s the backup runs on the node of the API, which alone can mount the claim', (target) => {
  const matchLabels = { 'charthouse.dev/workload': 'api' };
  const term = { labelSelector: { matchLabels }, topologyKey: 'kubernetes.io/hostname' };
  expect(objectIn(target, 'CronJob', 'backup')).toMatchObject({
    spec: {
      jobTemplate: {
        spec: {
          template: {
            spec: {
              affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } },
              volumes: expect.arrayContaining([{ name: 'data', persistentVolumeClaim: { claimName: 'api-data' } }]),
            },
          },
        },
      },
    },
  });
});

test('the targets differ in storage, host and size', () => {
  const claim = (storageClassName: string, storage: string): object =>
    ({ spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } } });
  expect(objectIn('staging', 'PersistentVolumeClaim', 'api-data')).toMatchObject(claim('local-path', '1Gi'));
  expect(objectIn('production', 'PersistentVolumeClaim', 'api-data')).toMatchObject(claim('ssd', '20Gi'));
  expect(objectIn('staging', 'Ingress', 'api'))
    .toMatchObject({ spec: { rules: [{ host: 'notes.staging.example.com' }] } });
  expect(objectIn('production', 'HTTPRoute', 'api')).toMatchObject({ spec: { hostnames: ['notes.example.com'] } });
  const sized = (cpu: string, memory: string): object => {
    const resources = { requests: { cpu, memory }, limits: { memory } };
    return { spec: { template: { spec: { containers: [{ resources }] } } } };
  };
  expect(objectIn('staging', 'Deployment', 'api')).toMatchObject(sized('50m', '128Mi'));
  expect(objectIn('production', 'Deployment', 'api')).toMatchObject(sized('500m', '512Mi'));
});

test('the Python program has fewer than 150 lines, and understands what the manifests tell it', () => {
  expect(program.trimEnd().split('\n').length).toBeLessThan(150);
  const text = Object.values(example.files).join('');
  const variables = new Set([...text.matchAll(/- name: ([A-Z_]+)$/gm)].map(([, name]) => name ?? ''));
  expect([...variables].sort()).toStrictEqual([
    'BACKUPS', 'BACKUPS_KEPT', 'DATABASE', 'JWT_KEY', 'LOG_FORMAT', 'LOG_LEVEL', 'PORT',
  ]);
  for (const name of variables) expect(program).toContain(`"${name}"`);
  for (const command of ['serve', 'migrate', 'backup']) {
    expect(text).toContain(`- ${command}\n`);
    expect(program).toContain(`"${command}": `);
  }
  for (const route of ['/users', '/login', '/notes']) expect(program).toContain(`"${route}": `);
  expect(program).toContain('"/(healthz|metrics)"');
});
