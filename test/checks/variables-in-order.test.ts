import { variablesInOrder } from '../../lib/checks/variables-in-order';
import { expectFindings, expectNothing, findingsOf, workload } from './tree';

const host = { name: 'HOST', value: 'db' };
const url = { name: 'URL', value: 'postgres://$(HOST)/orders' };

describe('a variable that refers to another', () => {
  test('is fine after it, and so is the text in which a dollar sign is doubled', () => {
    const text = { name: 'TEXT', value: '$$(LATER) $( $HOST' };
    expectNothing(variablesInOrder, [workload('api', {
      container: { env: [text, host, url, { name: 'LATER', value: 'x' }], args: ['$(URL)'] },
    })]);
  });

  test('is reported before it, for nothing resolves it', () => {
    expectFindings(variablesInOrder, [workload('api', { container: { env: [url, host] } })], [{
      path: 'shop/api',
      rule: 'variables-in-order',
      severity: 'error',
      field: 'spec.template.spec.containers[main].env[URL].value',
      value: 'HOST',
      message: 'variable URL refers to HOST, which comes after it, so that the text $(HOST) stays',
      fix: 'put HOST before URL, or write $$(HOST) where that text is meant',
    }]);
  });

  test('sees the first of two of one name, where it stands between them or is the second', () => {
    const env = [host, url, { name: 'HOST', value: '$(HOST).example.com' }];
    expectNothing(variablesInOrder, [workload('api', { container: { env } })]);
  });

  test('is reported where it refers to itself', () => {
    const env = [{ name: 'PATH', value: '/app:$(PATH)' }];
    expect(findingsOf(variablesInOrder, [workload('api', { container: { env } })]).map(({ message }) => message))
      .toEqual(['variable PATH refers to itself, which nothing resolves']);
  });

  test('may mean one of a whole ConfigMap, which comes before all others', () => {
    const envFrom = [{ configMapRef: { name: 'flags' } }];
    expectNothing(variablesInOrder, [workload('api', { container: { env: [url, host], envFrom } })]);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(variablesInOrder, [workload('a', { container: { env: [{ value: '$(A)' }, 'x', { name: 3 }] } })]);
  });
});
