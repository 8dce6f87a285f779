import { definePattern } from '../../lib';
import { draftPattern } from '../../lib/testing';
import type { FieldReference } from '../../lib/model/draft/derived';
import type { Draft } from '../../lib/model/draft/draft';
import { render, yamlViewpoint } from '../../lib/model/render';
import { keepingOutputs } from '../../lib/model/later';
import { text, type Value } from '../../lib';
import { knownOf, later } from '../values/support/later';
import { containerOf, podOf, rendered, settled, thrownBy, written, type Writes } from './support/drafts';

const replicas: FieldReference = { kind: 'controller', field: 'replicas' };
const pod = (field: string): FieldReference => ({ kind: 'pod', field });

test('a value is derived from a claim, whoever makes it and whenever', () => {
  const derive: Writes = {
    derive: (draft) => { draft.claimPod({ hostname: draft.derived([replicas], (count) => `of-${String(count)}`) }); },
  };
  const claim: Writes = { scale: (draft) => { draft.claimController({ replicas: 3 }); } };
  expect(podOf({ ...derive, ...claim }).hostname).toBe('of-3');
  expect(podOf({ ...claim, ...derive }).hostname).toBe('of-3');
  expect(podOf(derive).hostname).toBe('of-undefined');
});

test('a value is derived from needs, from collections, and from those of every container', () => {
  const names = (entries: unknown): string => (entries as { key: string }[]).map(({ key }) => key).join('+');
  expect(podOf({
    derive: (draft) => {
      draft.claimPod({
        terminationGracePeriodSeconds: draft.derived(
          [{ kind: 'need', field: 'drainSeconds' }, { kind: 'need', field: 'shutdownSeconds' }],
          (drain, shutdown) => Number(drain) + Number(shutdown),
        ),
        hostname: draft.derived([{ kind: 'collection', field: 'volumes' }], names),
        subdomain: draft.derived([{ kind: 'allContainers', field: 'env' }], names),
        nodeName: draft.derived([{ kind: 'containerCollection', container: 'late', field: 'env' }], names),
      });
    },
    other: (draft) => {
      draft.need('drainSeconds', 10);
      draft.need('shutdownSeconds', 30);
      draft.add('volumes', 'data', { emptyDir: {} });
      draft.add('containers', 'late', { role: 'container', props: {} });
      draft.containers('every').add('env', 'A', { value: '1' });
      draft.containers({ name: 'late' }).add('env', 'B', { value: '2' });
    },
  })).toMatchObject({ terminationGracePeriodSeconds: 40, hostname: 'data', subdomain: 'A+A+B', nodeName: 'A+B' });
});

test('a value is derived from a field within a container, such as GOMEMLIMIT from the final limit', () => {
  const limit: FieldReference = { kind: 'container', container: 'main', field: 'resources.limits.memory' };
  expect(containerOf({
    go: (draft) => {
      draft.containers('main').add('env', 'GOMEMLIMIT', {
        value: draft.derived([limit], (memory) => String(memory).replace('Mi', 'MiB')),
      });
    },
    resources: (draft) => { draft.containers('every').claim({ resources: { limits: { memory: '256Mi' } } }); },
  }).env).toEqual([{ name: 'GOMEMLIMIT', value: '256MiB' }]);
});

describe('a value that is derived from what comes later', () => {
  const main = (field: string): FieldReference => ({ kind: 'container', container: 'main', field });
  const limited = (memory: Value<string>, from: FieldReference, read: (value: unknown) => unknown): unknown => {
    const draft = settled({
      go: (draft) => {
        const value = draft.derived([from], (limit) => String(read(limit)).replace('Mi', 'MiB'));
        const whole = draft.derived([from], (limit) => ({ value: String(read(limit)) }));
        draft.containers('main').add('env', 'GOMEMLIMIT', { value });
        draft.containers('main').add('env', 'WHOLE', whole);
      },
      resources: (draft) => { draft.containers('every').claim({ resources: { limits: { memory } } }); },
    });
    return render(draft.main.manifest['env'], keepingOutputs(yamlViewpoint('shop/api', undefined)));
  };

  test.each<[string, Value<string>]>([
    ['an Output', later('256Mi')], ['a text with one', text`${later(256)}Mi`], ['a plain reference', text`${256}Mi`],
  ])('is computed when that is known: %s', (_what, memory) => {
    const all = [
      limited(memory, main('resources.limits.memory'), (value) => value),
      limited(memory, main('resources.limits'), (value) => (value as { readonly memory: unknown }).memory),
    ];
    for (const env of all)
      expect(knownOf(env)).toEqual([{ name: 'GOMEMLIMIT', value: '256MiB' }, { name: 'WHOLE', value: '256Mi' }]);
  });

  test('is an error in YAML at its own field', () => {
    expect(thrownBy(() => podOf({
      derive: (draft) => {
        draft.claimPod({ hostname: draft.derived([main('image')], (value) => `${String(value)}-1`) });
        draft.containers('main').claim({ image: later('a') });
      },
    }))).toMatchObject({ field: expect.stringMatching(/hostname$|image$/), value: 'an Output' });
  });
});

