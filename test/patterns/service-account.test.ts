import { existing } from 'charthouse';
import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { serviceAccount } from '../../lib/patterns/service-account';
import { expectRefused } from './support/errors';
import { on } from './support/facts';

const tried = (given: unknown, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> =>
  draftPattern(serviceAccount, { ...options, settings: { serviceAccount: given } });
const annotationsOf = (given: unknown, facts?: DraftPatternOptions['facts']): unknown =>
  tried(given, { facts }).objects[0]?.annotations;
const spec = (name: string): object =>
  ({ serviceAccountName: name, containers: [{ name: 'api' }] });

describe('service account', () => {
  test("is the workload's own, and nobody gets a token", () => {
    const { objects, template } = draftPattern(serviceAccount);
    expect(template['spec']).toEqual(spec('api'));
    expect(objects).toEqual([{ kind: 'ServiceAccount', role: '', body: { automountServiceAccountToken: false } }]);
  });

  test.each([{ name: 'shared' }, existing.serviceAccount('shared')])('is one that exists: %j', (given) => {
    const { objects, template } = tried(given);
    expect(template['spec']).toEqual(spec('shared'));
    expect(objects).toEqual([]);
  });

  test('vouches for one that is declared, and not for a name', () => {
    expect(tried(existing.serviceAccount('shared')).draft.needed('declared'))
      .toEqual([expect.objectContaining({ kind: 'ServiceAccount', name: 'shared' })]);
    expect(tried({ name: 'shared' }).draft.needed('declared')).toEqual([]);
  });

  test('has the identity of the cloud that the platform knows to give', () => {
    const eks = on({ identity: { annotations: (arn) => ({ 'eks.amazonaws.com/role-arn': arn }) } });
    expect(annotationsOf({ cloudIdentity: 'arn:aws:iam::1:role/api' }, eks))
      .toEqual({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/api' });
    const own = { 'example.com/why': 'reads the bucket' };
    expect(annotationsOf({ cloudIdentity: 'role', annotations: own }, eks))
      .toEqual({ 'eks.amazonaws.com/role-arn': 'role', ...own });
  });

  test('has the annotations that are stated', () => {
    expect(annotationsOf({ annotations: { 'example.com/why': 'reads' } })).toEqual({ 'example.com/why': 'reads' });
  });

  test('has the label of the pod that a cloud wants besides', () => {
    const aks = on({
      identity: {
        annotations: (id) => ({ 'azure.workload.identity/client-id': id }),
        podLabels: { 'azure.workload.identity/use': 'true' },
      },
    });
    expect(tried({ cloudIdentity: 'c0ffee' }, { facts: aks }).template)
      .toHaveProperty(['metadata', 'labels', 'azure.workload.identity/use'], 'true');
    expect(tried({}, { facts: aks }).template).toHaveProperty('metadata.labels', { 'charthouse.dev/workload': 'api' });
  });

  test('needs nothing of the manifest where the cloud knows by itself (EKS Pod Identity)', () => {
    const eks = on({ identity: { annotations: () => ({}) } });
    expect(annotationsOf({ cloudIdentity: 'role/api' }, eks)).toBeUndefined();
  });

  test('is refused an identity where the platform has none', () => {
    expectRefused(() => tried({ cloudIdentity: 'role/api' }),
      { field: 'serviceAccount.cloudIdentity', value: 'role/api' });
  });

  test("is the namespace's default by false", () => {
    const { objects, template } = tried(false);
    expect(template['spec']).toEqual({ containers: [{ name: 'api' }] });
    expect(objects).toEqual([]);
  });
});
