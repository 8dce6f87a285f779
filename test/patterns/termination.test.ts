import { draftPattern } from 'charthouse/testing';
import { termination } from '../../lib/patterns/termination';
import { expectRefused } from './support/errors';

describe('termination', () => {
  test('leaves everything to Kubernetes', () => {
    expect(draftPattern(termination).container).toEqual({ name: 'api' });
  });

  const roles = ['main', 'container', 'sidecar', 'init'] as const;

  test.each(roles)('takes the last words of a container of role %s', (role) => {
    const settings = {
      terminationMessagePath: '/tmp/last-words', terminationMessagePolicy: 'FallbackToLogsOnError',
    } as const;
    expect(draftPattern(termination, { settings, role }).container).toMatchObject(settings);
  });

  test('reaches every container, as what says how they run does', () => {
    expect(termination.reach).toBe('every');
  });

  test('refuses a path that is none, and a policy that Kubernetes lacks', () => {
    expectRefused(() => draftPattern(termination, { settings: { terminationMessagePath: 'last-words' } }),
      { field: 'settings.terminationMessagePath', value: 'last-words' });
    expectRefused(() => draftPattern(termination, { settings: { terminationMessagePolicy: 'Log' } }),
      { field: 'settings.terminationMessagePolicy', value: 'Log' });
  });
});
