import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { probes } from '../../lib/patterns/probes';
import { expectRefused } from './support/errors';
import { cronTask, listening, task } from './support/facts';

const probed = (given: unknown, options: DraftPatternOptions = {}): Readonly<Record<string, unknown>> =>
  draftPattern(probes, { others: listening, ...options, settings: { probes: given } }).container;
const listeningBeside: DraftPatternOptions['others'] = (draft) => {
  draft.containers({ name: 'beside' }).add('ports', 'admin', { containerPort: 9901, protocol: 'TCP' }, 'props');
};
const measured: DraftPatternOptions['others'] = (draft) => {
  draft.containers('main').add('ports', 'metrics', { containerPort: 9090, protocol: 'TCP' });
};

describe('probes', () => {
  test('connect to the first port for readiness and startup, and never restart', () => {
    expect(draftPattern(probes, { others: listening }).container).toMatchObject({
      readinessProbe: { tcpSocket: { port: 8080 } },
      startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 60 },
    });
    expect(draftPattern(probes, { others: listening }).container).not.toHaveProperty('livenessProbe');
  });

  test('ask nothing where there is no port', () => {
    expect(draftPattern(probes).container).toEqual({ name: 'api' });
  });

  test('do not ask a port that another pattern has added: metrics say nothing of whether work can begin', () => {
    expect(draftPattern(probes, { others: measured }).container).not.toHaveProperty('readinessProbe');
  });

  test('restart where the application gives a path for it', () => {
    expect(probed({ liveness: { httpGet: { path: '/alive' } } })).toHaveProperty('livenessProbe', {
      httpGet: { path: '/alive', port: 8080 },
    });
  });

  test.each([
    [{ httpGet: { path: '/ready', port: 'admin', scheme: 'HTTPS', headers: { Host: 'api' } }, periodSeconds: 3 }, {
      httpGet: { path: '/ready', port: 'admin', scheme: 'HTTPS', httpHeaders: [{ name: 'Host', value: 'api' }] },
      periodSeconds: 3,
    }],
    [{ grpc: {} }, { grpc: { port: 8080 } }],
    [{ grpc: { port: 9000, service: 'ready' } }, { grpc: { port: 9000, service: 'ready' } }],
    [{ tcpSocket: {} }, { tcpSocket: { port: 8080 } }],
    [{ tcpSocket: { port: 9000 } }, { tcpSocket: { port: 9000 } }],
    [{ exec: { command: ['ready'] }, timeoutSeconds: 5 }, { exec: { command: ['ready'] }, timeoutSeconds: 5 }],
    [{ initialDelaySeconds: 5, successThreshold: 2 },
      { tcpSocket: { port: 8080 }, initialDelaySeconds: 5, successThreshold: 2 }],
  ])('ask in whichever way is stated: %j', (readiness, expected) => {
    expect(probed({ readiness })).toHaveProperty('readinessProbe', expected);
  });

  test('keep the timing of startup where only the way is stated', () => {
    expect(probed({ startup: { httpGet: { path: '/up' } } })).toHaveProperty('startupProbe', {
      httpGet: { path: '/up', port: 8080 }, periodSeconds: 5, failureThreshold: 60,
    });
  });

  test('are off by false, all or one by one', () => {
    expect(Object.keys(probed(false)).filter((key) => key.endsWith('Probe'))).toEqual([]);
    expect(Object.keys(probed({ readiness: false })).filter((key) => key.endsWith('Probe'))).toEqual(['startupProbe']);
    expect(Object.keys(probed({ startup: false })).filter((key) => key.endsWith('Probe'))).toEqual(['readinessProbe']);
  });

  test.each(['container', 'sidecar'] as const)('ask a %s by its own first port', (role) => {
    expect(probed(undefined, { role, others: listeningBeside }))
      .toHaveProperty('readinessProbe', { tcpSocket: { port: 9901 } });
  });

  test('ask no init container, and nothing that runs to an end', () => {
    expect(probed(undefined, { role: 'init', others: listeningBeside })).not.toHaveProperty('readinessProbe');
    expect(probed(undefined, { facts: task })).not.toHaveProperty('startupProbe');
    expect(probed(undefined, { facts: cronTask })).not.toHaveProperty('readinessProbe');
  });

  test('ask the sidecar of work that runs to an end', () => {
    expect(probed(undefined, { facts: task, role: 'sidecar', others: listeningBeside })).toHaveProperty('startupProbe');
  });

  test('refuse liveness of what runs to an end', () => {
    const liveness = { httpGet: { path: '/alive' } };
    expect(() => probed({ liveness }, { facts: task })).toThrow('probes.liveness');
    expect(() => probed({ liveness }, { role: 'init' })).toThrow('probes.liveness');
  });

  test('ask another host, and give a restart a time of its own', () => {
    const httpGet = { path: '/alive', host: '10.0.0.7' };
    const { livenessProbe, startupProbe } = probed({
      liveness: { httpGet, terminationGracePeriodSeconds: 5 }, startup: { terminationGracePeriodSeconds: 1 },
    });
    expect(livenessProbe).toEqual({
      httpGet: { path: '/alive', host: '10.0.0.7', port: 8080 }, terminationGracePeriodSeconds: 5,
    });
    expect(startupProbe).toMatchObject({ terminationGracePeriodSeconds: 1, tcpSocket: { port: 8080 } });
  });

  test('refuse a time to end of readiness, which restarts nothing', () => {
    expectRefused(() => probed({ readiness: { terminationGracePeriodSeconds: 5 } }), {
      field: 'settings.probes.readiness.terminationGracePeriodSeconds', value: 'terminationGracePeriodSeconds',
    });
    expectRefused(() => probed({ liveness: { terminationGracePeriodSeconds: 0 } }),
      { field: 'settings.probes.liveness.terminationGracePeriodSeconds', value: 0 });
  });

  test('refuse a name that no port can have, and one that no header can', () => {
    expectRefused(() => probed({ readiness: { tcpSocket: { port: 'My Port' } } }),
      { field: 'settings.probes.readiness.tcpSocket.port', value: 'My Port' });
    expectRefused(() => probed({ readiness: { httpGet: { path: '/', headers: { 'X Y': 'z' } } } }),
      { field: 'settings.probes.readiness.httpGet.headers.X Y', value: 'X Y' });
  });

  test('refuse two ways at once, and a way that needs a port where there is none', () => {
    expectRefused(() => probed({ readiness: { grpc: {}, exec: { command: ['true'] } } }),
      { field: 'probes.readiness', value: ['grpc', 'exec'] });
    expectRefused(() => draftPattern(probes, { settings: { probes: { readiness: { httpGet: { path: '/' } } } } }),
      { field: 'probes.readiness' });
  });

  test.each(['liveness', 'startup'])('refuse several successes of %s, as the API server does', (name) => {
    expectRefused(() => probed({ [name]: { exec: { command: ['true'] }, successThreshold: 2 } }),
      { field: `settings.probes.${name}.successThreshold`, value: 2 });
  });
});

test('a command of a probe may have empty words after the program', () => {
  const command = ['redis-cli', '-a', ''];
  expect(draftPattern(probes, { settings: { probes: { readiness: { exec: { command } } } } }).container)
    .toHaveProperty('readinessProbe.exec', { command });
});
