/** Orders of any length: what is known of them is neither walked again nor out of date. */
import { ApiObject } from 'cdk8s';
import { Construct, Node, type IConstruct } from 'constructs';
import { App, Application, Task, WebService, Worker, defineHouse, generic, type Workload } from '../../lib';
import { thrownBy } from '../values/support/shop';

const image = 'api:1';
const house = defineHouse({
  name: 'acme', version: '1', platforms: { any: generic() },
  targets: { prod: { platform: 'any', environment: 'prod', delivery: 'argocd' } },
});

function shopIn(app = new App()): Application {
  return new Application(app, 'shop', { target: house.target('prod') });
}

function worker(scope: Construct, id: string, ...after: readonly Workload[]): Worker {
  return new Worker(scope, id, { image, after });
}

function shopWith(release: 'before' | 'after', app = new App()): Application {
  const shop = shopIn(app);
  for (const id of ['first', 'second']) new Task(shop, id, { image, release });
  return shop;
}

/** Workers of which each comes after the one before it. */
function chain(shop: Application, length: number): readonly Worker[] {
  const workers: Worker[] = [];
  for (let index = 0; index < length; index++) workers.push(worker(shop, `w${index}`, ...workers.slice(-1)));
  return workers;
}

function wave(construct: IConstruct): string | undefined {
  return (ApiObject.of(construct).toJson() as { metadata: { annotations?: Record<string, string> } })
    .metadata.annotations?.['argocd.argoproj.io/sync-wave'];
}

/** How often somebody asks a construct what it depends on. */
function questions(act: () => unknown): number {
  const asked = jest.spyOn(Node.prototype, 'dependencies', 'get');
  try {
    act();
    return asked.mock.calls.length;
  } finally {
    asked.mockRestore();
  }
}

/** How many times as many questions a chain asks that is twice as long; `prepare` makes what is judged. */
function growth(prepare: (length: number) => () => unknown): number {
  const [short, long] = [prepare(40), prepare(80)].map(questions) as [number, number];
  return long / short;
}

describe('a chain twice as long asks twice as many questions', () => {
  test('when it is made', () => {
    expect(growth((length) => () => chain(shopIn(), length))).toBeLessThan(2.2);
  });

  test('when it is made from its end', () => {
    expect(growth((length) => {
      const shop = shopIn();
      const workers = Array.from({ length }, (_, index) => worker(shop, `w${index}`));
      return () => workers.map((each, index) => workers[index - 1]?.startAfter(each));
    })).toBeLessThan(2.2);
  });

  test('when another order is added to all of it', () => {
    expect(growth((length) => {
      const shop = shopIn();
      const workers = chain(shop, length);
      const store = worker(shop, 'store');
      return () => workers.map((each) => { each.startAfter(store); });
    })).toBeLessThan(2.2);
  });

  test('when each object is rendered by itself', () => {
    expect(growth((length) => {
      const workers = chain(shopIn(), length);
      return () => workers.map(wave);
    })).toBeLessThan(2.2);
  });

  test.each(['before', 'after'] as const)('when it is made beside tasks that run %s it', (release) => {
    expect(growth((length) => () => chain(shopWith(release), length))).toBeLessThan(2.2);
  });

  test.each(['before', 'after'] as const)('when it is judged beside tasks that run %s it', (release) => {
    expect(growth((length) => {
      const app = new App();
      chain(shopWith(release, app), length);
      return () => app.findings();
    })).toBeLessThan(2.2);
  });
});

test('a chain of ten thousand steps has its wave, and no stack overflows', () => {
  const shop = shopIn();
  let last: Construct = worker(shop, 'first');
  for (let index = 0; index < 10_000; index++) {
    const next = new Construct(shop, `step${index}`);
    next.node.addDependency(last);
    last = next;
  }
  const end = worker(shop, 'end');
  end.startAfter(last);
  expect(wave(end)).toBe('10001');
});

describe('what was walked once is walked again where it has changed', () => {
  const circle = (way: string, field = 'after'): object => ({ field, problem: `leads in a circle: ${way}` });

  test('by an order that a workload was given with addDependency', () => {
    const shop = shopIn();
    const [first, second, third] = chain(shop, 3) as [Worker, Worker, Worker];
    const late = worker(shop, 'late');
    expect(wave(third)).toBe('2');
    first.node.addDependency(late);
    expect(wave(third)).toBe('3');
    expect(thrownBy(() => { late.startAfter(second); }))
      .toMatchObject(circle('shop/late after shop/w1 after shop/w0 after shop/late'));
  });

  test('by an order that the group around one was given', () => {
    const shop = shopIn();
    const group = new Construct(shop, 'group');
    const inner = worker(group, 'inner');
    const outer = worker(shop, 'outer', inner);
    const late = worker(shop, 'late');
    group.node.addDependency(late);
    expect(wave(outer)).toBe('2');
    expect(thrownBy(() => { late.startAfter(outer); }))
      .toMatchObject(circle('shop/late after shop/outer after shop/group/inner after shop/late'));
  });

  test('by an order that an object of others was given', () => {
    const shop = shopIn();
    const settings = new ApiObject(shop, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    const reader = new Worker(shop, 'reader', { image });
    reader.startAfter(settings);
    const next = worker(shop, 'next', reader);
    const late = worker(shop, 'late');
    settings.addDependency(late);
    expect(wave(next)).toBe('3');
    expect(thrownBy(() => { late.startAfter(next); }))
      .toMatchObject(circle('shop/late after shop/next after shop/reader after shop/settings after shop/late'));
  });

  test('by a workload that was put into a group that another waits for', () => {
    const shop = shopIn();
    const group = new Construct(shop, 'group');
    const waiting = worker(shop, 'waiting');
    waiting.node.addDependency(group);
    const end = worker(shop, 'end', waiting);
    expect(wave(end)).toBe('2');
    const store = worker(shop, 'store');
    worker(group, 'inner', store);
    expect(wave(end)).toBe('3');
    expect(thrownBy(() => worker(group, 'last', end)))
      .toMatchObject(circle('shop/group/last after shop/end after shop/waiting after shop/group/last'));
  });

  test('by a connection, through which a task that runs last is needed', () => {
    const shop = shopIn();
    const [before, caller] = [worker(shop, 'before'), worker(shop, 'caller')];
    const late = new Task(shop, 'late', { image, release: 'after' });
    const callee = new WebService(shop, 'callee', { image, port: 80, after: [late] });
    // From here on it is all walked anew.
    caller.node.addDependency(before);
    const next = worker(shop, 'next', caller);
    expect(next.node.dependencies).toEqual([caller]);
    expect(late.node.dependencies).toEqual([before, caller, next]);
    next.connectTo(callee);
    const last = worker(shop, 'last', next);
    expect(late.node.dependencies).not.toContain(last);
  });

  test('by a step that closes a circle, which the wave tells as before', () => {
    const [first, second] = chain(shopIn(), 2) as [Worker, Worker];
    expect(wave(second)).toBe('1');
    first.node.addDependency(second);
    expect(thrownBy(() => wave(second)))
      .toMatchObject(circle('shop/w1 after shop/w0 after shop/w1', 'addDependency'));
  });
});
