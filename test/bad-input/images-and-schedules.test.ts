/** Images, schedules and words of a list that are not in the form that Kubernetes, or the house, takes. */
import { CronTask, StatefulStore, Task, WebService, Worker } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const api = { image: 'api:1.4.2', port: 8080 };
const mailer = { image: 'mailer:2.0.1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'an image without a tag',
    build: (shop) => new WebService(shop, 'api', { ...api, image: 'registry.example.com:5000/api' }),
    error: {
      path: 'shop/api',
      field: 'image',
      problem: "must be an image with a tag other than latest, or a digest, such as 'api:1.4.2'",
      value: 'registry.example.com:5000/api',
      allowed: "an image with a tag other than latest, or a digest, such as 'api:1.4.2'",
      fix: "add the version: name:1.4.2, or name@sha256:…, or state why there is none: because: { image: '…' }",
    },
  },
  {
    input: 'an image tagged latest',
    build: (shop) => new WebService(shop, 'api', { ...api, image: 'api:latest' }),
    error: {
      path: 'shop/api',
      field: 'image',
      problem: "must be an image with a tag other than latest, or a digest, such as 'api:1.4.2'",
      value: 'api:latest',
      allowed: "an image with a tag other than latest, or a digest, such as 'api:1.4.2'",
      fix: "add the version: name:1.4.2, or name@sha256:…, or state why there is none: because: { image: '…' }",
    },
  },
  {
    input: 'an image as an object',
    build: (shop) => new WebService(shop, 'api', { ...api, image: { name: 'api', tag: '1.4.2' } as never }),
    error: {
      path: 'shop/api',
      field: 'image',
      problem: "must be an image with a tag other than latest, or a digest, such as 'api:1.4.2'",
      value: { name: 'api', tag: '1.4.2' },
      allowed: "an image with a tag other than latest, or a digest, such as 'api:1.4.2'",
      fix: 'add the version: name:1.4.2, or name@sha256:…',
    },
  },
  {
    input: 'a workload without an image',
    build: (shop) => new Worker(shop, 'mailer', {}),
    error: {
      path: 'shop/mailer',
      field: 'image',
      problem: 'is missing: a Worker needs it',
      value: undefined,
      allowed: "an image with a tag other than latest, or a digest, such as 'api:1.4.2', a reference or an Output",
      fix: 'add image to the props',
    },
  },
  {
    input: 'a pull policy of another tool',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, imagePullPolicy: 'always' as never }),
    error: {
      path: 'shop/mailer',
      field: 'imagePullPolicy',
      problem: "must be one of 'Always', 'IfNotPresent', 'Never'",
      value: 'always',
      allowed: "one of 'Always', 'IfNotPresent', 'Never'",
      fix: "did you mean 'Always'?",
    },
  },
  {
    input: 'a cron schedule of minute 61',
    build: (shop) => new CronTask(shop, 'report', { image: 'report:1.0.0', schedule: '61 3 * * *' }),
    error: {
      path: 'shop/report',
      field: 'schedule',
      problem: "must be five fields, minute first, such as '30 3 * * *', or @daily",
      value: '61 3 * * *',
      allowed: "five fields, minute first, such as '30 3 * * *', or @daily",
      fix: 'keep to minute 0-59, hour 0-23, day 1-31, month 1-12, weekday 0-6',
    },
  },
  {
    input: 'a schedule with seconds',
    build: (shop) => new CronTask(shop, 'report', { image: 'report:1.0.0', schedule: '0 30 3 * * *' }),
    error: {
      path: 'shop/report',
      field: 'schedule',
      problem: "must be five fields, minute first, such as '30 3 * * *', or @daily",
      value: '0 30 3 * * *',
      allowed: "five fields, minute first, such as '30 3 * * *', or @daily",
      fix: 'leave the seconds out',
    },
  },
  {
    input: 'a CronTask without a schedule',
    build: (shop) => new CronTask(shop, 'report', { image: 'report:1.0.0' } as never),
    error: {
      path: 'shop/report',
      field: 'schedule',
      problem: 'is missing: a CronTask needs it',
      value: undefined,
      allowed: "five fields, minute first, such as '30 3 * * *', or @daily",
      fix: 'add schedule to the props',
    },
  },
  {
    input: 'an abbreviated time zone',
    build: (shop) => new CronTask(shop, 'report', {
      image: 'report:1.0.0', schedule: '@daily', timeZone: 'CEST/Berlin',
    }),
    error: {
      path: 'shop/report',
      field: 'timeZone',
      problem: 'is no time zone of the tz database',
      value: 'CEST/Berlin',
      allowed: 'such as Europe/Berlin or Etc/UTC',
      fix: "give the zone's name, not an abbreviation or offset",
    },
  },
  {
    input: 'a rollout strategy that is misspelt',
    build: (shop) => new WebService(shop, 'api', { ...api, rollout: { strategy: 'Rolling' as never } }),
    error: {
      path: 'shop/api',
      field: 'rollout.strategy',
      problem: "must be one of 'zeroDowntime', 'recreate', 'RollingUpdate', 'Recreate', 'OnDelete'",
      value: 'Rolling',
      allowed: "one of 'zeroDowntime', 'recreate', 'RollingUpdate', 'Recreate', 'OnDelete'",
      fix: "did you mean 'RollingUpdate'?",
    },
  },
  {
    input: 'an access mode that is misspelt',
    build: (shop) => new StatefulStore(shop, 'orders', {
      image: 'postgres:17.2', port: 5432, user: 999,
      storage: { path: '/data', size: '1Gi', accessMode: 'ReadWriteonce' as never },
    }),
    error: {
      path: 'shop/orders',
      field: 'storage.accessMode',
      problem: "must be one of 'ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'",
      value: 'ReadWriteonce',
      allowed: "one of 'ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'",
      fix: "did you mean 'ReadWriteOnce'?",
    },
  },
  {
    input: 'an empty text for a run',
    build: (shop) => new Task(shop, 'migrate', { image: 'api:1.4.2', run: '' }),
    error: {
      path: 'shop/migrate',
      field: 'run',
      problem: 'must be a text that is not empty',
      value: '',
      allowed: 'a text that is not empty',
      fix: 'leave it out, or write something',
    },
  },
];

describe('images, schedules and words that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
