/** Patterns that contradict each other, and reasons that a pattern asks for. */
import {
  Application, DaemonAgent, defineHouse, definePattern, generic, keys, shape, Worker, type AnyPattern, type App,
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
    input: 'a claim by two patterns',
    build: (_shop, app) => {
      workerUnder(app, definePattern({
        name: 'bigger', fits: ['replicated'], apply: (draft) => { draft.claimController({ replicas: 9 }); },
      }));
    },
    error: {
      path: 'other/mailer',
      field: 'controller replicas',
      problem: "is claimed by two patterns: 'bigger' (9) and 'replicas'",
      value: 2,
      allowed: 'one owner for each field',
      fix: "let one of the two write it; a house does without the other by without: ['bigger']",
    },
  },
  {
    input: 'a claim by two patterns on a container',
    build: (_shop, app) => {
      workerUnder(app, definePattern({
        name: 'alwaysPull', fits: [], apply: (draft) => { draft.containers('every').claim({ image: 'other:1' }); },
      }));
    },
    error: {
      path: 'other/mailer',
      field: 'container mailer image',
      problem: "is claimed by two patterns: 'alwaysPull' ('other:1') and 'image'",
      value: 'mailer:2.0.1',
      allowed: 'one owner for each field',
      fix: "let one of the two write it; a house does without the other by without: ['alwaysPull']",
    },
  },
  {
    input: 'an entry of a collection by two patterns',
    build: (_shop, app) => {
      workerUnder(app, definePattern({
        name: 'temporary', fits: [], apply: (draft) => { draft.add('volumes', 'writable-tmp', { emptyDir: {} }); },
      }));
    },
    error: {
      path: 'other/mailer',
      field: 'workload volumes',
      problem: "has two entries 'writable-tmp': one by 'temporary', one by 'security'",
      value: 'writable-tmp',
      allowed: 'one entry for each key',
      fix: 'rename one of them, or leave one out',
    },
  },
  {
    input: 'a value that is derived from itself',
    build: (_shop, app) => {
      workerUnder(app, definePattern({
        name: 'dizzy',
        fits: [],
        apply: (draft) => {
          draft.claimPod({
            priority: draft.derived([{ kind: 'pod', field: 'nodeName' }], () => 1),
            nodeName: draft.derived([{ kind: 'pod', field: 'priority' }], () => 'a'),
          });
        },
      }));
    },
    error: {
      path: 'other/mailer',
      field: 'nodeName',
      problem: 'is derived from itself: nodeName from priority from nodeName',
      value: 'nodeName from priority from nodeName',
      allowed: 'derived values without a cycle',
      fix: 'derive one of them from a field that a pattern claims as it is',
    },
  },
  {
    input: 'a key of two patterns',
    build: (_shop, app) => {
      workerUnder(app, definePattern({
        name: 'costLabels', fits: [], keys: keys<{ owner?: string }>({ owner: shape.text }),
      }));
    },
    error: {
      path: 'house other',
      field: 'owner',
      problem: "is a key of two patterns of a Worker: 'costLabels' and 'labels'",
      value: 'owner',
      allowed: 'one owner for each key',
      fix: 'rename the key of one of them',
    },
  },
  {
    input: 'a key of the core',
    build: (_shop, app) => {
      workerUnder(app, definePattern({
        name: 'alias', fits: [], keys: keys<{ name?: string }>({ name: shape.text }),
      }));
    },
    error: {
      path: 'house other',
      field: 'name',
      problem: "is a prop of every workload, and so no key of pattern 'alias'",
      value: 'name',
      allowed: 'one owner for each key',
      fix: 'rename the key of one of them',
    },
  },
  {
    input: 'files of the node without a reason',
    build: (shop) => new DaemonAgent(shop, 'agent', { image: 'agent:1.0.0', hostPaths: { '/var/log': {} } }),
    error: {
      path: 'shop/agent',
      field: 'hostPaths',
      problem: 'leads out of the pod and takes a reason',
      value: ['/var/log'],
      allowed: "because: { hostPaths: '…' }",
      fix: "say why the agent needs the node's files",
    },
  },
  {
    input: 'a relative file of the node',
    build: (shop) => new DaemonAgent(shop, 'agent', {
      image: 'agent:1.0.0', hostPaths: { 'var/log': {} }, because: { hostPaths: 'reads the logs' },
    }),
    error: {
      path: 'shop/agent',
      field: 'hostPaths.var/log',
      problem: "must be an absolute path, without '..'",
      value: 'var/log',
      allowed: "an absolute path, without '..'",
      fix: "write '/var/log'",
    },
  },
];

describe('patterns that do not go together', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
