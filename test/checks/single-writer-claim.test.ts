import { singleWriterClaim } from '../../lib/checks/single-writer-claim';
import { autoscaler, expectFindings, expectNothing, findingsOf, object, workload, type Fields } from './tree';

const claim = (...accessModes: readonly string[]): ReturnType<typeof object> =>
  object('data', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { accessModes } });
const api = (spec: Fields = {}, kind = 'Deployment'): ReturnType<typeof workload> =>
  workload('api', { kind, spec, pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] } });

describe('a read-write-once claim', () => {
  test('is fine under one pod that is replaced by Recreate', () => {
    expectNothing(singleWriterClaim, [claim('ReadWriteOnce'), api({ strategy: { type: 'Recreate' } })]);
    expectNothing(singleWriterClaim, [claim('ReadWriteOncePod'), api({}, 'StatefulSet')]);
  });

  test.each(['ReadWriteOnce', 'ReadWriteOncePod'])('is reported under a Deployment that rolls: %s', (mode) => {
    expectFindings(singleWriterClaim, [claim(mode), api({ replicas: 1 })], [{
      path: 'shop/api',
      rule: 'single-writer-claim',
      severity: 'error',
      field: 'spec.strategy.type',
      value: 'RollingUpdate',
      message: `claim data is ${mode}, but RollingUpdate starts the new pod before the old one is gone`,
      fix: 'write strategy: { type: Recreate } (charthouse: what `storage` does by itself)',
    }]);
  });

  test.each(['Deployment', 'StatefulSet'])('is reported under several pods of a %s', (kind) => {
    expectFindings(
      singleWriterClaim,
      [claim('ReadWriteOnce'), api({ replicas: 3, strategy: { type: 'Recreate' } }, kind)],
      [
        {
          path: 'shop/api',
          rule: 'single-writer-claim',
          severity: 'error',
          field: 'spec.replicas',
          value: 3,
          message: 'claim data is ReadWriteOnce, but up to 3 pods share it',
          fix:
            'use one replica, a ReadWriteMany claim, or a StatefulSet with a claim for each pod '
            + '(charthouse: a StatefulStore with `storage`)',
        },
      ],
    );
  });

  test('is reported under an autoscaler, and a DaemonSet', () => {
    const field = 'spec.template.spec.volumes[data].persistentVolumeClaim.claimName';
    expect(
      findingsOf(singleWriterClaim, [
        claim('ReadWriteOnce'),
        api({ strategy: { type: 'Recreate' } }),
        autoscaler('api'),
      ]).map((finding) => [finding.field, finding.value]),
    ).toEqual([[field, 5]]);
    expect(findingsOf(singleWriterClaim, [claim('ReadWriteOnce'), api({}, 'DaemonSet')])
      .map((finding) => [finding.field, finding.value, finding.message])).toEqual([
      [field, 'data', 'claim data is ReadWriteOnce, but a DaemonSet has a pod on each node'],
    ]);
  });

  test('is another matter where others may read or write, where it is not known, or in an odd shape', () => {
    expectNothing(singleWriterClaim, [claim('ReadWriteOnce', 'ReadWriteMany'), api({ replicas: 2 })]);
    expectNothing(singleWriterClaim, [api({ replicas: 2 })]);
    expectNothing(singleWriterClaim, [
      object('data', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: 1 }),
      api(),
    ]);
    expectNothing(singleWriterClaim, [workload('b', { pod: { volumes: [{ persistentVolumeClaim: 'data' }, null] } })]);
  });
});