test('derived values are derived from derived values, as long a chain as it is', () => {
  const plus = (digit: number) => (value: unknown): string => `${String(value)}${digit}`;
  expect(podOf({
    three: (draft) => { draft.claimPod({ hostname: draft.derived([pod('subdomain')], plus(3)) }); },
    two: (draft) => { draft.claimPod({ subdomain: draft.derived([pod('nodeName')], plus(2)) }); },
    one: (draft) => { draft.claimPod({ nodeName: draft.derived([replicas], plus(1)) }); },
    zero: (draft) => { draft.claimController({ replicas: 0 }); },
  })).toMatchObject({ hostname: '0123', subdomain: '012', nodeName: '01' });
});

test('a value is derived from a field within a derived object', () => {
  expect(podOf({
    inner: (draft) => { draft.claimPod({ securityContext: draft.derived([replicas], () => ({ runAsUser: 7 })) }); },
    outer: (draft) => {
      draft.claimPod({ hostname: draft.derived([pod('securityContext.runAsUser')], (user) => `user-${String(user)}`) });
    },
  }).hostname).toBe('user-7');
});

test('a derived value that comes to nothing leaves its field, its entry and its item out', () => {
  const nothing = (draft: Draft): never => draft.derived([replicas], () => undefined) as never;
  expect(rendered(settled({ one: (draft) => {
    draft.claimPod({ hostname: nothing(draft) });
    draft.add('volumes', 'data', nothing(draft));
    draft.add('podAnnotations', 'note', nothing(draft));
    draft.add('topologySpreadConstraints', 'zones', nothing(draft));
  } }).template)).toEqual({
    metadata: { labels: { 'charthouse.dev/workload': 'api' } }, spec: { containers: [{ name: 'api' }] },
  });
});

test.each<[string, Writes, string]>([
  ['itself', {
    one: (draft) => { draft.claimPod({ hostname: draft.derived([pod('hostname')], () => '') }); },
  }, 'hostname from hostname'],
  ['one that is derived from it', {
    one: (draft) => { draft.claimPod({ hostname: draft.derived([pod('subdomain')], () => '') }); },
    two: (draft) => { draft.claimPod({ subdomain: draft.derived([pod('hostname')], () => '') }); },
  }, 'subdomain from hostname from subdomain'],
  ['one far away', {
    one: (draft) => { draft.claimController({ replicas: draft.derived([pod('nodeName')], () => 1) }); },
    two: (draft) => { draft.claimPod({ nodeName: draft.derived([pod('hostname')], () => '') }); },
    three: (draft) => { draft.claimPod({ hostname: draft.derived([replicas], () => '') }); },
  }, 'nodeName from hostname from replicas from nodeName'],
  ['the collection that it is in', {
    one: (draft) => {
      draft.add('volumes', 'data', draft.derived([{ kind: 'collection', field: 'volumes' }], () => ({})));
    },
  }, 'volumes from volumes'],
  ['the object that it is within', {
    one: (draft) => {
      draft.claimPod({ securityContext: { runAsUser: draft.derived([pod('securityContext')], () => 1) } });
    },
  }, 'securityContext from securityContext'],
])('a value derived from %s is refused when the draft settles, with the fields on the way', (_name, writes, way) => {
  const error = thrownBy(() => settled(writes));
  expect(error).toMatchObject({ path: 'shop/api', value: way, allowed: 'derived values without a cycle' });
  expect(error.problem).toContain(way);
});

test('apply reads nothing: the draft has verbs alone', () => {
  const verbsOf = (draft: object): readonly string[] => {
    const names = new Set<string>();
    for (let each = draft; each !== Object.prototype; each = Object.getPrototypeOf(each) as object)
      Object.getOwnPropertyNames(each).forEach((name) => names.add(name));
    return [...names].sort();
  };
  const all: (readonly string[])[] = [];
  written({ one: (draft) => { all.push(verbsOf(draft), verbsOf(draft.containers('main'))); } });
  expect(all).toEqual([
    ['add', 'claimController', 'claimCronJob', 'claimPod', 'constructor', 'containers', 'derived', 'need'],
    ['add', 'claim', 'constructor'],
  ]);
});

test('what a verb returns tells nothing of what others wrote', () => {
  const returned: unknown[] = [];
  const keep = (verb: () => unknown): void => { returned.push(verb()); };
  written({ one: (draft) => {
    keep(() => { draft.claimPod({ hostname: 'a' }); });
    for (const verb of ['add', 'need', 'claimPod', 'claimController'] as const) {
      keep(() => Reflect.apply(draft[verb], draft, verb.startsWith('claim') ? [{}] : ['drainSeconds', 1, 2]));
    }
    const containers = draft.containers('main');
    const claim: (patch: object) => unknown = containers.claim.bind(containers);
    keep(() => claim({ tty: true }));
  } });
  expect(returned).toEqual(Array(6).fill(undefined));
});

test('a derived value cannot be read in apply, before the draft settles', () => {
  const nosy = definePattern({
    name: 'nosy',
    fits: [],
    apply(draft) {
      const derived = draft.derived([replicas], (count) => count);
      draft.claimPod({ hostname: String(derived.value(yamlViewpoint('shop/api', undefined))) });
    },
  });
  expect(thrownBy(() => draftPattern(nosy))).toMatchObject({
    path: 'shop/api',
    fix: 'read it in emit, not in apply',
    problem: expect.stringContaining('before the draft is settled'),
  });
});
