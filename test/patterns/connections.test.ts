import { external, peer } from 'charthouse';
import { draftPattern } from 'charthouse/testing';
import { connections } from '../../lib/patterns/connections';
import { expectRefused } from './support/errors';

const bus = peer({ namespace: 'bus', name: 'nats', port: 4222 });
const payments = external({ host: 'payments.example.net', port: 443 });
const entries = (connectsTo: readonly unknown[]): unknown =>
  draftPattern(connections, { settings: { connectsTo } }).draft.entries('connections')
    .map(({ item }) => [item.endpoint.path, item.via]);

describe('connections', () => {
  test('are none where nothing is said', () => {
    expect(draftPattern(connections).draft.entries('connections')).toEqual([]);
  });

  test('lead to peers and to what is outside, in the stated order', () => {
    expect(entries([payments, bus])).toEqual([
      ['external payments.example.net', 'connectsTo'], ['peer bus/nats', 'connectsTo'],
    ]);
  });

  test('lead to what a reference refers to', () => {
    expect(entries([bus.address])).toEqual([['peer bus/nats', 'connectsTo']]);
  });

  test('write nothing to the pods, and emit nothing: a reference is not needed for a connection', () => {
    const { container, objects } = draftPattern(connections, { settings: { connectsTo: [bus] } });
    expect(container).toEqual({ name: 'api' });
    expect(objects).toEqual([]);
  });

  test('are refused to what does not listen, or is nothing', () => {
    expectRefused(() => entries([{ endpoint: { path: 'shop/mailer', ports: [] } }]),
      { field: 'connectsTo[0]', value: 'shop/mailer' });
    expectRefused(() => entries([bus, 'orders']), { field: 'connectsTo[1]', value: 'orders' });
  });
});
