import { variablesExist } from '../../lib/checks/variables-exist';
import { expectFindings, expectNothing, findingsOf, workload } from './tree';

describe('a reference to a variable', () => {
  test('is fine in variables, commands and arguments where the container has it', () => {
    expectNothing(variablesExist, [workload('api', {
      container: {
        env: [{ name: 'HOST', value: 'a' }, { name: 'B', value: '$(HOST)' }], command: ['$(B)'], args: ['$(HOST)'],
      },
    })]);
  });

  test('is reported where it has none of that name', () => {
    const container = { env: [{ name: 'PATH_OF', value: '$(PATH):/app' }], args: ['--node=$(NODE)'] };
    expectFindings(variablesExist, [workload('api', { container })], [{
      path: 'shop/api',
      rule: 'variables-exist',
      severity: 'warning',
      field: 'spec.template.spec.containers[main].args[0]',
      value: 'NODE',
      message: 'container main has no variable NODE, so that the text $(NODE) stays',
      fix: 'declare NODE in env, or write $$(NODE) where that text is meant',
    }, {
      path: 'shop/api',
      rule: 'variables-exist',
      severity: 'warning',
      field: 'spec.template.spec.containers[main].env[PATH_OF].value',
      value: 'PATH',
      message: 'container main has no variable PATH, so that the text $(PATH) stays',
      fix: 'declare PATH in env, or write $$(PATH) where that text is meant',
    }]);
  });

  test('is needed in the path of a mount, in lower case too: the container does not start', () => {
    const mount = (subPathExpr: string): object => ({ volumeMounts: [{ mountPath: '/log', subPathExpr }] });
    const env = [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }];
    expectNothing(variablesExist, [workload('api', { container: { env, ...mount('log/$(POD)') } })]);
    const found = findingsOf(variablesExist, [workload('api', { container: { env, ...mount('$(pod)') } })]);
    expect(found).toMatchObject([{
      field: 'spec.template.spec.containers[main].volumeMounts[/log].subPathExpr',
      value: 'pod',
      message: 'container main has no variable pod, and does not start without it',
    }]);
  });

  test('is left to the shell in lower case', () => {
    expectNothing(variablesExist, [workload('api', { container: { args: ['-c', 'echo $(date) $(cat /etc/A)'] } })]);
  });

  test('may mean one of a whole Secret', () => {
    const container = { args: ['$(TOKEN)'], envFrom: [{ secretRef: { name: 'login' } }] };
    expectNothing(variablesExist, [workload('api', { container })]);
  });

  test('may mean a Service of the namespace, where the pod is told of those', () => {
    const container = { args: ['$(DB_SERVICE_HOST)', '$(KUBERNETES_SERVICE_PORT_HTTPS)'] };
    expectNothing(variablesExist, [workload('api', { container })]);
    const found = findingsOf(variablesExist, [workload('api', { container, pod: { enableServiceLinks: false } })]);
    expect(found.map(({ value }) => value)).toEqual(['DB_SERVICE_HOST']);
  });
});
