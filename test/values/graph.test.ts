import { StatefulStore, WebService, Worker, external, peer, text } from '../../lib';
import { applications } from './support/shop';

const image = 'api:1';

function graph() {
  const { app, made: [shopping, paying] } = applications('shop', 'pay');
  const orders = new StatefulStore(shopping!, 'orders', { image, port: 5432, user: 999 });
  const api = new WebService(paying!, 'api', { image, port: 80, ports: { admin: 81 }, env: { DB: orders.address } });
  const ledger = peer({ namespace: 'bank', name: 'ledger', port: 9 });
  const mail = external({ host: 'mail.example.com', port: 25 });
  const mailer = new Worker(shopping!, 'mailer', {
    image, env: { URL: api.url, ADMIN: api.at('admin') }, args: [text`--api=${api.hostname}`],
    connectsTo: [ledger, mail],
  });
  mailer.connectTo(orders);
  return app.graph();
}

test('the graph says who connects to whom, on which ports, and what shows it', () => {
  expect(graph().edges).toEqual([
    { from: 'pay/api', to: 'shop/orders', ports: [5432], via: ['env DB'] },
    { from: 'shop/mailer', to: 'external mail.example.com', ports: [25], via: ['connectsTo'] },
    { from: 'shop/mailer', to: 'pay/api', ports: [80, 81], via: ['args', 'env ADMIN', 'env URL'] },
    { from: 'shop/mailer', to: 'peer bank/ledger', ports: [9], via: ['connectsTo'] },
    { from: 'shop/mailer', to: 'shop/orders', ports: [5432], via: ['connectTo'] },
  ]);
});

test('the graph has a node for each end, of its kind', () => {
  expect(graph().nodes).toEqual([
    { path: 'external mail.example.com', name: 'mail.example.com', kind: 'external' },
    { path: 'pay/api', name: 'api', kind: 'workload' },
    { path: 'peer bank/ledger', name: 'bank/ledger', kind: 'peer' },
    { path: 'shop/mailer', name: 'mailer', kind: 'workload' },
    { path: 'shop/orders', name: 'orders', kind: 'workload' },
  ]);
});

test('a workload that nobody connects to is a node too', () => {
  const { app, made: [shopping] } = applications('shop');
  new Worker(shopping!, 'lonely', { image });
  expect(app.graph()).toMatchObject({ nodes: [{ path: 'shop/lonely', kind: 'workload' }], edges: [] });
});

test('the graph is a Mermaid flowchart as well', () => {
  expect(graph().toMermaid()).toBe([
    'flowchart LR',
    '  n0{{"mail.example.com"}}',
    '  n1["pay/api"]',
    '  n2(["bank/ledger"])',
    '  n3["shop/mailer"]',
    '  n4["shop/orders"]',
    '  n1 -->|5432| n4',
    '  n3 -->|25| n0',
    '  n3 -->|80, 81| n1',
    '  n3 -->|9| n2',
    '  n3 -->|5432| n4',
    '',
  ].join('\n'));
});

test('a tree without workloads has an empty graph', () => {
  const { app } = applications('shop');
  expect(app.graph()).toMatchObject({ nodes: [], edges: [] });
  expect(app.graph().toMermaid()).toBe('flowchart LR\n');
});
