import { graceCoversPreStop } from '../../lib/checks/grace-covers-pre-stop';
import { cronJob, expectFindings, expectNothing, findingsOf, workload, type Fields } from './tree';

const sleeping = (seconds: number): Fields => ({ lifecycle: { preStop: { sleep: { seconds } } } });
const running = (...command: unknown[]): Fields => ({ lifecycle: { preStop: { exec: { command } } } });

describe('the grace period', () => {
  test('is fine where it is longer than the hook', () => {
    expectNothing(graceCoversPreStop, [
      workload('api', { container: sleeping(10) }),
      workload('web', { container: sleeping(60), pod: { terminationGracePeriodSeconds: 90 } }),
    ]);
  });

  test('is reported where the hook takes all of it', () => {
    const api = workload('api', { container: sleeping(20), pod: { terminationGracePeriodSeconds: 15 } });
    expectFindings(graceCoversPreStop, [api], [{
      path: 'shop/api',
      rule: 'grace-covers-pre-stop',
      severity: 'error',
      field: 'spec.template.spec.terminationGracePeriodSeconds',
      value: 15,
      message: 'the preStop hook of container main sleeps 20 s, which leaves nothing of the grace period of 15 s',
      fix: 'raise terminationGracePeriodSeconds above 20, or shorten the hook '
        + '(charthouse: the rollout pattern makes the one from the other)',
    }]);
  });

  test('is 30 seconds where nothing is said', () => {
    const messages = findingsOf(graceCoversPreStop, [workload('api', { container: sleeping(30) })]);
    expect(messages.map(({ message }) => message)).toEqual([
      'the preStop hook of container main sleeps 30 s, which leaves nothing of the default grace period of 30 s',
    ]);
  });

  test.each<[string, readonly unknown[]]>([
    ['a command', ['sleep', '30']],
    ['a path', ['/bin/sleep', '45s']],
    ['a shell', ['sh', '-c', 'sleep 20 && nginx -s quit; sleep 15']],
    ['minutes', ['sh', '-c', "sleep '1' ; sleep 1m"]],
  ])('counts the sleep of %s', (_case, command) => {
    expect(findingsOf(graceCoversPreStop, [workload('api', { container: running(...command) })])).toHaveLength(1);
  });

  test.each<[string, readonly unknown[]]>([
    ['short', ['sleep', '5']],
    ['another word', ['sh', '-c', 'nosleep 100']],
    ['no text', [null, 40]],
  ])('is not judged by a command that is %s', (_case, command) => {
    expectNothing(graceCoversPreStop, [workload('api', { container: running(...command) })]);
  });

  test('covers native sidecars, and no other init container', () => {
    const initContainer = (fields: Fields): Fields => ({
      initContainers: [{ name: 'proxy', ...sleeping(40), ...fields }],
    });
    expectNothing(graceCoversPreStop, [cronJob('a', { pod: initContainer({}) })]);
    expect(findingsOf(graceCoversPreStop, [cronJob('a', { pod: initContainer({ restartPolicy: 'Always' }) })])).toEqual(
      [
        expect.objectContaining({
          field: 'spec.jobTemplate.spec.template.spec.terminationGracePeriodSeconds',
          value: 30,
        }),
      ],
    );
  });
});
