import * as fc from 'fast-check';
import type { Check, CheckedObject, StatedReason } from '../../lib/checks/check';
import { checks } from '../../lib/checks/index';
import { runChecks, unneededReason, type CheckRun, type Rules } from '../../lib/checks/run-checks';
import type { Finding } from '../../lib/model/finding';
import { autoscaler, budget, cronJob, findingsOf, object, service, workload } from './tree';

const platform: CheckRun['platform'] = {
  name: 'plain',
  kubernetes: '1.36',
  network: { dns: { to: [], ports: [53] }, externalHosts: { kind: 'any-public-address', except: [] } },
};

const leaking = workload('api', { container: { env: [{ name: 'PASSWORD', value: 'hunter2' }] } });

const reasonAt = (path: string, subject = 'plain-text-secret', needed = false): StatedReason =>
  ({ path, subject, reason: `stated at ${path || 'the root'}`, needed });

/** Under one house for everything. */
const run = ({ severities, waivers, ...parts }: Partial<CheckRun> & Rules): readonly Finding[] =>
  runChecks({
    objects: [leaking], declared: [], platform, reasons: [], rulesFor: () => ({ severities, waivers }), ...parts,
  });

/** Findings in few words. */
const brief = (findings: readonly Finding[]): readonly unknown[] =>
  findings.map(({ path, rule, severity, waived }) => [path, rule, severity, waived]);

describe('a run of all checks', () => {
  test('says the path of the owner, the object and the field', () => {
    expect(run({})).toEqual([expect.objectContaining({
      path: 'shop/api',
      rule: 'plain-text-secret',
      severity: 'error',
      object: 'Deployment shop/api',
      field: 'spec.template.spec.containers[main].env[PASSWORD].value',
    })]);
  });

  test('finds nothing in a tree without objects', () => {
    expect(run({ objects: [] })).toEqual([]);
  });

  test('takes the severity that the house gives a rule, or leaves the rule out', () => {
    expect(brief(run({ severities: { 'plain-text-secret': 'warning' } }))).toEqual([
      ['shop/api', 'plain-text-secret', 'warning', undefined],
    ]);
    expect(run({ severities: { 'plain-text-secret': 'off' } })).toEqual([]);
  });

  test('takes the checks that it is given', () => {
    const own: Check = {
      rule: 'toString', severity: 'info', demand: 'Nothing.', run: ({ objects: [at] }) => at === undefined ? []
        : [{ at, message: 'found', fix: 'none' }],
    };
    expect(brief(run({ checks: [own], severities: {}, waivers: {} }))).toEqual([
      ['shop/api', 'toString', 'info', undefined],
    ]);
  });
});

