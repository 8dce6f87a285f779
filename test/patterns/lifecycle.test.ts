import { WebService, defineHouse, generic } from 'charthouse';
import { draftPattern, manifestsOf, type DraftPatternOptions } from 'charthouse/testing';
import { lifecycle } from '../../lib/patterns/lifecycle';
import { expectRefused } from './support/errors';
import { listening } from './support/facts';

const house = defineHouse({
  name: 'plain',
  version: '1',
  platforms: { generic: generic() },
  targets: { prod: { platform: 'generic', environment: 'prod' } },
});
/** A manifest, as far as is asked here. */
interface Made {
  readonly kind: string;
  readonly spec?: unknown;
}

const hooked = (given: unknown, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> =>
  draftPattern(lifecycle, { ...options, settings: { lifecycle: given } });

describe('lifecycle', () => {
  test('does nothing by itself, nor where a default is switched off', () => {
    expect(draftPattern(lifecycle).container).toEqual({ name: 'api' });
    expect(hooked(false).container).toEqual({ name: 'api' });
    expect(hooked({}).container).toEqual({ name: 'api' });
  });

  test.each([
    [{ exec: { command: ['nginx', '-s', 'quit'] } }, { exec: { command: ['nginx', '-s', 'quit'] } }],
    [{ sleep: { seconds: 5 } }, { sleep: { seconds: 5 } }],
    [{ httpGet: { path: '/drain' } }, { httpGet: { path: '/drain', port: 8080 } }],
    [{ httpGet: { path: '/drain', port: 'admin', scheme: 'HTTPS', host: '10.0.0.7', headers: { Host: 'api' } } },
      { httpGet: {
        path: '/drain', port: 'admin', scheme: 'HTTPS', host: '10.0.0.7', httpHeaders: [{ name: 'Host', value: 'api' }],
      } }],
  ])('has hooks at both ends: %j', (given, expected) => {
    const { container } = hooked({ postStart: given, preStop: given }, { others: listening });
    expect(container['lifecycle']).toEqual({ postStart: expected, preStop: expected });
  });

  test('asks for the time that the longest of its hooks sleeps', () => {
    expect(hooked({ postStart: { sleep: { seconds: 5 } }, preStop: { sleep: { seconds: 40 } } }).draft
      .needed('hookSeconds')).toBe(40);
    expect(hooked({ preStop: { exec: { command: ['quit'] } } }).draft.needed('hookSeconds')).toBe(0);
  });

  test('takes the place of the sleep by which a service drains, and keeps the time for it', () => {
    const build = (props: object): unknown => (manifestsOf(house, (shop) => {
      new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ...props });
    }) as readonly Made[]).find(({ kind }) => kind === 'Deployment')?.spec;
    const pod = 'template.spec';
    const quits = build({ lifecycle: { preStop: { exec: { command: ['quit'] } } } });
    expect(quits).toHaveProperty(`${pod}.containers.0.lifecycle`, { preStop: { exec: { command: ['quit'] } } });
    expect(quits).toHaveProperty(`${pod}.terminationGracePeriodSeconds`, 40);
    const sleeps = build({ lifecycle: { preStop: { sleep: { seconds: 45 } } }, rollout: { shutdownSeconds: 15 } });
    expect(sleeps).toHaveProperty(`${pod}.containers.0.lifecycle.preStop.sleep.seconds`, 45);
    expect(sleeps).toHaveProperty(`${pod}.terminationGracePeriodSeconds`, 60);
    const postStart = { sleep: { seconds: 1 } };
    expect(build({ lifecycle: { postStart } }))
      .toHaveProperty(`${pod}.containers.0.lifecycle`, { postStart, preStop: { sleep: { seconds: 10 } } });
  });

  test.each(['container', 'sidecar'] as const)('serves a %s by its own props', (role) => {
    expect(hooked({ preStop: { sleep: { seconds: 5 } } }, { role }).container)
      .toEqual(expect.objectContaining({ name: 'beside', lifecycle: { preStop: { sleep: { seconds: 5 } } } }));
  });

  test('refuses hooks of an init container, as the API server does', () => {
    const given = { postStart: { sleep: { seconds: 5 } } };
    expectRefused(() => hooked(given, { role: 'init' }), { field: 'initContainers.beside.lifecycle', value: given });
    expect(hooked(false, { role: 'init' }).container).toEqual({ name: 'beside' });
  });

  test('refuses a hook that does nothing, two things, or half a thing', () => {
    expectRefused(() => hooked({ preStop: {} }), { field: 'lifecycle.preStop' });
    expectRefused(() => hooked({ preStop: { sleep: { seconds: 1 }, exec: { command: ['quit'] } } }),
      { field: 'lifecycle.preStop', value: ['exec', 'sleep'] });
    expectRefused(() => hooked({ postStart: { exec: {} } }), { field: 'lifecycle.postStart.exec.command' });
    expectRefused(() => hooked({ postStart: { sleep: {} } }), { field: 'lifecycle.postStart.sleep.seconds' });
    expectRefused(() => hooked({ postStart: { httpGet: { path: '/up' } } }), { field: 'lifecycle.postStart' });
  });

  test('refuses a sleep of nothing, a header that is none, and a way that is gone from Kubernetes', () => {
    expectRefused(() => hooked({ preStop: { sleep: { seconds: 0 } } }),
      { field: 'settings.lifecycle.preStop.sleep.seconds', value: 0 });
    expectRefused(() => hooked({ preStop: { httpGet: { path: '/', headers: { X_Y: 'z' } } } }),
      { field: 'settings.lifecycle.preStop.httpGet.headers.X_Y', value: 'X_Y' });
    expectRefused(() => hooked({ preStop: { tcpSocket: { port: 80 } } }),
      { field: 'settings.lifecycle.preStop.tcpSocket', value: 'tcpSocket' });
  });
});
