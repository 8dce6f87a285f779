import { existing } from '../../lib';
import { folds, type NeedName } from '../../lib/model/draft/folds';
import { containerOf, podOf, rendered, settled, thrownBy, type Writes } from './support/drafts';

describe('needs', () => {
  test('each field that can be needed has a fold, and something that nobody needs', () => {
    expect(Object.fromEntries(Object.entries(folds).map(([name, { rule, empty }]) => [name, [rule, empty]]))).toEqual({
      drainSeconds: ['at least', 0],
      shutdownSeconds: ['sum', 0],
      hookSeconds: ['at least', 0],
      supplementalGroups: ['union', []],
      fewestPods: ['at least', 0],
      singleWriter: ['any', false],
      declared: ['union', []],
    });
  });

  const [login, flags] = [existing.secret('login'), existing.configMap('flags')];
  const cases: readonly (readonly [NeedName, readonly unknown[], unknown])[] = [
    ['drainSeconds', [], 0],
    ['drainSeconds', [10, 30, 20], 30],
    ['shutdownSeconds', [30, 5, 5], 40],
    ['hookSeconds', [5, 60, 20], 60],
    ['supplementalGroups', [[30, 10], [20, 10]], [10, 20, 30]],
    ['fewestPods', [2, 3], 3],
    ['singleWriter', [false, true, false], true],
    ['singleWriter', [false, false], false],
    ['declared', [[login], [flags]], [login, flags]],
  ];

  test.each(cases)('%s of %j come to %j, whoever asks first', (name, values, expected) => {
    const ask = (each: readonly unknown[]): Writes => Object.fromEntries(each.map((value, index) =>
      [`pattern${index}`, (draft) => { draft.need(name, value as never); }]));
    expect(settled(ask(values)).needed(name)).toEqual(expected);
    const turned = settled(ask([...values].reverse())).needed(name);
    if (name !== 'declared') expect(turned).toEqual(expected);
  });

  test('groups that are needed reach the pod, beside what is claimed of its security context', () => {
    expect(podOf({
      security: (draft) => { draft.claimPod({ securityContext: { runAsUser: 1 } }); },
      gpu: (draft) => { draft.need('supplementalGroups', [44]); },
    }).securityContext).toEqual({ runAsUser: 1, supplementalGroups: [44] });
  });

  test('groups that are claimed and groups that are needed do not overwrite each other', () => {
    const error = thrownBy(() => settled({
      first: (draft) => { draft.claimPod({ securityContext: { supplementalGroups: [1] } }); },
      second: (draft) => { draft.need('supplementalGroups', [44]); },
    }));
    expect(error).toMatchObject({ path: 'shop/api', field: 'pod securityContext.supplementalGroups' });
    expect(error.problem).toContain("'first'");
  });
});

describe('collections', () => {
  test.each<[string, Writes, string]>([
    ['the workload', {
      first: (draft) => { draft.add('volumes', 'data', { emptyDir: {} }); },
      second: (draft) => { draft.add('volumes', 'data', { emptyDir: {} }); },
    }, 'workload volumes'],
    ['a container', {
      first: (draft) => { draft.containers('main').add('env', 'data', { value: 'a' }); },
      second: (draft) => { draft.containers('every').add('env', 'data', { value: 'a' }); },
    }, 'container api env'],
  ])('an equal key in a collection of %s throws, and names both patterns', (_name, writes, field) => {
    const error = thrownBy(() => settled(writes));
    expect(error).toMatchObject({ path: 'shop/api', field, value: 'data', allowed: 'one entry for each key' });
    expect(error.problem).toBe("has two entries 'data': one by 'first', one by 'second'");
  });

  test('equal keys in different collections or containers are no conflict', () => {
    expect(() => settled({
      first: (draft) => {
        draft.add('labels', 'x', '1');
        draft.add('podLabels', 'x', '1');
        draft.add('containers', 'late', { role: 'container', props: {} });
        draft.containers('every').add('env', 'x', { value: '1' });
      },
    })).not.toThrow();
  });

  const add = (key: string, order?: 'first' | 'props' | 'pattern'): Writes[string] =>
    (draft) => { draft.containers('main').add('env', key, { value: key }, order); };
  const names = (writes: Writes): readonly string[] =>
    (containerOf(writes).env as { name: string }[]).map(({ name }) => name);

  test('first comes what must be first, then what the props say, then patterns by name', () => {
    const writes: Writes = {
      zebra: add('z'), ant: add('a'), props: add('p', 'props'), first: add('f', 'first'), bee: add('b', 'pattern'),
    };
    expect(names(writes)).toEqual(['f', 'p', 'a', 'b', 'z']);
    expect(names(Object.fromEntries(Object.entries(writes).reverse()))).toEqual(['f', 'p', 'a', 'b', 'z']);
  });

  test('within a pattern the sequence stays as it was written', () => {
    expect(names({
      ant: (draft) => { for (const key of ['3', 'x1', '2']) add(key)(draft); },
      bee: (draft) => { for (const key of ['b', 'a']) add(key)(draft); },
    })).toEqual(['3', 'x1', '2', 'b', 'a']);
  });

  test('volumes, mounts and files go by key within a pattern: their order says nothing', () => {
    const writes: Writes = {
      bee: (draft) => {
        for (const key of ['z', 'y']) {
          draft.add('volumes', key, { emptyDir: {} });
          draft.containers('main').add('volumeMounts', `/${key}`, { name: key });
        }
      },
      ant: (draft) => { draft.add('volumes', 'zz', { emptyDir: {} }); },
    };
    expect((podOf(writes).volumes as { name: string }[]).map(({ name }) => name)).toEqual(['zz', 'y', 'z']);
    expect(containerOf(writes).volumeMounts).toEqual([{ mountPath: '/y', name: 'y' }, { mountPath: '/z', name: 'z' }]);
  });

  test('keys become the name, the path or the key of what is written', () => {
    const draft = settled({ one: (each) => {
      each.add('nodeSelector', 'disk', 'ssd');
      each.add('imagePullSecrets', 'pull', {});
      each.add('tolerations', 'gpu', { key: 'gpu', operator: 'Exists' });
      each.add('podLabels', 'team', 'a');
      each.add('podAnnotations', 'note', 'b');
      each.containers('main').add('ports', 'http', { containerPort: 80 });
    } });
    expect(rendered(draft.template)).toEqual({
      metadata: { labels: { team: 'a', 'charthouse.dev/workload': 'api' }, annotations: { note: 'b' } },
      spec: {
        containers: [{ name: 'api', ports: [{ name: 'http', containerPort: 80 }] }],
        nodeSelector: { disk: 'ssd' },
        imagePullSecrets: [{ name: 'pull' }],
        tolerations: [{ key: 'gpu', operator: 'Exists' }],
      },
    });
  });

  test('a label of the selector wins over every label that a pattern adds', () => {
    const draft = settled({ one: (each) => { each.add('podLabels', 'charthouse.dev/workload', 'other'); } });
    expect(draft.template.metadata).toMatchObject({ labels: { 'charthouse.dev/workload': 'api' } });
  });
});
