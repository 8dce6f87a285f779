/** Sets of ports and addresses come to what the rules of the API say for each single packet. */
import fc from 'fast-check';
import type { PlainManifest } from '../../lib/checks/check';
import { endsOf } from '../../lib/testing/network/network-end';
import { evaluate } from '../../lib/testing/network/evaluate';
import { policiesOf } from '../../lib/testing/network/network-policy';
import { addressesOf, addressesWithout, holdsAddresses } from '../../lib/testing/network/address-set';
import { namespace, pods, policy } from './support/policies';

interface Port { readonly port?: number | string; readonly endPort?: number; readonly protocol?: string }
type Labels = Readonly<Record<string, string>>;
interface Selector { readonly matchLabels?: Labels; readonly matchExpressions?: readonly Expression[] }
interface Expression { readonly key: string; readonly operator: string; readonly values?: readonly string[] }
interface Peer { readonly podSelector?: Selector; readonly namespaceSelector?: Selector; readonly ipBlock?: object }
interface Rule { readonly from?: readonly Peer[]; readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }
interface Spec {
  readonly podSelector: Selector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}
interface Pod { readonly name: string; readonly namespace: string; readonly tier: string }

const containerPorts = [['http', 80], ['sql', 443]] as const;
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
const stated = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const tier = fc.constantFrom('front', 'back');
const expression = fc.record({
  key: fc.constantFrom('tier', 'app', 'none'),
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
}).chain((each) => (each.operator.endsWith('In')
  ? fc.uniqueArray(fc.constantFrom('front', 'back', 'a', 'b'), { minLength: 1 }).map((values) => ({ ...each, values }))
  : fc.constant(each)));
const selector: fc.Arbitrary<Selector> = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: fc.record({ tier }) }),
  fc.record({ matchExpressions: fc.array(expression, { minLength: 1, maxLength: 2 }) }),
);
const port = fc.record({
  port: optional(fc.constantFrom<number | string>(79, 80, 443, 'http', 'sql')),
  protocol: optional(fc.constantFrom('TCP', 'UDP')),
  endPort: optional(fc.constantFrom(80, 500)),
}).map((each) => stated({
  ...each, endPort: typeof each.port === 'number' && (each.endPort ?? 0) >= each.port ? each.endPort : undefined,
}) as Port);
const selectors = fc.record({ podSelector: optional(selector), namespaceSelector: optional(selector) });
const peer = fc.oneof(
  { weight: 6, arbitrary: selectors.map((each) => stated(each) as Peer) },
  { weight: 1, arbitrary: fc.constant<Peer>({ ipBlock: { cidr: '10.0.0.0/8' } }) },
);
const rule = fc.record({
  peers: optional(fc.array(peer, { maxLength: 2 })),
  ports: optional(fc.array(port, { maxLength: 2 })),
});
const rules = (side: 'from' | 'to'): fc.Arbitrary<readonly Rule[] | undefined> => optional(fc.array(
  rule.map(({ peers, ports }) => stated({ [side]: peers, ports }) as Rule), { maxLength: 2 },
));
const spec = fc.record({
  podSelector: selector,
  policyTypes: optional(fc.subarray(['Ingress', 'Egress'], { minLength: 1 })),
  ingress: rules('from'),
  egress: rules('to'),
}).map((each) => stated(each) as Spec);
const placed = fc.array(fc.record({ namespace: fc.constantFrom('a', 'b'), spec }), { maxLength: 4 });

const all: readonly Pod[] = ['a', 'b'].flatMap((where) => ['front', 'back'].map((each) =>
  ({ name: each, namespace: where, tier: each })));
const manifests: readonly PlainManifest[] = [
  ...all.map(({ name, namespace: where, tier: each }) =>
    pods(name, { namespace: where, labels: { tier: each }, ports: containerPorts })),
  namespace('a', { tier: 'front' }),
  namespace('b', { tier: 'back' }),
];

// What follows is the API's text, for one packet at a time.
const labelsOf = (pod: Pod): Labels => ({ app: pod.name, tier: pod.tier });
const namespaceLabels = (pod: Pod): Labels => ({ tier: pod.namespace === 'a' ? 'front' : 'back' });

function fits({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value)
    && matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const listed = value !== undefined && values.includes(value);
      return operator === 'In' ? listed : !listed;
    });
}

interface Packet { readonly from: Pod; readonly to: Pod; readonly port: number; readonly protocol: string }

