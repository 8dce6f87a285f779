import { draftPattern } from 'charthouse/testing';
import { containerPorts } from '../../lib/patterns/container-ports';
import { expectRefused } from './support/errors';
import { listening } from './support/facts';

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

  test('are refused with a name or number that is no port', () => {
    expectRefused(() => draftPattern(containerPorts, { settings: { containerPorts: { ADMIN: 9901 } } }),
      { field: 'containerPorts.ADMIN', value: 'ADMIN' });
    expectRefused(() => draftPattern(containerPorts, { settings: { containerPorts: { admin: 99999 } } }),
      { field: 'settings.containerPorts.admin', value: 99999 });
  });
});
