/** Whole maps of variables that come later. */
import {
  App, Application, Worker, bounded, defineHouse, definePattern, external, generic, locked, secret, text, unset,
  type EnvValue, type House,
} from '../../lib';
import { KubernetesObject } from '../../lib/model/object';
import { later, knownOf } from './support/later';
import { Placeholders } from './support/placeholders';
import { at, manifest, rules, shop, thrownBy } from './support/shop';

interface Variable {
  readonly name: string;
  readonly value?: unknown;
  readonly valueFrom?: unknown;
}

/** The variables of a mailer when everything is known, in their order. */
function listOf(worker: Worker): readonly (readonly [string, unknown])[] {
  const placeholders = new Placeholders();
  const object = worker.node.findAll().find((each): each is KubernetesObject =>
    each instanceof KubernetesObject && each.kind === 'Deployment')!;
  const swapped = object.renderFrom(placeholders.viewpoint(object.node.path, 'shop'));
  expect(placeholders.fieldsIn(swapped)).toEqual(['spec.template.spec.containers[mailer].env']);
  const env = at(knownOf(placeholders.restored(swapped)), 'spec.template.spec.containers.0.env');
  return (env as readonly Variable[]).map(({ name, value, valueFrom }) => [name, value ?? valueFrom]);
}

function mailer(env: unknown, house?: House, defaults: object = {}): Worker {
  const scope = house === undefined ? shop()
    : new Application(new App(), 'shop', { target: house.target('one'), defaults });
  return new Worker(scope, 'mailer', { image: 'mailer:1', env: env as Readonly<Record<string, EnvValue>> });
}

function houseWith(props: object): House {
  return defineHouse({
    name: 'shop', version: '1', platforms: { generic: generic() },
    targets: { one: { platform: 'generic', environment: 'test' } }, ...props,
  });
}

const levels = (env: unknown): House => houseWith({ defaults: { env } });

test('its variables are there by name, as text', () => {
  expect(listOf(mailer(later({ B: 2, A: 'x', C: true })))).toEqual([['A', 'x'], ['B', '2'], ['C', 'true']]);
});

test('the whole list comes later, and nothing else does', () => {
  const worker = mailer(later({ A: 'x' }));
  expect(thrownBy(() => manifest(worker, 'Deployment'))).toMatchObject({
    path: 'shop/mailer/Deployment', field: 'spec.template.spec.containers[mailer].env', value: 'an Output',
  });
  expect(worker.explain().find(({ field }) => field.endsWith('.env'))).toMatchObject({
    value: '(an Output)', layer: 'props', pattern: 'configuration',
  });
});

test('an empty one leaves the list as it is', () => {
  expect(listOf(mailer(later({}), levels({ LEVEL: 'info' })))).toEqual([['LEVEL', 'info']]);
});

test('it stands above the variables of the house, which keep their place', () => {
  const house = levels({ LEVEL: 'info', ZONE: 'eu', HOST: external({ host: 'db.example.com', port: 5432 }).hostname });
  expect(listOf(mailer(later({ LEVEL: 'debug', AGE: 1 }), house))).toEqual([
    ['LEVEL', 'debug'], ['ZONE', 'eu'], ['HOST', 'db.example.com'], ['AGE', '1'],
  ]);
});

test('plain variables above it stand above what it says, and may take a name away', () => {
  const defaults = { env: later({ LEVEL: 'warn', ZONE: 'eu', NAME: 'b' }) };
  const worker = mailer({ LEVEL: 'debug' }, levels({ NAME: 'a' }), defaults);
  expect(listOf(worker)).toEqual([['NAME', 'b'], ['LEVEL', 'debug'], ['ZONE', 'eu']]);
  const without = houseWith({
    extends: levels(later({ LEVEL: 'warn', ZONE: 'eu' })), defaults: { env: { ZONE: unset } },
  });
  expect(listOf(mailer({ NAME: 'a' }, without))).toEqual([['NAME', 'a'], ['LEVEL', 'warn']]);
});

test('of two that come later the upper one counts', () => {
  const house = levels(later({ LEVEL: 'warn', ZONE: 'eu' }));
  expect(listOf(mailer(later({ LEVEL: 'debug' }), house))).toEqual([['LEVEL', 'debug'], ['ZONE', 'eu']]);
});

test('references and Outputs of plain variables beside it are settled with it', () => {
  const house = levels({ URL: text`https://${later('db')}/v1`, PORT: later(5432) });
  expect(listOf(mailer(later({ A: 'x' }), house))).toEqual([['URL', 'https://db/v1'], ['PORT', '5432'], ['A', 'x']]);
});

test('a secret of a plain map beside it stays a secret', () => {
  const house = levels({ PASSWORD: secret(later('hunter2')) });
  expect(listOf(mailer(later({ A: 'x' }), house))).toEqual([
    ['PASSWORD', { secretKeyRef: { name: 'mailer-secrets', key: 'PASSWORD' } }], ['A', 'x'],
  ]);
});