function sideLets(
  policies: readonly { readonly namespace: string; readonly spec: Spec }[],
  packet: Packet,
  direction: 'Ingress' | 'Egress',
): boolean {
  const [held, other] = direction === 'Ingress' ? [packet.to, packet.from] : [packet.from, packet.to];
  const holding = policies.filter(({ namespace: where, spec: { podSelector, policyTypes, egress = [] } }) => {
    const types = policyTypes ?? ['Ingress', ...(egress.length > 0 ? ['Egress'] : [])];
    return types.includes(direction) && where === held.namespace && fits(podSelector, labelsOf(held));
  });
  if (holding.length === 0) return true;
  return holding.some(({ namespace: where, spec: each }) =>
    ((direction === 'Ingress' ? each.ingress : each.egress) ?? []).some(({ from, to, ports = [] }) => {
      const peers = from ?? to ?? [];
      const meant = peers.length === 0 || peers.some(({ podSelector, namespaceSelector }) => {
        if (podSelector === undefined && namespaceSelector === undefined) return false;
        const near = namespaceSelector === undefined
          ? other.namespace === where
          : fits(namespaceSelector, namespaceLabels(other));
        return near && (podSelector === undefined || fits(podSelector, labelsOf(other)));
      });
      return meant && (ports.length === 0 || ports.some((stands) => portHolds(stands, packet)));
    }));
}

function portHolds({ port: stands, endPort, protocol = 'TCP' }: Port, packet: Packet): boolean {
  if (protocol !== packet.protocol) return false;
  if (stands === undefined) return true;
  if (typeof stands === 'string') return containerPorts.some(([name, number]) =>
    name === stands && number === packet.port && protocol === 'TCP');
  return packet.port >= stands && packet.port <= (endPort ?? stands);
}

test('any policies, among any pods, let through what the API says of each packet', () => {
  fc.assert(fc.property(placed, (policies) => {
    const written = policies.map((each, index) => policy(each.spec, { namespace: each.namespace, name: `p${index}` }));
    const objects = [...manifests, ...written].map((manifest, index) => ({ path: `${index}`, owner: '', manifest }));
    const [ends, read] = [endsOf(objects), policiesOf(written)];
    const endOf = (pod: Pod) => ends.find(({ name }) => name === `${pod.namespace}/${pod.name}`)!;
    for (const from of all) {
      for (const to of all) {
        const { ports } = evaluate(read, endOf(from), endOf(to));
        for (const protocol of ['TCP', 'UDP'] as const) {
          for (const number of [1, 79, 80, 81, 443, 444, 500, 65535]) {
            const packet = { from, to, port: number, protocol };
            const open = ports.some((range) =>
              range.protocol === protocol && range.first <= number && range.last >= number);
            const expected = sideLets(policies, packet, 'Ingress') && sideLets(policies, packet, 'Egress');
            if (open !== expected) throw new Error(`${JSON.stringify(packet)}: ${open}, but the API says ${expected}`);
          }
        }
      }
    }
  }), { numRuns: 400 });
});

test('blocks of addresses are what their bits say', () => {
  const byte = fc.integer({ min: 0, max: 255 });
  const address = fc.tuple(byte, byte, byte, byte);
  const block = fc.tuple(address, fc.integer({ min: 0, max: 32 }));
  const bitsOf = (bytes: readonly number[]): string => bytes.map((each) => each.toString(2).padStart(8, '0')).join('');
  fc.assert(fc.property(block, block, address, ([base, length], [hole, depth], asked) => {
    const within = (bytes: readonly number[], kept: number): boolean =>
      bitsOf(asked).startsWith(bitsOf(bytes).slice(0, kept));
    const set = addressesWithout(addressesOf(`${base.join('.')}/${length}`), addressesOf(`${hole.join('.')}/${depth}`));

    expect(holdsAddresses(set, addressesOf(asked.join('.')))).toBe(within(base, length) && !within(hole, depth));
  }), { numRuns: 400 });
});

test.each([
  ['::ffff:10.0.0.1/128', '::ffff:a00:1', true],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['::/0', '10.0.0.1', false],
  ['fe80::1/64', 'fe80::ffff:ffff:ffff:ffff', true],
])('%s holds %s: %s', (block, address, expected) => {
  expect(holdsAddresses(addressesOf(block), addressesOf(address))).toBe(expected);
});
