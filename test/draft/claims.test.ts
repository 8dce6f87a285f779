import * as pulumi from '@pulumi/pulumi';
import { containerOf, podOf, rendered, settled, thrownBy, withContainer, written, type Writes } from './support/drafts';

test.each<[string, Writes, string]>([
  ['the pod', {
    first: (draft) => { draft.claimPod({ hostNetwork: true }); },
    second: (draft) => { draft.claimPod({ hostNetwork: false }); },
  }, 'pod hostNetwork'],
  ['the controller', {
    first: (draft) => { draft.claimController({ replicas: 1 }); },
    second: (draft) => { draft.claimController({ replicas: 1 }); },
  }, 'controller replicas'],
  ['the CronJob', {
    first: (draft) => { draft.claimCronJob({ schedule: '@daily' }); },
    second: (draft) => { draft.claimCronJob({ schedule: '@hourly' }); },
  }, 'cron job schedule'],
  ['a field within an object', {
    first: (draft) => { draft.claimPod({ securityContext: { runAsUser: 1, fsGroup: 2 } }); },
    second: (draft) => { draft.claimPod({ securityContext: { runAsGroup: 1, fsGroup: 3 } }); },
  }, 'pod securityContext.fsGroup'],
  ['an object over fields of it', {
    first: (draft) => { draft.claimPod({ securityContext: { seccompProfile: { type: 'RuntimeDefault' } } }); },
    second: (draft) => { draft.claimPod({ securityContext: { seccompProfile: {} } }); },
  }, 'pod securityContext.seccompProfile'],
  ['a field of what is claimed as a whole', {
    first: (draft) => { draft.claimPod({ securityContext: {} }); },
    second: (draft) => { draft.claimPod({ securityContext: { runAsUser: 1 } }); },
  }, 'pod securityContext'],
  ['a list', {
    first: (draft) => { draft.claimPod({ hostAliases: [] }); },
    second: (draft) => { draft.claimPod({ hostAliases: [] }); },
  }, 'pod hostAliases'],
])('a second claim on %s throws, and names both patterns and the field', (_name, writes, field) => {
  const error = thrownBy(() => settled(writes));
  expect(error).toMatchObject({ path: 'shop/api', field, allowed: 'one owner for each field' });
  expect(error.problem).toMatch(/claimed by two patterns: 'first' .*and 'second'/);
});

test('claims on the pod and the controller throw at once, when the second one is made', () => {
  expect(thrownBy(() => written({
    first: (draft) => { draft.claimPod({ hostPID: true }); },
    second: (draft) => { draft.claimPod({ hostPID: true }); },
  })).field).toBe('pod hostPID');
});

test('patterns may claim different fields of one object', () => {
  expect(podOf({
    first: (draft) => { draft.claimPod({ securityContext: { runAsUser: 1 } }); },
    second: (draft) => { draft.claimPod({ securityContext: { runAsGroup: 2 }, hostIPC: false }); },
  })).toMatchObject({ securityContext: { runAsUser: 1, runAsGroup: 2 }, hostIPC: false });
});

test('a field that is undefined claims nothing', () => {
  expect(podOf({
    first: (draft) => { draft.claimPod({ hostNetwork: undefined, hostPID: true }); },
    second: (draft) => { draft.claimPod({ hostNetwork: true, hostPID: undefined }); },
  })).toMatchObject({ hostNetwork: true, hostPID: true });
});

test('nothing is compared by its text: a value that comes later conflicts as any other does, unasked', () => {
  const output = pulumi.output('api:1');
  const error = thrownBy(() => containerOf({
    first: (draft) => { draft.containers('main').claim({ image: output }); },
    second: (draft) => { draft.containers('main').claim({ image: output }); },
  }));
  expect(error).toMatchObject({ field: 'container api image', value: 'an Output' });
});

const claims = (image: string): Writes => ({ first: (draft) => { draft.containers('every').claim({ image }); } });

