import { Task, defineHouse, generic, type Application, type TaskProps } from 'charthouse';
import { build } from './support/golden';
import { places } from './support/places';

const onSsd = { spec: { template: { spec: { nodeSelector: { disk: 'ssd' } } } } };
const plain: TaskProps = { image: 'api:1.4.2', args: ['migrate'], env: { LEVEL: 'info' } };

function nameOf(props: TaskProps, id = 'migrate'): string | undefined {
  const { manifests } = build(places.generic, (shop: Application) => { new Task(shop, id, props); });
  return manifests.find(({ kind }) => kind === 'Job')?.metadata.name;
}

const name = nameOf(plain);

describe('the name of a Job', () => {
  test('is that of the workload and eight digits', () => {
    expect(name).toMatch(/^migrate-[0-9a-f]{8}$/);
  });

  test.each<[string, TaskProps]>([
    ['the image', { ...plain, image: 'api:1.4.3' }],
    ['an argument', { ...plain, args: ['migrate', '--all'] }],
    ['a variable', { ...plain, env: { LEVEL: 'debug' } }],
    ['a file', { ...plain, files: { '/etc/a': 'x' } }],
    ['a resource', { ...plain, resources: { requests: { memory: '1Gi' } } }],
    ['a sidecar', { ...plain, sidecars: { proxy: { image: 'proxy:1' } } }],
    ['the user', { ...plain, user: 999 }],
    ['a transform', { ...plain, transform: { Job: onSsd } }],
    ['how many pods must succeed, which can never be changed', { ...plain, job: { completions: 2 } }],
    ['an index for each of them', { ...plain, job: { completions: 2, completionMode: 'Indexed' } }],
    ['what counts as a failure', { ...plain, job: { ignoreDisruptions: false } }],
    ['what counts as success', {
      ...plain,
      job: { completions: 2, completionMode: 'Indexed', successPolicy: { rules: [{ succeededCount: 1 }] } },
    }],
    ['tries by index', { ...plain, job: { completions: 2, completionMode: 'Indexed', backoffLimitPerIndex: 1 } }],
    ['a transform of what can never be changed', { ...plain, transform: { Job: { spec: { completions: 2 } } } }],
  ])('changes with the template: %s', (_what, props) => {
    expect(nameOf(props)).toMatch(/^migrate-[0-9a-f]{8}$/);
    expect(nameOf(props)).not.toBe(name);
  });

  test.each([onSsd, () => undefined])(
    'is given before a later transform of the template, which is refused: %p',
    (change) => {
      const late = (props: TaskProps) => () =>
        build(places.generic, (shop: Application) => { new Task(shop, 'migrate', props).transform('Job', change); });
      expect(late(plain)).toThrow('comes too late: the Job is named after its template');
    },
  );

  test('is given by run, so that a later transform of the template is taken', () => {
    const { manifests } = build(places.generic, (shop: Application) => {
      new Task(shop, 'migrate', { ...plain, run: 'v1' }).transform('Job', onSsd);
    });
    expect(manifests.find(({ kind }) => kind === 'Job')).toMatchObject(onSsd);
  });

  test('changes with the content of a file, which the template holds only as a checksum', () => {
    expect(nameOf({ ...plain, files: { '/etc/a': 'x' } })).not.toBe(nameOf({ ...plain, files: { '/etc/a': 'y' } }));
  });

  test.each<[string, TaskProps]>([
    ['labels', { ...plain, labels: { 'example.com/tier': 'one' } }],
    ['an owner', { ...plain, owner: 'billing' }],
    ['a component', { ...plain, component: 'schema' }],
    ['annotations of the objects', { ...plain, annotations: { 'example.com/runbook': 'here' } }],
    ['the bounds of the Job', { ...plain, job: { backoffLimit: 5, parallelism: 2, suspend: true } }],
    ['when it runs', { ...plain, release: 'before' }],
  ])('stays with what only informs, or is no part of the template: %s', (_what, props) => {
    expect(nameOf(props)).toBe(name);
  });

  test('goes by `run` alone where that is stated', () => {
    const run = nameOf({ ...plain, run: '2026-11' });
    expect(run).toMatch(/^migrate-[0-9a-f]{8}$/);
    expect(nameOf({ ...plain, image: 'api:2.0.0', run: '2026-11' })).toBe(run);
    expect(nameOf({ ...plain, run: '2026-12' })).not.toBe(run);
    expect(nameOf(plain)).not.toBe(run);
  });

  test('does not change with the order of variables, which is the order they are seen in, unless they move', () => {
    const two = { ...plain, env: { A: '1', B: '2' } };
    expect(nameOf({ ...plain, env: { B: '2', A: '1' } })).not.toBe(nameOf(two));
    expect(nameOf({ env: two.env, args: two.args, image: two.image })).toBe(nameOf(two));
  });

  test('is the same whether a number is said by job or by transform', () => {
    expect(nameOf({ ...plain, transform: { Job: { spec: { completions: 2 } } } }))
      .toBe(nameOf({ ...plain, job: { completions: 2 } }));
  });

  test('is that of the workload alone where Argo CD runs it as a hook, and deletes it before', () => {
    const house = defineHouse({
      name: 'argo', version: '1', platforms: { generic: generic() },
      targets: { prod: { platform: 'generic', environment: 'prod', delivery: 'argocd' } },
    });
    const named = (props: Partial<TaskProps>): string | undefined =>
      build(house.target('prod'), (shop) => { new Task(shop, 'migrate', { ...plain, ...props }); })
        .manifests.find(({ kind }) => kind === 'Job')?.metadata.name;
    expect(named({ release: 'before' })).toBe('migrate');
    expect(named({ release: 'before', run: 'v1' })).toBe(nameOf({ ...plain, run: 'v1' }));
    expect(named({})).toBe(name);
  });

  test('leaves the names of the objects around the Job alone', () => {
    const { manifests } = build(places.generic, (shop) => { new Task(shop, 'migrate', plain); });
    expect(manifests.filter(({ kind }) => kind !== 'Job').map(({ metadata }) => metadata.name))
      .toEqual(['migrate', 'migrate']);
  });
});