test('connections of a plain map beside it are seen', () => {
  const db = external({ cidr: '192.0.2.7/32', port: 5432 });
  const worker = mailer(later({ A: 'x' }), levels({ HOST: db.hostname }));
  expect(rules(worker, 'egress')).toHaveLength(1);
});

test('a variable that refers to another one comes after it', () => {
  expect(listOf(mailer(later({ A: '$(B)/v1', B: 'x' })))).toEqual([['B', 'x'], ['A', '$(B)/v1']]);
});

test('one of a sidecar is its own', () => {
  const worker = new Worker(shop(), 'mailer', {
    image: 'mailer:1', sidecars: { proxy: { image: 'proxy:1', env: later({ 'A B': 'x' }) } },
  });
  expect(thrownBy(() => {
    const object = worker.node.findAll().find((each): each is KubernetesObject =>
      each instanceof KubernetesObject && each.kind === 'Deployment')!;
    object.renderFrom(new Placeholders().viewpoint(object.node.path, 'shop'));
  })).toMatchObject({ path: 'shop/mailer', field: 'sidecars.proxy.env.A B', problem: 'is no name for a variable' });
});

describe('when it is known, it is refused with path and field', () => {
  const own = definePattern({
    name: 'regions', fits: [], apply: (draft) => { draft.containers('main').add('env', 'REGION', { value: 'eu' }); },
  });

  test.each<[string, unknown, House | undefined, object]>([
    ['for a name that a pattern has', { REGION: 'us' }, houseWith({ patterns: [own] }),
      { field: 'env.REGION', problem: 'is there already, by a pattern', value: 'an Output' }],
    ['for a name that is none', { '1A': 'x' }, undefined, { field: 'env.1A', problem: 'is no name for a variable' }],
    ['for a value that is an object', { A: { b: 1 } }, undefined, { field: 'env.A', value: 'an Output' }],
    ['for a secret in it', { A: { secretValue: 'x' } }, undefined,
      { field: 'env.A', fix: expect.stringContaining('write it into a plain map') }],
    ['for a key of a Secret in it', { A: { secretKey: { name: 'a', key: 'b' } } }, undefined,
      { field: 'env.A', fix: expect.stringContaining('write it into a plain map') }],
    ['for a value that is null', { A: null }, undefined, { field: 'env.A' }],
    ['where it is no map', 'A=x', undefined, { field: 'env', problem: 'is known now, and must be a map' }],
    ['where it is a list', ['A'], undefined, { field: 'env' }],
    ['where it refers to itself', { A: '$(A)' }, undefined, { field: 'env.A', problem: 'refers to itself' }],
    ['for a name that the house has locked', { LEVEL: 'debug' }, levels({ LEVEL: locked('info') }),
      { field: 'env.LEVEL', problem: 'is locked to "info" by house shop', value: 'an Output' }],
    ['for a value beyond the bounds of the house', { WORKERS: 9 }, levels({ WORKERS: bounded({ max: 4, default: 2 }) }),
      { field: 'env.WORKERS', value: 'an Output' }],
  ])('%s', (_why, map, house, facts) => {
    expect(thrownBy(() => listOf(mailer(later(map), house)))).toMatchObject({ path: 'shop/mailer', ...facts });
  });

  test('and not for what keeps to a rule, or has a reason', () => {
    const house = levels({ LEVEL: locked('info') });
    expect(listOf(mailer(later({ LEVEL: 'info' }), house))).toEqual([['LEVEL', 'info']]);
    const worker = new Worker(new Application(new App(), 'shop', { target: house.target('one') }), 'mailer', {
      image: 'mailer:1', env: later({ LEVEL: 'debug' }), because: { 'env.LEVEL': 'an error that nobody understands' },
    });
    expect(listOf(worker)).toEqual([['LEVEL', 'debug']]);
  });
});

test('a single variable that turns out to be no text is refused', () => {
  const build = () => mailer({ A: later({ b: 1 }) });
  expect(thrownBy(() => listOf(build()))).toMatchObject({ path: 'shop/mailer', field: 'env.A', value: 'an Output' });
});

test('a single value under a rule of the house is held to it when it is known', () => {
  const house = houseWith({ defaults: { resources: { requests: { cpu: bounded({ max: '2' }) } } } });
  const build = (cpu: string): Worker =>
    new Worker(new Application(new App(), 'shop', { target: house.target('one') }), 'mailer', {
      image: 'mailer:1', resources: { requests: { cpu: later(cpu) } },
    });
  expect(thrownBy(() => build('4'))).toMatchObject({
    path: 'shop/mailer', field: 'resources.requests.cpu', value: 'an Output',
    problem: 'is bounded to at most 2 by house shop',
  });
  expect(build('1').workloadName).toBe('mailer');
});
