import { WebService, Worker, external, text } from '../../lib';
import { environment, rules, shop } from './support/shop';

const image = 'api:1';

test('text joins strings, numbers and references, and nothing else is added', () => {
  const application = shop();
  const orders = new WebService(application, 'orders', { image, port: 8080 });
  const worker = new Worker(application, 'mailer', { image, env: {
    PLAIN: text`plain ${1} and ${'two'}`,
    EMPTY: text``,
    ONE: text`${orders.port}`,
    URL: text`postgres://user@${orders.address}/orders?timeout=${30}`,
    LINES: text`a
b\n${orders.hostname}`,
  } });
  expect(environment(worker)).toEqual({
    PLAIN: 'plain 1 and two',
    EMPTY: '',
    ONE: '8080',
    URL: 'postgres://user@orders:8080/orders?timeout=30',
    LINES: 'a\nb\norders',
  });
});

test('a text holds the connections of all references in it', () => {
  const application = shop();
  const one = new WebService(application, 'one', { image, port: 1001 });
  const two = new WebService(application, 'two', { image, port: 1002 });
  const worker = new Worker(application, 'mailer', { image, env: { PEERS: text`${one.address},${two.address}` } });
  expect(rules(worker, 'egress')).toHaveLength(2);
  expect([rules(one, 'ingress'), rules(two, 'ingress')]).toEqual([[expect.anything()], [expect.anything()]]);
});

test('a text within a text keeps its references', () => {
  const application = shop();
  const orders = new WebService(application, 'orders', { image, port: 8080 });
  const base = text`${orders.url}/v1`;
  const worker = new Worker(application, 'mailer', { image, env: { LIST: text`${base}/list` } });
  expect(environment(worker)).toEqual({ LIST: 'http://orders:8080/v1/list' });
  expect(rules(worker, 'egress')).toHaveLength(1);
});

test('a text cannot become a plain string by accident either', () => {
  const stripe = external({ host: 'api.stripe.com', port: 443 });
  const url = text`https://${stripe.hostname}`;
  expect(() => `${url as unknown as string}/v1`).toThrow(/pasted into a plain template string.*text`…`/s);
});

test('an undefined value in a text is refused instead of written as a word', () => {
  const missing = undefined as unknown as string;
  const worker = () => new Worker(shop(), 'mailer', { image, env: { A: text`x${missing}y` } });
  expect(() => environment(worker())).toThrow(/text/);
});
