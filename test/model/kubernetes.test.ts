import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { definitionOf, fieldOf, itemOf, kindSchema, listKeysOf } from '../../lib/model/kubernetes/schema';
import type { Field } from '../../lib/model/kubernetes/schema';
import { featureSince, isAtLeast, servedBy } from '../../lib/model/kubernetes/served';
import type {
  Container, Deployment, KindMap, Manifest, PodSpec, Service, Volume,
} from '../../lib/model/kubernetes/types';
import { stale } from '../../scripts/kubernetes-types';
import { modelOf } from '../../scripts/kubernetes-types/model';
import { readSchemas } from '../../scripts/kubernetes-types/schemas';
import { typesText } from '../../scripts/kubernetes-types/write';

const root = join(__dirname, '..', '..');

/** The field at a path within a kind, where a list stands for its items. */
function fieldAt(apiVersion: string, kind: string, ...path: readonly string[]): Field | undefined {
  let definition = kindSchema(apiVersion, kind);
  let field: Field | undefined;
  for (const name of path) {
    field = definition && fieldOf(definition, name);
    definition = field === undefined ? undefined : definitionOf(itemOf(field) ?? field);
  }
  return field;
}

function keysAt(...path: readonly string[]): unknown {
  const field = fieldAt('apps/v1', 'Deployment', 'spec', 'template', 'spec', ...path);
  return field === undefined ? 'no such field' : listKeysOf(field);
}

describe('the generated files', () => {
  it('are what the script makes of the schemas', () => {
    expect(stale()).toEqual([]);
  });

  it('hold a definition for every name that they refer to', () => {
    const { definitions } = modelOf(readSchemas());
    const referred = JSON.stringify(Object.values(definitions).map((one) => one.fields), (key, value: unknown) =>
      key === 'enum' || key === 'keys' ? undefined : value).match(/(?<=[:[])"[A-Z]\w+"/g) ?? [];
    expect(referred.length).toBeGreaterThan(100);
    expect(referred.map((name) => name.slice(1, -1)).filter((name) => !(name in definitions))).toEqual([]);
  });

  it('give every kind literal names, enumerations as unions and optional fields that may be undefined', () => {
    const container: Container = { name: 'api', imagePullPolicy: 'Always', image: undefined };
    const manifests: Manifest[] = [
      {
        apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api' },
        spec: { selector: {}, template: { spec: { containers: [container] } } },
      } satisfies Deployment,
      { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80, targetPort: 'http' }] } } satisfies Service,
    ];
    // @ts-expect-error: not one of the enumeration
    const wrong: Container['imagePullPolicy'] = 'Sometimes';
    // @ts-expect-error: another kind's name
    const other: KindMap['Deployment']['kind'] = 'Service';
    expect([...manifests.map(({ kind }) => kind), wrong, other])
      .toEqual(['Deployment', 'Service', 'Sometimes', 'Service']);
  });
});

describe('what the types leave open', () => {
  it('takes any object, of which the table still knows the fields', () => {
    const pod: PodSpec = { containers: [], ephemeralContainers: [{ name: 'shell' }] };
    const volume: Volume = { name: 'files', azureFile: { shareName: 'files', anything: 1 } };
    // @ts-expect-error: an object, all the same
    const wrong: Volume['azureFile'] = 'files';
    const inPod = ['spec', 'template', 'spec'];
    const field = (...path: string[]): unknown => fieldAt('apps/v1', 'Deployment', ...inPod, ...path);

    expect([pod.ephemeralContainers?.length, volume.azureFile?.['shareName'], wrong]).toEqual([1, 'files', 'files']);
    expect(field('ephemeralContainers', 'targetContainerName')).toBe('string');
    expect([field('volumes', 'azureFile', 'shareName'), field('volumes', 'azureFile', 'share')])
      .toEqual(['string', undefined]);
  });

  it('is open in the types alone, which hold nothing that only an open field refers to', () => {
    const model = modelOf(readSchemas());
    const text = typesText(model);
    const interfaces = [...text.matchAll(/^export interface (\w+)/gm)].map(([, name]) => name);

    expect(Object.keys(model.definitions)).toEqual(expect.arrayContaining(['EphemeralContainer', 'RBDVolumeSource']));
    expect(interfaces.filter((name) => name === 'EphemeralContainer' || name === 'RBDVolumeSource')).toEqual([]);
    expect(text).toContain('\n  azureFile?: OpenObject | undefined;\n');
  });
});

