import { App, Application, WebService, defineHouse, generic } from 'charthouse';
import { scratchWithinLimits } from '../../lib/checks/scratch-within-limits';
import { cronJob, expectFindings, expectNothing, findingsOf, pod, workload, type Fields } from './tree';

const volume = (name: string, sizeLimit: unknown, medium?: string): Fields => ({
  name, emptyDir: { sizeLimit, ...medium === undefined ? {} : { medium } },
});
const limited = (limits: Fields, name = 'main'): Fields => ({ name, image: 'app:1.0.0', resources: { limits } });
const disk = (amount: unknown): Fields => ({ 'ephemeral-storage': amount });

/** The messages about a pod with these containers and volumes. */
const messages = (spec: Fields): readonly string[] =>
  findingsOf(scratchWithinLimits, [workload('api', { pod: spec })]).map(({ message }) => message);

describe('scratch space on disk', () => {
  test('is fine up to the limit of ephemeral storage, however it is written', () => {
    expect(messages({ containers: [limited(disk('1Gi'))], volumes: [volume('a', '512Mi'), volume('b', '536870912')] }))
      .toEqual([]);
  });

  test('is reported above it, at the largest volume', () => {
    const container = { resources: { limits: disk('256Mi') } };
    const volumes = [volume('tmp', '64Mi'), volume('cache', '1Gi')];
    expectFindings(scratchWithinLimits, [workload('api', { container, pod: { volumes } })], [{
      path: 'shop/api',
      rule: 'scratch-within-limits',
      severity: 'warning',
      field: 'spec.template.spec.volumes[cache].emptyDir.sizeLimit',
      value: '1Gi',
      message: 'the emptyDirs on disk may hold 1088Mi (cache 1Gi, tmp 64Mi), but the pod is evicted above 256Mi: they '
        + 'count towards the ephemeral-storage limit',
      fix: 'raise the ephemeral-storage limits to at least 1088Mi together, or lower the sizes (charthouse: '
        + '`resources.limits`, and `sizeLimit` of `volumes` and `scratch`)',
    }]);
  });

  test('is reported one byte above it', () => {
    const volumes = [volume('a', 1024 * 1024 + 1)];
    expect(messages({ containers: [limited(disk('1Mi'))], volumes })).toEqual([
      'the emptyDirs on disk may hold 2Mi (a 1048577), but the pod is evicted above 1Mi: they count towards the '
      + 'ephemeral-storage limit',
    ]);
  });

  test('has the limits of all containers that run together, of those that state one', () => {
    const containers = [limited(disk('100Mi')), limited(disk('100Mi'), 'beside'), limited({}, 'open')];
    const initContainers = [{ ...limited(disk('100Mi'), 'sidecar'), restartPolicy: 'Always' }];
    expect(messages({ containers, initContainers, volumes: [volume('a', '300Mi')] })).toEqual([]);
    expect(messages({ containers, initContainers, volumes: [volume('a', '301Mi')] })).toHaveLength(1);
  });

  test('has the limit of an init container with the sidecars before it, where that is more', () => {
    const sidecar = { ...limited(disk('100Mi'), 'sidecar'), restartPolicy: 'Always' };
    const init = limited(disk('300Mi'), 'init');
    const spec = { containers: [limited(disk('50Mi'))], volumes: [volume('a', '400Mi')] };
    expect(messages({ ...spec, initContainers: [sidecar, init] })).toEqual([]);
    expect(messages({ ...spec, initContainers: [init, sidecar] })).toHaveLength(1);
  });

  test('is judged in CronJobs and bare pods too', () => {
    const parts = { container: { resources: { limits: disk('1Mi') } }, pod: { volumes: [volume('a', '2Mi')] } };
    expect(findingsOf(scratchWithinLimits, [cronJob('nightly', parts), pod('tool', parts)]).map(({ field }) => field))
      .toEqual([
        'spec.jobTemplate.spec.template.spec.volumes[a].emptyDir.sizeLimit', 'spec.volumes[a].emptyDir.sizeLimit',
      ]);
  });
});