describe('a reason', () => {
  test.each(['shop/api', 'shop', ''])('stated at %j waives the problem, which is then no error', (path) => {
    const reason = reasonAt(path);
    expect(brief(run({ reasons: [reason] }))).toEqual([['shop/api', 'plain-text-secret', 'info', reason.reason]]);
  });

  test('is taken from the nearest construct; the other one is not needed', () => {
    expect(brief(run({ reasons: [reasonAt('shop'), reasonAt('shop/api')] }))).toEqual([
      ['shop', 'unneeded-reason', 'warning', undefined],
      ['shop/api', 'plain-text-secret', 'info', 'stated at shop/api'],
    ]);
  });

  test.each(['shop/ap', 'shop/api/Deployment', 'shop/web', 'other'])('stated at %s waives nothing', (path) => {
    expect(
      run({ reasons: [reasonAt(path)] })
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(['plain-text-secret', 'unneeded-reason']);
  });

  test('that nothing needs is reported with what to do', () => {
    expect(run({ objects: [], reasons: [reasonAt('shop/api', 'replicas')] })).toEqual([{
      path: 'shop/api',
      rule: 'unneeded-reason',
      severity: 'warning',
      field: 'because[replicas]',
      value: 'stated at shop/api',
      message: "nothing needs the reason for 'replicas'",
      fix: "remove 'replicas' from `because`, or correct it: it is the field or the rule that the reason is for",
    }]);
  });

  test('that a lock needed is not reported', () => {
    expect(run({ objects: [], reasons: [reasonAt('shop/api', 'replicas', true)] })).toEqual([]);
  });

  test('for a rule that is off is one that nothing needs', () => {
    expect(brief(run({ reasons: [reasonAt('shop/api')], severities: { 'plain-text-secret': 'off' } }))).toEqual([
      ['shop/api', 'unneeded-reason', 'warning', undefined],
    ]);
  });

  test('that nothing needs has a severity that the house can change, too', () => {
    const parts = { objects: [], reasons: [reasonAt('shop', 'replicas')] };
    expect(brief(run({ ...parts, severities: { [unneededReason.rule]: 'error' } }))).toEqual([
      ['shop', 'unneeded-reason', 'error', undefined],
    ]);
    expect(run({ ...parts, severities: { [unneededReason.rule]: 'off' } })).toEqual([]);
    expect(brief(run({ ...parts, waivers: { [unneededReason.rule]: 'we are moving' } }))).toEqual([
      ['shop', 'unneeded-reason', 'info', 'we are moving'],
    ]);
  });
});

describe('a waiver of the house', () => {
  test('holds for every problem of the rule', () => {
    expect(brief(run({ waivers: { 'plain-text-secret': 'a demonstration' } }))).toEqual([
      ['shop/api', 'plain-text-secret', 'info', 'a demonstration'],
    ]);
  });

  test('gives way to a reason that is nearer', () => {
    expect(
      brief(run({ waivers: { 'plain-text-secret': 'a demonstration' }, reasons: [reasonAt('shop/api')] })),
    ).toEqual([['shop/api', 'plain-text-secret', 'info', 'stated at shop/api']]);
  });
});

describe('the rules of several houses', () => {
  const other = workload('web', { container: { env: [{ name: 'PASSWORD', value: 'hunter2' }] } });
  const both = (rules: Readonly<Record<string, Rules>>, parts: Partial<CheckRun> = {}): readonly unknown[] =>
    brief(run({ objects: [leaking, other], rulesFor: (owner) => rules[owner] ?? {}, ...parts }));

  test('hold for what each of them owns', () => {
    expect(both({ 'shop/api': { waivers: { 'plain-text-secret': 'a demonstration' } } })).toEqual([
      ['shop/api', 'plain-text-secret', 'info', 'a demonstration'],
      ['shop/web', 'plain-text-secret', 'error', undefined],
    ]);
    expect(both({ 'shop/api': { severities: { 'plain-text-secret': 'off' } } })).toEqual([
      ['shop/web', 'plain-text-secret', 'error', undefined],
    ]);
    expect(both({ 'shop/web': { severities: { 'unneeded-reason': 'off' } } }, {
      objects: [], reasons: [reasonAt('shop/api', 'replicas'), reasonAt('shop/web', 'replicas')],
    })).toEqual([['shop/api', 'unneeded-reason', 'warning', undefined]]);
  });

  test('judge each object by its own platform, with all objects in sight', () => {
    const seen: unknown[] = [];
    const check: Check = {
      rule: 'toString', severity: 'info', demand: 'Nothing.',
      run: ({ objects, platform: { name } }) => {
        seen.push([name, objects.length]);
        return objects.map((at) => ({ at, message: name, fix: 'none' }));
      },
    };
    const far = { ...platform, name: 'far' };
    const found = run({
      objects: [leaking, other],
      checks: [check],
      rulesFor: (owner) => (owner === 'shop/web' ? { platform: far } : {}),
    });
    expect(found.map(({ path, message }) => [path, message])).toEqual([['shop/api', 'plain'], ['shop/web', 'far']]);
    expect(seen).toEqual([['plain', 2], ['far', 2]]);
  });
});

/** Every kind of trouble in one tree, under equal paths too. */
const troubled: readonly CheckedObject[] = [
  leaking,
  leaking,
  workload('web', {
    labels: { app: 'api' },
    pod: { serviceAccountName: 'gone', volumes: [{ name: 'a' }, { name: 'a' }] },
  }),
  cronJob('nightly', { labels: { app: 'api' }, container: { envFrom: [{ secretRef: { name: 'gone' } }] } }),
  service('api', { ports: [{ port: 80, targetPort: 'http' }, { port: 81 }] }),
  service('nothing'),
  budget('api', { maxUnavailable: 0 }, 'first'),
  budget('api', { minAvailable: '100%' }, 'second'),
  autoscaler('api', { minReplicas: 9 }, 'first'),
  autoscaler('api', {}, 'second'),
  autoscaler('gone'),
  object('Bad', { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', metadata: { labels: { 'a b': 'c d' } } }),
];

describe('the order of findings', () => {
  test('does not depend on the order of objects and reasons', () => {
    const reasons = [
      reasonAt('shop/web', 'unique-in-pod'),
      reasonAt('shop', 'replicas'),
      reasonAt('shop/api', 'storage'),
    ];
    const expected = JSON.stringify(run({ objects: troubled, reasons }));
    const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
    fc.assert(fc.property(shuffled(troubled), shuffled(reasons), (objects, stated) => {
      expect(JSON.stringify(run({ objects, reasons: stated }))).toBe(expected);
    }));
  });

  test('is by path, rule, object and field', () => {
    const places = run({ objects: troubled }).map(({ path, rule, object: name, field }) =>
      [path, rule, name, field].join('|'),
    );
    expect(places.length).toBeGreaterThan(20);
    expect(places).toEqual([...places].sort());
  });
});

describe('the work of a run', () => {
  /** Twelve-objects-a-service houses are what this is for: each service has all that selectors can meet. */
  const houseOf = (size: number): readonly CheckedObject[] => Array.from({ length: size }, (_item, index) => {
    const name = `service-${index}`;
    const labels = { app: name, 'part-of': 'shop' };
    return [
      workload(name, {
        labels,
        container: { ports: [{ name: 'http', containerPort: 80 }], resources: { requests: { cpu: 1 } } },
      }),
      cronJob(`${name}-nightly`, { labels: { app: `${name}-nightly`, 'part-of': 'shop' } }),
      service(name, { selector: labels, ports: [{ port: 80, targetPort: 'http' }] }),
      budget(name, { maxUnavailable: 1, selector: { matchLabels: labels } }),
      autoscaler(name),
    ];
  }).flat();

  /** Reads of manifests, and looks into maps, which hold labels and indexes. */
  const looks = (size: number): number => {
    let count = 0;
    const counted = <T extends object>(value: T): T => new Proxy(value, {
      get(target, key, receiver) {
        count += 1;
        const field: unknown = Reflect.get(target, key, receiver);
        return typeof field === 'object' && field !== null ? counted(field) : field;
      },
    });
    const objects = houseOf(size).map((item) => ({ ...item, manifest: counted(item.manifest) }));

    const get = Map.prototype.get;
    const spy = jest.spyOn(Map.prototype, 'get').mockImplementation(function (
      this: Map<unknown, unknown>,
      key: unknown,
    ) {
      count += 1;
      return get.call(this, key) as unknown;
    });
    const findings = run({ objects });
    spy.mockRestore();
    expect(findings).toEqual([]);
    return count;
  };

  test('grows with the number of objects, and no faster', () => {
    const [few, many] = [looks(20), looks(200)];
    expect(few).toBeGreaterThan(1000);
    expect(many / few).toBeLessThan(10.5);
  });
});

describe('the list of checks', () => {
  test('is in the order of the rules, which are different, and frozen', () => {
    const rules = checks.map(({ rule }) => rule);
    expect(rules).toEqual([...new Set(rules)].sort());
    expect(Object.isFrozen(checks)).toBe(true);
  });
});

test('the value of a finding is a copy, with keys in order', () => {
  const part = { b: 1, a: 2 };
  const problem = { field: 'spec', value: part, message: 'is odd', fix: 'mend it' };
  const check: Check = { rule: 'odd', severity: 'error', demand: 'None is odd.', run: ({ objects }) =>
    objects.map((at) => ({ ...problem, at })) };
  const [finding] = findingsOf(check, [workload('api')]);
  expect(JSON.stringify(finding?.value)).toBe('{"a":2,"b":1}');
  expect(part).toStrictEqual({ b: 1, a: 2 });
});
