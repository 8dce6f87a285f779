/** CronJobs of the examples start: by their schedule, and by hand as `kubectl create job --from` does. On copies. */
import { removeFreshPaths } from '../synth/support/folder';
import { Api, type KubernetesObject } from './support/api';
import { hasCondition } from './support/conditions';
import { applyCopies, copies, eventuallyReady, removeCopies } from './support/copies';
import { eventually } from './support/eventually';
import { nameOf } from './support/made';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');

/** What is read of a CronJob. */
interface CronSpec {
  readonly schedule: string;
  readonly jobTemplate: { readonly metadata?: Pick<KubernetesObject['metadata'], 'labels'>; readonly spec: unknown };
}

const examples = copies('cron', ['CronJob', 'Deployment']).filter(({ objects }) => objects.some(isCron))
  .map((copy) => ({ ...copy, objects: copy.objects.map((each) => (isCron(each) ? everyMinute(each) : each)) }));
const crons = examples.flatMap(({ objects }) => objects.filter(isCron));

function isCron({ kind }: KubernetesObject): boolean {
  return kind === 'CronJob';
}

function everyMinute(cron: KubernetesObject): KubernetesObject {
  return { ...cron, spec: { ...(cron.spec as CronSpec), schedule: '* * * * *' } };
}

/** Makes it believe that a start was missed, so that it need not be waited for. */
async function missStart(cron: KubernetesObject): Promise<string | undefined> {
  const { metadata: { name, namespace = '' } } = cron;
  const status = { lastScheduleTime: new Date(Date.now() - 120_000).toISOString() };
  const path = `/apis/batch/v1/namespaces/${namespace}/cronjobs/${name}/status`;
  return (await api.ask('PATCH', path, { status }, 'application/merge-patch+json')).problem;
}

/** A Job as kubectl makes it of a CronJob that is there. */
function byHand({ metadata: { name, namespace, uid }, spec }: KubernetesObject): KubernetesObject {
  const { metadata = {}, spec: job } = (spec as CronSpec).jobTemplate;
  const owner = { apiVersion: 'batch/v1', kind: 'CronJob', name, uid, controller: true };
  const annotations = { 'cronjob.kubernetes.io/instantiate': 'manual' };
  const own = { name: `${name}-by-hand`, ...namespace === undefined ? {} : { namespace } };
  return {
    apiVersion: 'batch/v1', kind: 'Job', spec: job,
    metadata: { ...metadata, ...own, annotations, ...{ ownerReferences: [owner] } },
  };
}

/** Those of whom no Job that their own schedule started is complete. */
async function neverStarted(): Promise<readonly string[]> {
  const told = await Promise.all(crons.map(async (cron) => {
    const jobs = await api.list('batch/v1', 'Job', cron.metadata.namespace);
    const own = jobs.filter(({ metadata: { annotations = {}, name } }) =>
      'batch.kubernetes.io/cronjob-scheduled-timestamp' in annotations && name.startsWith(`${cron.metadata.name}-`));
    return own.some((job) => hasCondition(job, 'Complete')) ? [] : [nameOf(cron)];
  }));
  return told.flat();
}

describe(`${crons.length} CronJobs`, () => {
  beforeAll(() => applyCopies(api, examples));
  afterAll(async () => {
    await removeCopies(api, examples);
    removeFreshPaths();
  });

  test('are all of the examples', () => {
    expect(crons).toHaveLength(8);
  });

  test('make Jobs by hand, which complete', async () => {
    const live = await Promise.all(crons.map((cron) => api.get(cron)));
    const jobs = live.map(({ object }) => byHand(object));
    for (const job of jobs) expect((await api.apply(job, { manager: 'test' })).problem).toBeUndefined();
    await eventuallyReady(api, jobs);
  });

  test('start by their schedule, and complete', async () => {
    expect(await Promise.all(crons.map(missStart))).toEqual(crons.map(() => undefined));
    const told = async (): Promise<string> => (await neverStarted()).join('\n');
    await eventually('all ran', async () => (await neverStarted()).length === 0, { seconds: 90, told });
    expect(await neverStarted()).toEqual([]);
  });
});