describe('scratch space in memory', () => {
  test('counts towards the memory limit alone', () => {
    const containers = [limited({ memory: '64Mi', ...disk('1Mi') })];
    expect(messages({ containers, volumes: [volume('a', '64Mi', 'Memory')] })).toEqual([]);
    expect(messages({ containers, volumes: [volume('a', '65Mi', 'Memory')] })).toEqual([
      'the emptyDirs in memory may hold 65Mi (a 65Mi), but a container is killed above 64Mi: they count towards the '
      + 'memory limit',
    ]);
  });

  test('is not judged where a container has no memory limit: nor has the pod then', () => {
    const containers = [limited({ memory: '64Mi' }), limited({}, 'open')];
    expect(messages({ containers, volumes: [volume('a', '1Gi', 'Memory')] })).toEqual([]);
  });

  test('has the limit of the pod as a whole, where one is stated', () => {
    const spec = { containers: [limited({})], volumes: [volume('a', '1Gi', 'Memory')] };
    expect(messages({ ...spec, resources: { limits: { memory: '1Gi' } } })).toEqual([]);
    expect(messages({ ...spec, resources: { limits: { memory: '1000Mi' } } })).toHaveLength(1);
  });
});

describe('scratch space', () => {
  test('is not judged without a limit, without a size, or of huge pages', () => {
    expectNothing(scratchWithinLimits, [
      workload('a', { pod: { volumes: [volume('a', '1Ti'), volume('b', '1Ti', 'Memory')] } }),
      workload('b', { pod: {
        containers: [limited({ memory: '1Mi', ...disk('1Mi') })],
        volumes: [{ name: 'a', emptyDir: {} }, volume('b', '1Ti', 'HugePages-2Mi'), { name: 'c', configMap: {} }],
      } }),
    ]);
  });

  test('may stand in any shape, and beside limits that come later', () => {
    const shapes: readonly Fields[] = [
      { containers: [limited(disk({ later: true }))], volumes: [volume('a', '1Gi')] },
      { containers: [limited(disk(null))], volumes: [volume('a', '1Gi')] },
      { containers: [limited(disk('1Mi'))], volumes: [volume('a', { later: true }), volume('b', 'much')] },
      { containers: [limited(disk('1Mi'))], volumes: 'none' },
      {
        containers: [limited({ memory: '1Mi' })],
        resources: { limits: { memory: {} } },
        volumes: [volume('a', '1Gi', 'Memory')],
      },
      { containers: [{ name: 'main', resources: { limits: [] } }], volumes: [null, { emptyDir: 7 }] },
    ];
    expect(shapes.flatMap(messages)).toEqual([]);
  });
});

describe('a workload of ours', () => {
  const house = defineHouse({
    name: 'desk', version: '1', platforms: { generic: generic() },
    targets: { prod: { platform: 'generic', environment: 'prod', domain: 'desk.example' } },
  });
  const found = (props: Partial<ConstructorParameters<typeof WebService>[2]>): readonly string[] => {
    const app = new App();
    const shop = new Application(app, 'shop', { target: house.target('prod'), owner: 'team-desk' });
    new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ...props });
    return app.findings().map(({ rule, severity, field }) => `${severity} ${rule} ${field}`);
  };
  const cache = { cache: { path: '/cache', emptyDir: { sizeLimit: '1Gi' } } };

  test('has room for three small directories, and not for a large one under the limit by default', () => {
    expect(found({ writable: ['/a', '/b', '/c'] })).toEqual([]);
    expect(found({ volumes: cache })).toEqual([
      'warning scratch-within-limits spec.template.spec.volumes[cache].emptyDir.sizeLimit',
    ]);
  });

  test('has it with a limit to match, or with a reason', () => {
    expect(found({ volumes: cache, resources: { limits: { 'ephemeral-storage': '1088Mi' } } })).toEqual([]);
    expect(found({ volumes: cache, because: { 'scratch-within-limits': 'the cache is never full' } })).toEqual([
      'info scratch-within-limits spec.template.spec.volumes[cache].emptyDir.sizeLimit',
    ]);
  });

  test('has memory within its memory limit', () => {
    const fast = (sizeLimit: string): ReturnType<typeof found> =>
      found({ volumes: { fast: { path: '/fast', emptyDir: { medium: 'Memory', sizeLimit } } } });
    expect(fast('256Mi')).toEqual([]);
    expect(fast('512Mi')).toEqual([
      'warning scratch-within-limits spec.template.spec.volumes[fast].emptyDir.sizeLimit',
    ]);
  });
});
