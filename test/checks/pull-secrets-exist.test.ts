import { pullSecretsExist } from '../../lib/checks/pull-secrets-exist';
import { declaredSecret, expectFindings, expectNothing, findingsOf, object, workload } from './tree';

const api = workload('api', { pod: { imagePullSecrets: [{ name: 'registry' }] } });

describe('a pull secret', () => {
  test('is fine where it is declared, or in the tree', () => {
    expectNothing(pullSecretsExist, [api], { declared: [declaredSecret('registry')] });
    expectNothing(pullSecretsExist, [api, object('registry', { apiVersion: 'v1', kind: 'Secret' })]);
  });

  test('is reported where nobody has it', () => {
    expectFindings(pullSecretsExist, [api], [{
      path: 'shop/api',
      rule: 'pull-secrets-exist',
      severity: 'warning',
      field: 'spec.template.spec.imagePullSecrets[0].name',
      value: 'registry',
      message: 'there is no Secret registry in namespace shop to pull images with',
      fix: "create it, or declare it (charthouse: `existing.secret('registry')`)",
    }]);
  });

  test('is judged on ServiceAccounts, too', () => {
    const account = object('api', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      imagePullSecrets: [{ name: 'registry' }],
    });
    expect(findingsOf(pullSecretsExist, [account]).map(({ field }) => field)).toEqual(['imagePullSecrets[0].name']);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(pullSecretsExist, [
      workload('a', { pod: { imagePullSecrets: [null, {}, 'registry', { name: 1 }] } }),
    ]);
  });
});
