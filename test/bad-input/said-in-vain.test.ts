/** What would be ignored, or taken for its opposite, or refused by the API server once somebody turns a default off. */
import { Task, WebService } from 'charthouse';
import { expectRefused, type ExpectedError, type WrongInput } from './support/expect-refused';

type Said = Omit<ExpectedError, 'path'>;

function service(input: string, props: object, error: Said): WrongInput {
  return {
    input,
    build: (shop) => new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ...props }),
    error: { path: 'shop/api', ...error },
  };
}

const image = 'migrate:1.0.0';
const label = "one word of at most 63 lower-case letters, digits and '-'";
const labelName = "a label's key, such as topology.kubernetes.io/zone";
const notLabel = {
  problem: `must be ${labelName}`,
  allowed: labelName,
  fix: "write at most 63 letters, digits, '-', '_' or '.', and before them, if anything, a DNS name and '/'",
};
const readiness = { httpGet: { path: '/ready', port: 80 } };

const inputs: readonly WrongInput[] = [
  service('the readiness of an init container', { initContainers: { migrate: { image, probes: { readiness } } } }, {
    field: 'initContainers.migrate.probes.readiness',
    problem: 'has no meaning for container migrate, which runs to an end',
    value: readiness,
    allowed: 'probes of containers that go on running',
    fix: 'leave the probes out, or bound the time with job.activeDeadlineSeconds',
  }),
  {
    input: 'the startup of a task',
    build: (shop) => new Task(shop, 'migrate', { image, probes: { startup: { exec: { command: ['true'] } } } }),
    error: {
      path: 'shop/migrate',
      field: 'probes.startup',
      problem: 'has no meaning for container migrate, which runs to an end',
      value: { exec: { command: ['true'] }, periodSeconds: 5, failureThreshold: 60 },
      allowed: 'probes of containers that go on running',
      fix: 'leave the probes out, or bound the time with job.activeDeadlineSeconds',
    },
  },
  service('a hook that sleeps for longer than the pod has to end', {
    rollout: false, lifecycle: { postStart: { sleep: { seconds: 31 } } },
  }, {
    field: 'lifecycle.postStart.sleep.seconds',
    problem: 'is longer than the time that the pod has to end (30 s)',
    value: 31,
    allowed: 'at most 30',
    fix: 'leave the time to `rollout`, which counts hooks, or sleep for less',
  }),
  service('a relative working directory', { workingDir: 'srv' }, {
    field: 'workingDir',
    problem: 'must be an absolute path',
    value: 'srv',
    allowed: 'an absolute path',
    fix: "write '/srv'",
  }),
  service('a program without a name', { command: ['', 'x'] }, {
    field: 'command[0]',
    problem: 'must be a text that is not empty',
    value: '',
    allowed: 'a text that is not empty',
    fix: 'leave it out, or write something',
  }),
  service('access to no object, which RBAC reads as all', { access: [{ read: ['configmaps'], names: [] }] }, {
    field: 'access[0].names',
    problem: 'is empty, which RBAC reads as all objects',
    value: [],
    allowed: 'at least one name',
    fix: 'name an object, or leave it out for all of them',
  }),
  service('load of a container that is not there', {
    scaling: {
      max: 5,
      metrics: [{
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container: 'web', target: { type: 'AverageValue', averageValue: '1' } },
      }],
    },
  }, {
    field: 'scaling.metrics[0].containerResource.container',
    problem: 'is no container of the pod',
    value: 'web',
    allowed: 'api',
    fix: 'name one of them',
  }),
  service('a caller from no legal namespace', { allowFrom: [{ namespace: 'Team A' }] }, {
    field: 'allowFrom[0].namespace',
    problem: `must be ${label}`,
    value: 'Team A',
    allowed: label,
    fix: 'choose a name of that form',
  }),
  service('a caller by no legal name', { allowFrom: [{ workload: 'Web Shop' }] }, {
    field: 'allowFrom[0].workload',
    problem: `must be ${label}`,
    value: 'Web Shop',
    allowed: label,
    fix: 'choose a name of that form',
  }),
  service('callers by no legal label', { allowFrom: [{ podLabels: { 'my app': 'web' } }] }, {
    ...notLabel, field: 'allowFrom[0].podLabels.my app', value: 'my app',
  }),
  service('callers from namespaces by no legal label', { allowFrom: [{ namespaceLabels: { 'a/b/c': 'web' } }] }, {
    ...notLabel, field: 'allowFrom[0].namespaceLabels.a/b/c', value: 'a/b/c',
  }),
];

describe('what is said in vain', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