test.each<[string, Writes]>([
  ['main', { second: (draft) => { draft.containers('main').claim({ image: 'b' }); } }],
  ['every', { second: (draft) => { draft.containers('every').claim({ image: 'b' }); } }],
  ['running', { second: (draft) => { draft.containers('running').claim({ image: 'b' }); } }],
  ['by name', { second: (draft) => { draft.containers({ name: 'api' }).claim({ image: 'b' }); } }],
])('sets of containers that overlap conflict: every and %s', (_name, second) => {
  const error = thrownBy(() => settled({ ...claims('a'), ...second }));
  expect(error).toMatchObject({ path: 'shop/api', field: 'container api image' });
  expect(error.problem).toContain("'first' ('a') and 'second'");
});

test('sets of containers that do not overlap do not conflict', () => {
  const writes: Writes = {
    ...withContainer('migrate', 'init'),
    first: (draft) => { draft.containers('running').claim({ image: 'a' }); },
    second: (draft) => { draft.containers('init').claim({ image: 'b' }); },
  };
  expect([containerOf(writes).image, containerOf(writes, 'migrate').image]).toEqual(['a', 'b']);
});

test.each(['container', 'sidecar', 'init'] as const)('a set holds for a %s that is added later too', (role) => {
  const writes: Writes = {
    first: (draft) => {
      draft.containers('every').claim({ imagePullPolicy: 'Always' });
      draft.containers('every').add('env', 'A', { value: 'b' });
    },
    ...withContainer('late', role),
  };
  expect(containerOf(writes, 'late')).toMatchObject({ imagePullPolicy: 'Always', env: [{ name: 'A', value: 'b' }] });
});

test('a conflict in a container that is added later names that container', () => {
  const error = thrownBy(() => settled({
    first: (draft) => { draft.containers('every').claim({ tty: true }); },
    second: (draft) => { draft.containers({ name: 'late' }).claim({ tty: false }); },
    ...withContainer('late', 'sidecar'),
  }));
  expect(error).toMatchObject({ field: 'container late tty', value: false });
});

test('each set has its members: main, running, init, every', () => {
  const set = (name: 'main' | 'running' | 'init' | 'every'): Writes[string] =>
    (draft) => { draft.containers(name).add('env', name, { value: 'x' }); };
  const writes: Writes = {
    main: set('main'),
    running: set('running'),
    init: set('init'),
    every: set('every'),
    charthouse: (draft) => {
      for (const role of ['container', 'sidecar', 'init'] as const) draft.add('containers', role, { role, props: {} });
    },
  };
  const names = ['api', 'container', 'sidecar', 'init'].map((name) =>
    (containerOf(writes, name).env as { name: string }[]).map((entry) => entry.name));
  expect(names).toEqual([
    ['every', 'main', 'running'], ['every', 'running'], ['every', 'running'], ['every', 'init'],
  ]);
});

test('a sidecar starts with the init containers, restarts always, and is one of the running', () => {
  const { initContainers, containers } = podOf({ ...withContainer('proxy', 'sidecar'), ...claims('a') });
  expect(initContainers).toEqual([{ name: 'proxy', image: 'a', restartPolicy: 'Always' }]);
  expect(containers).toEqual([{ name: 'api', image: 'a' }]);
});

test('an affinity that is claimed and one that is added do not overwrite each other', () => {
  const term = { topologyKey: 'kubernetes.io/hostname' };
  const claimed = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  const error = thrownBy(() => settled({
    first: (draft) => { draft.claimPod({ affinity: claimed }); },
    second: (draft) => { draft.add('requiredPodAffinity', 'beside', term); },
  }));
  expect(error.problem).toContain("'first' ([an object with topologyKey]) and 'second'");
  expect(podOf({
    first: (draft) => { draft.claimPod({ affinity: { nodeAffinity: {} } }); },
    second: (draft) => { draft.add('requiredPodAffinity', 'beside', term); },
  }).affinity).toEqual({ ...claimed, nodeAffinity: {} });
});

test('what is claimed of a controller and a CronJob stands in their specs', () => {
  const draft = settled({
    jobs: (each) => { each.claimController({ backoffLimit: 2 }); },
    schedule: (each) => { each.claimCronJob({ schedule: '@daily' }); },
  });
  expect([rendered(draft.controller), rendered(draft.cronJob)]).toEqual([{ backoffLimit: 2 }, { schedule: '@daily' }]);
});
