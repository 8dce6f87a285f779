/** A large stack is prepared some at a time, and nobody waits for the answers to those before. */
import { runtime } from '@pulumi/pulumi';
import { clusterProvider, deploy, fromManifests } from 'charthouse/pulumi';

const names = Array.from({ length: 120 }, (_, index) => `settings-${index}`);

/** Deploys 120 ConfigMaps to an engine that answers none of them before it has seen all. */
async function deployed(onObject: (name: string) => void): Promise<void> {
  let seen = 0;
  let answer: () => void = () => undefined;
  const allSeen = new Promise<void>((resolve) => { answer = resolve; });
  await runtime.setMocks({
    newResource: async ({ type, name, inputs }) => {
      if (type === 'kubernetes:core/v1:ConfigMap') {
        onObject(name);
        seen++;
        if (seen === names.length) answer();
        await allSeen;
      }
      return { id: name, state: inputs as object };
    },
    call: ({ inputs }) => inputs as object,
  });
  deploy('shop', { provider: clusterProvider('here', { kubeconfig: 'none' }) }, (app) => {
    fromManifests(app, 'settings', names.map((name) => ({
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' }, data: { level: 'info' },
    })));
  });
  await runtime.disconnect();
}

test('all are registered, in their order, before the first has an answer', async () => {
  const registered: string[] = [];
  await deployed((name) => registered.push(name));
  expect(registered).toStrictEqual(names.map((name) => `shop/settings/shop/${name}`));
});

test('other work has its turn in between', async () => {
  let seen = 0;
  const counts: number[] = [];
  const count = (): void => {
    counts.push(seen);
    if (seen < names.length) setImmediate(count);
  };
  setImmediate(count);
  await deployed(() => { seen++; });
  expect(counts.some((each) => each > 0 && each < names.length)).toBe(true);
});

test('whoever throws later has the stack of its calls again', async () => {
  const { stackTraceLimit } = Error;
  await deployed(() => undefined);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});