describe('the table of fields', () => {
  it('is not read before the first question', () => {
    const program = 'const schema = require(process.argv[1]);'
      + 'const read = () => Object.keys(require.cache).some((file) => file.endsWith("schema.json"));'
      + 'const before = read(); schema.kindSchema("v1", "Pod"); console.log(before, read());';
    const file = join(root, 'lib', 'model', 'kubernetes', 'schema.ts');
    const { stdout, stderr } = spawnSync(process.execPath, ['--require', 'tsx/cjs', '-e', program, file],
      { cwd: root, encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: 'false true\n', stderr: '' });
  });

  it('tells a field from one that does not exist', () => {
    expect(fieldAt('apps/v1', 'Deployment', 'spec', 'replicas')).toBe('integer');
    expect(fieldAt('apps/v1', 'Deployment', 'spec', 'replica')).toBeUndefined();
    expect(fieldAt('apps/v1', 'Deployment', 'spec', 'constructor')).toBeUndefined();
    expect(fieldAt('apps/v1', 'Deployment', 'status')).toBeUndefined();
  });

  it('knows no kind that Charthouse does not emit', () => {
    expect([kindSchema('example.com/v1', 'Thing'), kindSchema('v1', 'Deployment'), kindSchema('v1', 'toString')])
      .toEqual([undefined, undefined, undefined]);
  });

  it.each([
    [['containers'], { keys: ['name'], defaults: {} }],
    [['initContainers'], { keys: ['name'], defaults: {} }],
    [['volumes'], { keys: ['name'], defaults: {} }],
    [['containers', 'env'], { keys: ['name'], defaults: {} }],
    [['containers', 'volumeMounts'], { keys: ['mountPath'], defaults: {} }],
    [['containers', 'ports'], { keys: ['containerPort', 'protocol'], defaults: { protocol: 'TCP' } }],
    [['topologySpreadConstraints'], { keys: ['topologyKey', 'whenUnsatisfiable'], defaults: {} }],
    [['imagePullSecrets'], { keys: ['name'], defaults: { name: '' } }],
    [['tolerations'], undefined],
    [['containers', 'args'], undefined],
    [['containers', 'image'], undefined],
  ])('gives the list keys of %j in a pod', (path, expected) => {
    expect(keysAt(...path)).toEqual(expected);
  });

  it('gives the list keys of a Service, a PrometheusRule and an HTTPRoute', () => {
    const keys = (...path: [string, string, ...string[]]): unknown => listKeysOf(fieldAt(...path) ?? 'any');
    expect(keys('v1', 'Service', 'spec', 'ports'))
      .toEqual({ keys: ['port', 'protocol'], defaults: { protocol: 'TCP' } });
    expect(keys('monitoring.coreos.com/v1', 'PrometheusRule', 'spec', 'groups'))
      .toEqual({ keys: ['name'], defaults: {} });
    expect(keys('gateway.networking.k8s.io/v1', 'HTTPRoute', 'spec', 'parentRefs')).toBeUndefined();
  });

  it('names what an object must have, and what holds anything', () => {
    expect(kindSchema('monitoring.coreos.com/v1', 'PodMonitor')?.required).toEqual(['spec']);
    expect(definitionOf('Container')?.required).toEqual(['name']);
    expect(fieldOf({ fields: {}, open: true }, 'anything')).toBe('any');
  });
});

describe('the table of served versions', () => {
  it.each([
    ['1.25', 'autoscaling/v2beta2', 'HorizontalPodAutoscaler', { served: true, until: '1.26' }],
    ['1.26', 'autoscaling/v2beta2', 'HorizontalPodAutoscaler',
      { served: false, until: '1.26', instead: 'autoscaling/v2' }],
    ['1.36', 'policy/v1beta1', 'PodDisruptionBudget', { served: false, until: '1.25', instead: 'policy/v1' }],
    ['1.25', 'policy/v1beta1', 'PodSecurityPolicy', { served: false, until: '1.25' }],
    ['1.36', 'batch/v1beta1', 'CronJob', { served: false, until: '1.25', instead: 'batch/v1' }],
    ['1.36', 'extensions/v1beta1', 'Ingress', { served: false, until: '1.22', instead: 'networking.k8s.io/v1' }],
    ['1.25', 'networking.k8s.io/v1', 'Ingress', { served: true }],
    ['1.28', 'flowcontrol.apiserver.k8s.io/v1', 'FlowSchema',
      { served: false, since: '1.29', instead: 'flowcontrol.apiserver.k8s.io/v1beta3' }],
    ['1.29', 'admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', { served: false, since: '1.30' }],
    ['1.36', 'admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy', { served: true, since: '1.36' }],
    ['1.33', 'resource.k8s.io/v1', 'ResourceClaim', { served: false, since: '1.34' }],
    ['1.37', 'resource.k8s.io/v1beta1', 'ResourceClaim', { served: false, instead: 'resource.k8s.io/v1' }],
    ['1.36', 'apps/v1', 'Deploymant', { served: false }],
  ])('says whether Kubernetes %s serves %s %s', (minor, apiVersion, kind, expected) => {
    expect(servedBy(minor, apiVersion, kind)).toEqual(expected);
  });

  it('serves in 1.36 every kind of Kubernetes that Charthouse emits', () => {
    const own = Object.keys(modelOf(readSchemas()).kinds).map((id) => {
      const slash = id.lastIndexOf('/');
      return servedBy('1.36', id.slice(0, slash), id.slice(slash + 1))?.served;
    });
    expect(own.filter((served) => served === false)).toEqual([]);
    expect(own.filter((served) => served === true)).toHaveLength(23);
  });

  it('knows nothing of groups that are not Kubernetes\' own', () => {
    expect(servedBy('1.36', 'gateway.networking.k8s.io/v1', 'HTTPRoute')).toBeUndefined();
    expect(servedBy('1.36', 'cert-manager.io/v1', 'Certificate')).toBeUndefined();
  });

  it('reads minors with and without a patch, and refuses other text', () => {
    expect([servedBy('v1.36.3', 'v1', 'Pod'), servedBy('1.36+k3s1', 'v1', 'Pod')])
      .toEqual([{ served: true }, { served: true }]);
    expect(() => servedBy('latest', 'v1', 'Pod'))
      .toThrow('a Kubernetes version such as 1.36 is wanted, got \'latest\'');
  });

  it('says from when on a feature can be used, by number and not by text', () => {
    expect([isAtLeast('1.30', featureSince.preStopSleep.on), isAtLeast('1.29', featureSince.preStopSleep.on)])
      .toEqual([true, false]);
    expect(isAtLeast('1.9', featureSince.nativeSidecars.on)).toBe(false);
    expect(Object.isFrozen(featureSince)).toBe(true);
  });
});
