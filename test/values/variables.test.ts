import { ApiObject } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import {
  App, Application, Worker, definePattern, defineHouse, existing, generic, text, type AnyPattern, type House,
} from '../../lib';
import { environment, ofContainer, shop } from './support/shop';

const image = 'api:1';

/** The names of the variables, in their order. */
function order(worker: Worker): readonly string[] {
  return (ofContainer(worker, 'env') as readonly { readonly name: string }[]).map(({ name }) => name);
}

function houseWith(patterns: readonly AnyPattern[], env: Readonly<Record<string, string>> = {}): House {
  return defineHouse({
    name: 'acme',
    version: '1',
    platforms: { generic: generic() },
    targets: { prod: { platform: 'generic', environment: 'prod' } },
    patterns,
    defaults: { env },
  });
}

test.each([['27', plus27], ['34', plus34]] as const)('objects of cdk8s-plus-%s are sources of variables', (_, plus) => {
  const application = shop();
  const flags = new plus.ConfigMap(application, 'flags', { data: { mode: 'dark' } });
  const worker = new Worker(application, 'mailer', {
    image, env: { MODE: { configMap: flags, key: 'mode' } }, envFrom: [{ configMap: flags, prefix: 'FLAG_' }],
  });
  expect(environment(worker)).toEqual({ MODE: { valueFrom: { configMapKeyRef: { name: flags.name, key: 'mode' } } } });
  expect(ofContainer(worker, 'envFrom')).toEqual([{ prefix: 'FLAG_', configMapRef: { name: flags.name } }]);
});

test('an object of cdk8s is one too, and one of another kind is none', () => {
  const application = shop();
  const login = new ApiObject(application, 'login', { apiVersion: 'v1', kind: 'Secret' });
  new Worker(application, 'mailer', { image, envFrom: [{ secret: login }] });
  expect(() => new Worker(application, 'other', { image, envFrom: [{ configMap: login }] }))
    .toThrow('envFrom[0].configMap must be a ConfigMap, and is a Secret');
});

test('a variable comes after those that it refers to, whichever layer says them', () => {
  const house = houseWith([], { URL: 'http://$(HOST):$(PORT)' });
  const application = new Application(new App(), 'shop', { target: house.target('prod') });
  expect(order(new Worker(application, 'mailer', { image, env: { HOST: 'db', PORT: 80 } })))
    .toEqual(['HOST', 'PORT', 'URL']);
});

test('a variable comes after those that it refers to, whatever the order of patterns', () => {
  const adds = (name: string, key: string, value: string): AnyPattern => definePattern({
    name, fits: [], apply: (draft) => { draft.containers('main').add('env', key, { value }); },
  });
  const patterns = [
    adds('alpha', 'FIRST', '$(SECOND)'), adds('beta', 'SECOND', '$(THIRD)'), adds('gamma', 'THIRD', '3'),
  ];
  for (const turned of [patterns, [...patterns].reverse()]) {
    const application = new Application(new App(), 'shop', { target: houseWith(turned).target('prod') });
    const env = { NONE: 'of them', MINE: text`${1}$(FIRST)`, HOST: existing.configMap('c').key('host') };
    expect(order(new Worker(application, 'mailer', { image, env })))
      .toEqual(['NONE', 'THIRD', 'SECOND', 'FIRST', 'MINE', 'HOST']);
  }
});
