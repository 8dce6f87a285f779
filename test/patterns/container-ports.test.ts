import { draftPattern, type DraftPatternOptions } from 'charthouse/testing';
import { containerPorts } from '../../lib/patterns/container-ports';
import { expectRefused } from './support/errors';
import { agent, listening } from './support/facts';

const settings = { containerPorts: { admin: 9901 } };
const admin = { name: 'admin', containerPort: 9901, protocol: 'TCP' };

describe('container ports', () => {
  test('are none where nothing is said', () => {
    expect(draftPattern(containerPorts).container).toEqual({ name: 'api' });
  });

  test('stand on the container that states them, with no Service in front', () => {
    const { container, objects, draft } = draftPattern(containerPorts, { settings, role: 'sidecar' });
    expect(container['ports']).toEqual([admin]);
    expect(objects).toEqual([]);
    expect(draft.entries('servicePorts')).toEqual([]);
  });

  test('come after the main port, which probes and metrics ask first', () => {
    expect(draftPattern(containerPorts, { settings, others: listening }).container['ports'])
      .toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }, admin]);
  });

  test('speak another protocol where that is said', () => {
    const given = { statsd: { port: 8125, protocol: 'UDP' }, plain: { port: 9000 } };
    expect(draftPattern(containerPorts, { settings: { containerPorts: given } }).container['ports']).toEqual([
      { name: 'statsd', containerPort: 8125, protocol: 'UDP' }, { name: 'plain', containerPort: 9000, protocol: 'TCP' },
    ]);
  });

  test('are refused without a number', () => {
    expectRefused(() => draftPattern(containerPorts, { settings: { containerPorts: { admin: { protocol: 'UDP' } } } }),
      { field: 'containerPorts.admin.port' });
  });

  test('are refused with a name or number that is no port', () => {
    expectRefused(() => draftPattern(containerPorts, { settings: { containerPorts: { ADMIN: 9901 } } }),
      { field: 'containerPorts.ADMIN', value: 'ADMIN' });
    expectRefused(() => draftPattern(containerPorts, { settings: { containerPorts: { admin: 99999 } } }),
      { field: 'settings.containerPorts.admin', value: 99999 });
  });
});

const because = { hostPorts: 'Prometheus finds it on the node', 'sidecars.beside.hostPorts': 'so it does here' };
const onNode = (given: object, options: DraftPatternOptions = {}): ReturnType<typeof draftPattern> =>
  draftPattern(containerPorts, { facts: agent, because, others: listening, ...options, settings: { ...given } });

describe('ports of the node', () => {
  test('lead to a port of the container, whichever prop declares it', () => {
    const { container, reasons } = onNode({ ...settings, hostPorts: { http: 80, admin: 9901 } });
    expect(container['ports']).toEqual([
      { name: 'http', containerPort: 8080, protocol: 'TCP', hostPort: 80 }, { ...admin, hostPort: 9901 },
    ]);
    expect(reasons).toContainEqual(expect.objectContaining({ subject: 'hostPorts', needed: true }));
  });

  test('lead to a port of a sidecar as well', () => {
    expect(onNode({ ...settings, hostPorts: { admin: 9901 } }, { role: 'sidecar' }).container['ports'])
      .toEqual([{ ...admin, hostPort: 9901 }]);
  });

  test('are those of an agent only, and take a reason', () => {
    const hostPorts = { http: 80 };
    expectRefused(() => draftPattern(containerPorts, { settings: { hostPorts }, because, others: listening }),
      { field: 'hostPorts', value: hostPorts });
    expectRefused(() => onNode({ hostPorts }, { because: {} }), { field: 'hostPorts', value: hostPorts });
    expect(draftPattern(containerPorts, { settings: { hostPorts: {} } }).container).toEqual({ name: 'api' });
  });

  test('lead to a port that is there', () => {
    expectRefused(() => onNode({ hostPorts: { htp: 80 } }), { field: 'hostPorts.htp', value: 80 });
    expectRefused(() => onNode({ hostPorts: { http: 80 } }, { others: undefined }),
      { field: 'hostPorts.http', value: 80 });
  });

  test('are each taken once for each protocol', () => {
    const given = { dns: { port: 5353, protocol: 'UDP' }, tcp: 5353, other: 5354 };
    expect(onNode({ containerPorts: given, hostPorts: { dns: 53, tcp: 53 } }).container['ports'])
      .toEqual(expect.arrayContaining([expect.objectContaining({ name: 'dns', hostPort: 53 })]));
    expectRefused(() => onNode({ containerPorts: given, hostPorts: { tcp: 53, other: 53 } }),
      { field: 'hostPorts.other', value: 53 });
  });

  test('go from the old pod to the new one, and are never had by both', () => {
    const surging = (maxSurge: number | string): DraftPatternOptions['others'] => (draft) => {
      listening(draft);
      draft.claimController({ updateStrategy: { rollingUpdate: { maxSurge } } });
    };
    expectRefused(() => onNode({ hostPorts: { http: 80 } }, { others: surging(1) }),
      { field: 'hostPorts.http', value: 80 });
    expect(onNode({ hostPorts: { http: 80 } }, { others: surging('0%') }).container)
      .toHaveProperty(['ports', 0, 'hostPort'], 80);
  });

  test("are the container's own in the node's network", () => {
    const others: DraftPatternOptions['others'] = (draft) => {
      listening(draft);
      draft.claimPod({ hostNetwork: true });
    };
    expectRefused(() => onNode({ hostPorts: { http: 80 } }, { others }), { field: 'hostPorts.http', value: 80 });
    expect(onNode({ hostPorts: { http: 8080 } }, { others }).container)
      .toHaveProperty(['ports', 0, 'hostPort'], 8080);
  });
});
