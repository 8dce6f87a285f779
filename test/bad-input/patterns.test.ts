/** Patterns and workload classes that are wrong themselves. */
import {
  Application, defineHouse, definePattern, defineWorkload, generic, keys, shape, Worker, type AnyPattern, type App,
} from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const mailer = { image: 'mailer:2.0.1' };

/** A worker under a house with these patterns. */
function workerUnder(app: App, ...patterns: readonly AnyPattern[]): void {
  const house = defineHouse({
    name: 'other', version: '1', patterns,
    platforms: { generic: generic() }, targets: { prod: { platform: 'generic', environment: 'prod' } },
  });
  new Worker(new Application(app, 'other', { target: house.target('prod') }), 'mailer', mailer);
}

const inputs: readonly WrongInput[] = [
  {
    input: 'a pattern whose name is no word',
    build: () => definePattern({ name: 'cost-labels', fits: [] }),
    error: {
      path: 'pattern cost-labels',
      field: 'name',
      problem: 'must be a word in camel case: a letter, then letters and digits',
      value: 'cost-labels',
      allowed: 'a word in camel case: a letter, then letters and digits',
      fix: 'name it after what it demands, such as costLabels',
    },
  },
  {
    input: 'a pattern with a default of another type',
    build: () => definePattern({
      name: 'cost', fits: [], keys: keys<{ cost?: number }>({ cost: shape.integer(1, 9) }), defaults: { cost: 10 },
    }),
    error: {
      path: 'pattern cost',
      field: 'defaults.cost',
      problem: 'must be a whole number from 1 to 9',
      value: 10,
      allowed: 'a whole number from 1 to 9',
      fix: 'lower it',
    },
  },
  {
    input: 'a pattern with a default for a key that it does not have',
    build: () => definePattern({
      name: 'cost',
      fits: [],
      keys: keys<{ cost?: number }>({ cost: shape.integer(1, 9) }),
      defaults: { cots: 1 } as never,
    }),
    error: {
      path: 'pattern cost',
      field: 'defaults.cots',
      problem: 'is not known',
      value: 'cots',
      allowed: 'cost',
      fix: "did you mean 'cost'?",
    },
  },
  {
    input: 'no props for a pattern',
    build: () => definePattern(undefined as never),
    error: {
      path: 'pattern',
      field: 'props',
      problem: 'must be an object with name, fits, keys, reads, defaults, changes, container, apply, emit',
      value: undefined,
      allowed: 'an object with name, fits, keys, reads, defaults, changes, container, apply, emit',
      fix: 'write it as { name: … }',
    },
  },
  {
    input: 'a pattern for a trait that is none',
    build: () => definePattern({ name: 'cost', fits: ['listening' as never] }),
    error: {
      path: 'pattern cost',
      field: 'fits[0]',
      problem: "must be one of 'listens', 'longRunning', 'replicated', 'scalable', 'perNode', 'stores', "
        + "'runsOnce', 'released', 'scheduled'",
      value: 'listening',
      allowed: "one of 'listens', 'longRunning', 'replicated', 'scalable', 'perNode', 'stores', 'runsOnce', "
        + "'released', 'scheduled'",
      fix: "did you mean 'listens'?",
    },
  },
  {
    input: 'a pattern that emits a kind that nobody knows',
    build: (_shop, app) => {
      workerUnder(app, definePattern({
        name: 'odd', fits: [], emit: () => [{ kind: 'Gadget', role: '', body: {}, delivery: {} } as never],
      }));
    },
    error: {
      path: 'other/mailer',
      field: 'apiVersion of Gadget',
      problem: 'is no API version',
      value: undefined,
      allowed: 'such as apps/v1 or keda.sh/v1alpha1',
      fix: 'write group/version, as in the manifest',
    },
  },
  {
    input: 'a pattern that throws an error of its own',
    build: (_shop, app) => {
      workerUnder(app, definePattern({
        name: 'broken', fits: [], apply: () => { throw new TypeError('boom'); },
      }));
    },
    error: {
      path: 'other/mailer',
      field: 'pattern broken',
      problem: 'throws: boom',
      value: 'broken',
      allowed: 'a pattern that throws nothing but CharthouseError',
      fix: "correct the pattern; its house does without it by without: ['broken']",
    },
  },
  {
    input: 'a workload with a trait that its controller cannot have',
    build: () => defineWorkload({ name: 'GrpcService', controller: 'DaemonSet', traits: ['listens', 'scalable'] }),
    error: {
      path: 'workload GrpcService',
      field: 'traits',
      problem: 'has a trait that a DaemonSet cannot have',
      value: 'scalable',
      allowed: 'listens, longRunning, perNode',
      fix: 'choose another controller, or leave the trait out',
    },
  },
  {
    input: 'a workload with a controller that is none',
    build: () => defineWorkload({ name: 'GrpcService', controller: 'ReplicaSet' as never, traits: ['listens'] }),
    error: {
      path: 'workload GrpcService',
      field: 'controller',
      problem: "must be one of 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'",
      value: 'ReplicaSet',
      allowed: "one of 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'",
      fix: 'choose one of these',
    },
  },
];

describe('patterns and workload classes that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
