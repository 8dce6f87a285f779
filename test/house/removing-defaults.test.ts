import {
  Worker, builtin, unset, whenStated, type AnyPattern, type House, type Shape, type WorkerProps, type Workload,
} from '../../lib';
import { isRule, isWhenStated } from '../../lib/model/rule';
import { isPlainObject } from '../../lib/model/value';
import { everyWorkload, explainedOf, houseWith, leavesOfWorkload, shopOf } from './support/workloads';

/** A default of a pattern, by the path of its field. */
interface Default {
  readonly pattern: string;
  readonly field: string;
}

const defaults: readonly Default[] = builtin.flatMap(({ name, defaults: own, containerDefaults }: AnyPattern) =>
  [...fieldsOf(own), ...fieldsOf(containerDefaults)].map((field) => ({ pattern: name, field })),
);
const switched: readonly AnyPattern[] = builtin.filter((pattern: AnyPattern) =>
  pattern.off !== undefined && takesFalse({ ...pattern.shapes, ...pattern.containerShapes }[pattern.off]));
/** What patterns say of the network is written by the one that knows how. */
const writtenBy: Readonly<Record<string, readonly string[]>> = { exposure: ['networkIsolation'] };

function takesFalse(shape: Shape | undefined): boolean {
  try {
    shape?.check(false, { path: 'test', field: 'off' });
    return true;
  } catch {
    return false;
  }
}

/** Every field, and what is in it; behind a `?` is what holds where the object is stated. */
function fieldsOf(values: Readonly<Record<string, unknown>>, prefix = ''): readonly string[] {
  return Object.entries(values).flatMap(([key, value]) => [
    `${prefix}${key}`,
    ...(isWhenStated(value) ? fieldsOf(value.value as Record<string, unknown>, `${prefix}${key}?.`) : []),
    ...(isPlainObject(value) && !isRule(value) ? fieldsOf(value, `${prefix}${key}.`) : []),
  ]);
}

/** `a.b` becomes `{ a: { b: value } }`, and `a?.b` `{ a: whenStated({ b: value }) }`. */
function nested(field: string, value: unknown): Readonly<Record<string, unknown>> {
  return field.split('.').reduceRight<unknown>((inner, key) =>
    key.endsWith('?') ? { [key.slice(0, -1)]: whenStated(inner as object) } : { [key]: inner }, value) as
    Record<string, unknown>;
}

/** One of each workload under a house. */
class Shop {
  public readonly leaves: ReadonlyMap<string, unknown>;
  private readonly workloads: readonly Workload[];
  private explained: ReadonlyMap<string, string> | undefined;

  public constructor(house: House<'here'>, workloads = everyWorkload) {
    this.workloads = workloads(shopOf(house));
    this.leaves = this.all(leavesOfWorkload);
  }

  /** The pattern that wrote a field. */
  public ownerOf(field: string): string | undefined {
    this.explained ??= this.all((workload) =>
      new Map([...explainedOf(workload)].map(([key, { pattern }]) => [key, pattern])));
    return this.explained.get(field);
  }

  private all<T>(of: (workload: Workload) => ReadonlyMap<string, T>): ReadonlyMap<string, T> {
    return new Map(this.workloads.flatMap((workload) =>
      [...of(workload)].map(([field, value]) => [`${workload.workloadName}: ${field}`, value] as const)));
  }
}

const plain = new Shop(houseWith());

/** The fields that differ, by the patterns that own them. */
function changesBy(defaultsOfHouse: Readonly<Record<string, unknown>>): ReadonlyMap<string, readonly string[]> {
  const because = Object.fromEntries(Object.keys(defaultsOfHouse).map((key) => [key, 'a test']));
  const changed = new Shop(houseWith({ defaults: defaultsOfHouse, because }));
  const owners = new Map<string, string[]>();
  for (const field of new Set([...plain.leaves.keys(), ...changed.leaves.keys()])) {
    if (JSON.stringify(plain.leaves.get(field)) === JSON.stringify(changed.leaves.get(field))) continue;
    const owner = plain.ownerOf(field) ?? changed.ownerOf(field) ?? 'nobody';
    owners.set(owner, [...(owners.get(owner) ?? []), field]);
  }
  return owners;
}

/** Those that a pattern may change: its own fields, and the labels of objects that come or go with it. */
function othersThan(pattern: string, changes: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const objectOf = (field: string): string => field.split(' ').slice(0, 2).join(' ');
  const own = new Set((changes.get(pattern) ?? []).filter((field) => field.endsWith(' kind')).map(objectOf));
  return [...changes].flatMap(([owner, fields]) =>
    owner === pattern ? [] : fields.filter((field) => !own.has(objectOf(field))).map((field) => `${owner}: ${field}`));
}

/** What no claim is without: a house that takes its default away asks the application for it. */
const needed = ['storage', 'storage?.accessMode'];
/** What is left then measures nothing. */
const measured = ['scaling', 'scaling?.cpu'];

test.each(defaults.filter(({ field }) => field !== 'replicas' && ![...needed, ...measured].includes(field)))(
  'removing $field of $pattern changes nothing of another pattern',
  ({ pattern, field }) => {
    expect(othersThan(pattern, changesBy(nested(field, unset)))).toEqual([]);
  },
);

test.each(needed)('without the default of %s the application is asked for an access mode', (field) => {
  const house = houseWith({ defaults: nested(field, unset) });
  const storage = { path: '/data', size: '1Gi' };

  expect(() => new Worker(shopOf(house), 'api', { image: 'api:1.0.0', storage })).toThrow(
    "shop/api: storage.accessMode is missing (one of 'ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany'); "
    + 'add accessMode to storage',
  );
  const { leaves } = new Shop(house, (shop) => [
    new Worker(shop, 'api', { image: 'api:1.0.0', storage: { ...storage, accessMode: 'ReadWriteOnce' } }),
  ]);
  expect(leaves.get('api: PersistentVolumeClaim spec.accessModes[0]')).toBe('ReadWriteOnce');
});

test.each(measured)('without the default of %s the application is asked how load is measured', (field) => {
  const house = houseWith({ defaults: nested(field, unset) });
  const worker = (scaling: WorkerProps['scaling']): Worker =>
    new Worker(shopOf(house), 'api', { image: 'api:1.0.0', scaling });

  expect(() => worker({ max: 3 })).toThrow(
    'shop/api: scaling.metrics is missing: nothing says how load is measured (cpu, memory or metrics); '
    + 'state cpu, or what else the number of pods follows',
  );
  expect(worker({ max: 3, cpu: 50 }).object('HorizontalPodAutoscaler').toJson())
    .toHaveProperty('spec.metrics.0.resource.target.averageUtilization', 50);
});

test('without a default for replicas their number is left open, but for stores, which say their own', () => {
  expect([...changesBy({ replicas: unset })]).toEqual([['replicas', ['api: Deployment spec.replicas']]]);
});

test.each(switched.map(({ name }) => name))('switching %s off changes nothing of another pattern', (name) => {
  const others = othersThan(name, changesBy({ [name]: false }))
    .filter((change) => !(writtenBy[name] ?? []).some((writer) => change.startsWith(`${writer}: `)));

  expect(others).toEqual([]);
});
