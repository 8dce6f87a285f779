/** Every autoscaler of the examples goes to its bounds as load comes and goes: on copies, whose usage is set here. */
import { removeFreshPaths } from '../synth/support/folder';
import { Api, type KubernetesObject } from './support/api';
import { conditionsOf } from './support/conditions';
import { applyCopies, copies, removeCopies } from './support/copies';
import { eventually } from './support/eventually';
import { nameOf } from './support/made';
import { ownCluster } from './support/own-cluster';
import { usageOf } from './support/usage';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');

/** What is read of an autoscaler and of what it scales. */
interface Bounds {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly scaleTargetRef: { readonly kind: string; readonly name: string; readonly apiVersion: string };
  readonly behavior: { readonly scaleDown: { readonly stabilizationWindowSeconds: number } };
}

interface Counts {
  readonly replicas?: number;
  readonly readyReplicas?: number;
}

const boundsOf = ({ spec }: KubernetesObject): Bounds => spec as Bounds;

const all = copies('scaling', ['HorizontalPodAutoscaler', 'Deployment', 'StatefulSet']);
const examples = all.filter((copy) => copy.objects.some(isScaler)).map((copy) => {
  const scaled = copy.objects.filter(isScaler).map((scaler) => nameOf(targetOf(scaler)));
  const isOther = (each: KubernetesObject): boolean => isWorkload(each) && !scaled.includes(nameOf(each));
  return { ...copy, objects: copy.objects.filter((each) => !isOther(each)) };
});
const objects = examples.flatMap((copy) => copy.objects);
const scalers = objects.filter(isScaler);

function isWorkload({ kind }: KubernetesObject): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet';
}

function isScaler({ kind }: KubernetesObject): boolean {
  return kind === 'HorizontalPodAutoscaler';
}

function targetOf(scaler: KubernetesObject): KubernetesObject {
  const { scaleTargetRef: { apiVersion, kind, name } } = boundsOf(scaler);
  return { apiVersion, kind, metadata: { ...scaler.metadata, name } };
}

async function use(percent: number): Promise<void> {
  const namespaces = new Set(scalers.map(({ metadata: { namespace = '' } }) => namespace));
  for (const namespace of namespaces) expect((await api.apply(usageOf(namespace, percent))).problem).toBeUndefined();
}

/** What is not scaled to a bound, with pods that are ready. */
async function elsewhere(bound: 'minReplicas' | 'maxReplicas'): Promise<readonly string[]> {
  const told = await Promise.all(scalers.map(async (scaler) => {
    const { replicas = 0, readyReplicas = 0 } = ((await api.get(targetOf(scaler))).object.status ?? {}) as Counts;
    const wanted = boundsOf(scaler)[bound];
    return replicas === wanted && readyReplicas === wanted ? [] : [`${nameOf(scaler)}: ${readyReplicas} of ${wanted}`];
  }));
  return told.flat();
}

/** The same, once it has had its time. */
async function finallyElsewhere(bound: 'minReplicas' | 'maxReplicas'): Promise<readonly string[]> {
  const told = async (): Promise<string> => (await elsewhere(bound)).join('\n');
  await eventually(`all are at ${bound}`, async () => (await elsewhere(bound)).length === 0, { seconds: 120, told });
  return elsewhere(bound);
}

/** Those that would scale down, were it not for their window. */
async function waiting(): Promise<readonly string[]> {
  const all = await Promise.all(scalers.map((scaler) => api.get(scaler)));
  return all.filter(({ object }) => conditionsOf(object).some(({ reason }) => reason === 'ScaleDownStabilized'))
    .map(({ object }) => nameOf(object));
}

(ownCluster ? describe : describe.skip)(`${scalers.length} autoscalers`, () => {
  beforeAll(() => applyCopies(api, examples));
  afterAll(async () => {
    await removeCopies(api, examples);
    removeFreshPaths();
  });

  test('are all of the examples that scale', () => {
    const targets = ['eu', 'us', 'staging'].map((target) => `product for ${target}`);
    expect(examples.map(({ name }) => name)).toEqual(['sock-shop', ...targets]);
  });

  test('have as few pods as they may while nothing happens', async () => {
    expect(await finallyElsewhere('minReplicas')).toEqual([]);
  });

  test('go to the most pods under load', async () => {
    await use(400);
    expect(await finallyElsewhere('maxReplicas')).toEqual([]);
  });

  test('keep them when everything is applied again', async () => {
    for (const object of objects) expect((await api.apply(object)).problem).toBeUndefined();
    expect(await elsewhere('maxReplicas')).toEqual([]);
  });

  test('keep them for a while after the load has gone, and are back at the fewest then', async () => {
    await use(5);
    await eventually('all wait', async () => (await waiting()).length === scalers.length);
    expect(await elsewhere('maxReplicas')).toEqual([]);
    expect(scalers.map((each) => boundsOf(each).behavior.scaleDown.stabilizationWindowSeconds)).not.toContain(0);
    for (const scaler of scalers) {
      const bounds = boundsOf(scaler);
      const scaleDown = { ...bounds.behavior.scaleDown, stabilizationWindowSeconds: 0 };
      const hasty = { ...scaler, spec: { ...bounds, behavior: { ...bounds.behavior, scaleDown } } };
      expect((await api.apply(hasty)).problem).toBeUndefined();
    }
    expect(await finallyElsewhere('minReplicas')).toEqual([]);
  });
});
