import { build } from '../../examples/sock-shop';
import { removeFreshPaths } from '../synth/support/folder';
import { corporaManifests, corporaTest } from './support/corpora';
import { expectGolden, expectValid, synthesize } from './support/example';
import { trafficOf } from './support/traffic';

const example = synthesize(build);

afterAll(removeFreshPaths);

test('Sock Shop says openly what it leaves, and nothing else is found', () => {
  expect(example.app.findings().filter(({ waived }) => waived === undefined)).toEqual([]);
});

test('every object of Sock Shop is one that an API server takes', () => { expectValid(example); });

test('the files of Sock Shop are the golden ones', () => { expectGolden(example, 'sock-shop'); });

test('the traffic of Sock Shop is exactly what is meant', () => {
  expect(trafficOf(example.app)).toEqual([
    'anywhere -> logging/kibana: 5601/TCP',
    'anywhere -> sock-shop/front-end: 8079/TCP',
    'logging/fluentd -> 0.0.0.0/0: 6443/TCP',
    'logging/fluentd -> ::/0: 6443/TCP',
    'logging/fluentd -> logging/elasticsearch: 9200/TCP',
    'logging/kibana -> logging/elasticsearch: 9200/TCP',
    'sock-shop/carts -> sock-shop/carts-db: 27017/TCP',
    'sock-shop/catalogue -> sock-shop/catalogue-db: 3306/TCP',
    'sock-shop/front-end -> sock-shop/carts: 80/TCP',
    'sock-shop/front-end -> sock-shop/catalogue: 80/TCP',
    'sock-shop/front-end -> sock-shop/orders: 80/TCP',
    'sock-shop/front-end -> sock-shop/session-db: 6379/TCP',
    'sock-shop/front-end -> sock-shop/user: 80/TCP',
    'sock-shop/orders -> sock-shop/carts: 80/TCP',
    'sock-shop/orders -> sock-shop/orders-db: 27017/TCP',
    'sock-shop/orders -> sock-shop/payment: 80/TCP',
    'sock-shop/orders -> sock-shop/shipping: 80/TCP',
    'sock-shop/orders -> sock-shop/user: 80/TCP',
    'sock-shop/queue-master -> sock-shop/rabbitmq: 5672/TCP, 9090/TCP',
    'sock-shop/shipping -> sock-shop/rabbitmq: 5672/TCP, 9090/TCP',
    'sock-shop/user -> sock-shop/user-db: 27017/TCP',
  ]);
});

interface Policy {
  readonly podSelector: { readonly matchLabels: { readonly name: string } | null };
  readonly ingress: readonly {
    readonly from?: readonly { readonly podSelector: { readonly matchLabels: { readonly name: string } } }[];
    readonly ports?: readonly { readonly port: number }[];
  }[];
}

/** Theirs calls the carts `cart` here and there. */
const pods = (name: string): string => `sock-shop/${name === 'cart' ? 'carts' : name}`;

corporaTest('every connection that the authors allow within the shop is allowed, and the store of the sessions', () => {
  const policies = corporaManifests('sock-shop-manifests-policy.yaml').filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ spec }) => spec as Policy);
  const theirs = policies.flatMap(({ podSelector, ingress }) => ingress.flatMap(({ from = [], ports = [] }) =>
    from.flatMap((caller) => ports.map(({ port }) =>
      `${pods(caller.podSelector.matchLabels.name)} -> ${pods(podSelector.matchLabels?.name ?? '')}: ${port}/TCP`))));
  const ours = trafficOf(example.app).filter((line) => line.startsWith('sock-shop/'))
    .map((line) => line.replace(', 9090/TCP', ''));
  expect([...theirs, 'sock-shop/front-end -> sock-shop/session-db: 6379/TCP'].sort()).toEqual([...ours].sort());
});
