/** Objects of other libraries, and copies of charthouse that do not fit. */
import { ApiObject } from 'cdk8s';
import { Application, applyPattern, builtin, defineHouse } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const inputs: readonly WrongInput[] = [
  {
    input: 'a pattern applied to an object without pods',
    build: (shop) => {
      const object = new ApiObject(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
      applyPattern(object, builtin.find((pattern) => pattern.name === 'security')!);
    },
    error: {
      path: 'shop/config',
      field: 'spec.template',
      problem: 'is not there: the object has no pod template',
      value: 'ConfigMap',
      allowed: 'a Deployment, StatefulSet, DaemonSet, Job or CronJob',
      fix: 'apply the pattern to the workload itself',
    },
  },
  {
    input: 'a pattern applied to a foreign Deployment with a wrong setting',
    build: (shop) => {
      const object = new ApiObject(shop, 'config', {
        apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: { spec: { containers: [{ name: 'a' }] } } },
      });
      applyPattern(object, builtin.find((pattern) => pattern.name === 'security')!, { settings: { user: 0 } });
    },
    error: {
      path: 'shop/config',
      field: 'settings.user',
      problem: 'must be a whole number from 1 to 2147483647',
      value: 0,
      allowed: 'a whole number from 1 to 2147483647',
      fix: expect.stringContaining('security: { runAsUser: 0, runAsNonRoot: false }') as string,
    },
  },
  {
    input: 'a target of an incompatible copy of charthouse',
    build: (_shop, app) => {
      const { copy, target } = foreign();
      new Application(app, 'two', { target: Object.defineProperty(target, Symbol.for('charthouse.Target'), copy) });
    },
    error: {
      path: 'two',
      field: undefined,
      problem: expect.stringContaining(
        'target prod-eu was made by charthouse 9.0.0 (/elsewhere/node_modules/charthouse), this is charthouse '),
      value: '9.0.0',
      allowed: 'a copy that keeps contract 1',
      fix: 'install one version: a package that brings a house names charthouse as a peer dependency, not as its own',
    },
  },
  {
    input: 'a house of an incompatible copy of charthouse',
    build: () => {
      const { copy } = foreign();
      const house = Object.defineProperty({ ...acme }, Symbol.for('charthouse.House'), copy);
      return defineHouse({ name: 'other', version: '1', extends: house });
    },
    error: {
      path: 'house other',
      field: undefined,
      problem: expect.stringContaining(
        'house acme was made by charthouse 9.0.0 (/elsewhere/node_modules/charthouse), this is charthouse '),
      value: '9.0.0',
      allowed: 'a copy that keeps contract 1',
      fix: 'install one version: a package that brings a house names charthouse as a peer dependency, not as its own',
    },
  },
];

/** What another major version would have made. */
function foreign(): { readonly copy: PropertyDescriptor; readonly target: ReturnType<typeof acme.target> } {
  const copy = { value: { version: '9.0.0', contract: 99, location: '/elsewhere/node_modules/charthouse' } };
  return { copy, target: { ...acme.target('prod-eu') } };
}

describe('copies and objects of others', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
