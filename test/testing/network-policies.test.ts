/** NetworkPolicies mean what the API says of them: https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
import type { PlainManifest } from '../../lib/checks/check';
import { inside, namespace, only, outside, pods, policy } from './support/policies';

const web = pods('web');
const api = pods('api', { ports: [['http', 8080], ['metrics', 9090], ['dns', 53, 'UDP']] });
/** `api` is closed but for what these rules let in. */
const apiTakes = (...ingress: readonly object[]): PlainManifest => policy({ ...only('api'), ingress });
/** `web` may go nowhere but where these rules say. */
const webMay = (...egress: readonly object[]): PlainManifest =>
  policy({ ...only('web'), policyTypes: ['Egress'], egress });
const toApi = (...policies: readonly PlainManifest[]): readonly string[] =>
  inside(web, api, ...policies).filter((line) => line.startsWith('shop/web -> shop/api'));

describe('who is held', () => {
  it('nobody, where no policy selects the pods: everything is open', () => {
    expect(toApi()).toEqual(['shop/web -> shop/api: every port']);
    expect(outside(web)).toEqual(['anywhere -> shop/web: every port', 'shop/web -> anywhere: every port']);
  });

  it('only in the directions that the policy is about', () => {
    const closed = (...policyTypes: readonly string[]): PlainManifest => policy({ podSelector: {}, policyTypes });

    expect(outside(web, closed('Ingress'))).toEqual(['shop/web -> anywhere: every port']);
    expect(outside(web, closed('Egress'))).toEqual(['anywhere -> shop/web: every port']);
    expect(outside(web, closed('Ingress', 'Egress'))).toEqual([]);
  });

  it('without types: ingress always, egress where there is a rule for it', () => {
    expect(outside(web, policy({ podSelector: {} }))).toEqual(['shop/web -> anywhere: every port']);
    expect(outside(web, policy({ podSelector: {}, egress: [] }))).toEqual(['shop/web -> anywhere: every port']);
    expect(outside(web, policy({ podSelector: {}, egress: [{ ports: [{ port: 443 }] }] })))
      .toEqual(['shop/web -> anywhere: 443/TCP']);
  });

  it('not by rules of a direction that the types leave out', () => {
    expect(toApi(policy({ ...only('api'), policyTypes: ['Egress'], ingress: [] }))).toHaveLength(1);
    expect(toApi(policy({ ...only('api'), policyTypes: ['Ingress'], ingress: [] }))).toEqual([]);
  });

  it('the pods of the namespace of the policy, and of no other', () => {
    expect(toApi(policy({ podSelector: {} }, { namespace: 'other' }))).toHaveLength(1);
    expect(toApi(policy({ podSelector: {} }))).toEqual([]);
  });

  it('not pods in the network of their node, whom no selector means either', () => {
    const agent = pods('agent', { spec: { hostNetwork: true } });
    const closed = [
      apiTakes({ from: [{ podSelector: {} }] }),
      policy({ ...only('agent'), policyTypes: ['Ingress', 'Egress'] }),
    ];

    expect(outside(agent, ...closed))
      .toEqual(['anywhere -> shop/agent: every port', 'shop/agent -> anywhere: every port']);
    expect(inside(agent, api, ...closed)).not.toContainEqual(expect.stringContaining('shop/agent -> shop/api'));
  });
});

describe('both sides', () => {
  it('must agree', () => {
    expect(toApi(apiTakes({ from: [only('web')] }), webMay({ to: [only('db')] }))).toEqual([]);
    expect(toApi(apiTakes({ from: [only('db')] }), webMay({ to: [only('api')] }))).toEqual([]);
    expect(toApi(apiTakes({ from: [only('web')] }), webMay({ to: [only('api')] }))).toHaveLength(1);
  });

  it('agree on ports one by one', () => {
    const taken = apiTakes({ from: [only('web')], ports: [{ port: 8080 }, { port: 9090 }] });

    expect(toApi(taken, webMay({ to: [only('api')], ports: [{ port: 9090 }, { port: 53, protocol: 'UDP' }] })))
      .toEqual(['shop/web -> shop/api: 9090/TCP']);
  });

  it('have policies that add up', () => {
    const one = apiTakes({ from: [only('web')], ports: [{ port: 8080 }] });
    const other = apiTakes({ ports: [{ port: 9090 }] });

    expect(toApi(one, other, apiTakes())).toEqual(['shop/web -> shop/api: 8080/TCP, 9090/TCP']);
  });
});

describe('ports', () => {
  const line = (...ports: readonly object[]): string | undefined => toApi(apiTakes({ ports }))[0]?.split(': ')[1];

  it('are all of them where none is stated', () => {
    expect(line()).toBe('every port');
  });

  it('are of TCP where no protocol is stated, and all of a protocol where no number is', () => {
    expect(line({ port: 8080 })).toBe('8080/TCP');
    expect(line({ protocol: 'UDP' })).toBe('every UDP port');
    expect(line({ protocol: 'SCTP', port: 7 })).toBe('7/SCTP');
  });

  it('go from port to endPort, both included, and join with what touches them', () => {
    expect(line({ port: 8000, endPort: 8100 })).toBe('8000-8100/TCP');
    expect(line({ port: 8000, endPort: 8079 }, { port: 8080 }, { port: 8090, endPort: 8090 }))
      .toBe('8000-8080/TCP, 8090/TCP');
  });

  it('by name are those of the called pods, with the same protocol', () => {
    expect(line({ port: 'metrics' })).toBe('9090/TCP');
    expect(line({ port: 'dns' })).toBeUndefined();
    expect(line({ port: 'dns', protocol: 'UDP' })).toBe('53/UDP');
    expect(toApi(webMay({ to: [only('api')], ports: [{ port: 'http' }] }))).toEqual(['shop/web -> shop/api: 8080/TCP']);
  });

  it('by name stay names towards pods that are not there', () => {
    expect(outside(web, apiTakes(), webMay({ to: [only('db')], ports: [{ port: 'sql' }, { port: 53 }] })))
      .toContain('shop/web -> shop/(app=db): 53/TCP, port sql');
  });
});

describe('selectors', () => {
  const billing = pods('web', { namespace: 'billing' });
  const teams = [namespace('shop', { team: 'red' }), namespace('billing', { team: 'blue' })];
  const callers = (...from: readonly object[]): readonly string[] =>
    inside(web, billing, api, ...teams, apiTakes({ from }))
      .filter((line) => line.includes('-> shop/api')).map((line) => line.split(' ->')[0] ?? '');

  it('of pods mean the namespace of the policy', () => {
    expect(callers(only('web'))).toEqual(['shop/web']);
    expect(callers({ podSelector: {} })).toEqual(['shop/api', 'shop/web']);
  });

  it('of namespaces mean all their pods, by label or by name', () => {
    expect(callers({ namespaceSelector: { matchLabels: { team: 'blue' } } })).toEqual(['billing/web']);
    expect(callers({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'billing' } } }))
      .toEqual(['billing/web']);
    expect(callers({ namespaceSelector: {} })).toEqual(['billing/web', 'shop/api', 'shop/web']);
  });

  it('in one peer must both hold, in two peers either', () => {
    const blue = { namespaceSelector: { matchLabels: { team: 'blue' } } };

    expect(callers({ ...blue, ...only('api') })).toEqual([]);
    expect(callers(blue, only('api'))).toEqual(['billing/web', 'shop/api']);
  });

  it.each([
    [{ key: 'app', operator: 'In', values: ['web', 'db'] }, ['shop/web']],
    [{ key: 'app', operator: 'NotIn', values: ['web'] }, ['shop/api']],
    [{ key: 'app', operator: 'Exists' }, ['shop/api', 'shop/web']],
    [{ key: 'app', operator: 'DoesNotExist' }, []],
    [{ key: 'tier', operator: 'NotIn', values: ['front'] }, ['shop/api', 'shop/web']],
    [{ key: 'app', operator: 'Unheard', values: ['web'] }, []],
  ])('with expressions: %j', (expression, expected) => {
    expect(callers({ podSelector: { matchExpressions: [expression] } })).toEqual(expected);
  });

  it('may mean the pods of a Job by the labels that Kubernetes gives them', () => {
    const migrate = { ...pods('migrate'), apiVersion: 'batch/v1', kind: 'Job' };
    const shut = (label: string): object =>
      ({ podSelector: { matchLabels: { [label]: 'migrate' } }, policyTypes: ['Ingress'] });
    expect(inside(web, migrate)).toContain('shop/web -> shop/migrate: every port');
    for (const label of ['job-name', 'batch.kubernetes.io/job-name'])
      expect(inside(web, migrate, policy(shut(label)))).not.toContain('shop/web -> shop/migrate: every port');
  });

  it('have fields that are null, as charts of Helm write them: these say nothing', () => {
    expect(callers({ ipBlock: null, namespaceSelector: null, podSelector: {} })).toEqual(callers({ podSelector: {} }));
  });

  it('of a shape that the API refuses open nothing', () => {
    expect(callers('web' as never)).toEqual([]);
  });

  it('of an empty peer mean nobody, of an empty list or none everybody', () => {
    expect(callers({})).toEqual([]);
    expect(callers()).toEqual(['billing/web', 'shop/api', 'shop/web']);
  });
});

describe('blocks of addresses', () => {
  it('are somebody outside, with their exceptions', () => {
    const block = { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } };

    expect(outside(web, webMay({ to: [block], ports: [{ port: 443 }] })))
      .toContain('shop/web -> 10.0.0.0/8 except 10.1.0.0/16: 443/TCP');
  });

  it('hold pods only where they hold every address: nobody knows those of pods before they run', () => {
    const block = (cidr: string, except: readonly string[] = []): readonly string[] =>
      toApi(webMay({ to: [{ ipBlock: { cidr, except } }] }));

    expect(block('10.0.0.0/8')).toEqual([]);
    expect(block('0.0.0.0/0', ['10.0.0.0/8'])).toEqual([]);
    expect(block('0.0.0.0/0')).toHaveLength(1);
    expect(block('::/0')).toHaveLength(1);
  });
});

describe('who is outside', () => {
  const names = (peer: object, ...more: readonly PlainManifest[]): readonly string[] =>
    outside(api, ...more, apiTakes({ from: [peer], ports: [{ port: 8080 }] }))
      .filter((line) => line.endsWith('-> shop/api: 8080/TCP')).map((line) => line.split(' ->')[0] ?? '');

  it('is named by namespace and pods', () => {
    expect(names({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'partners' } } }))
      .toEqual(['partners/*']);
    expect(names({ namespaceSelector: { matchLabels: { team: 'a' } }, ...only('crm') }))
      .toEqual(['(team=a)/(app=crm)']);
    expect(names(only('db'))).toEqual(['shop/(app=db)']);
    expect(names({ podSelector: { matchLabels: { 'charthouse.dev/workload': 'db' } } })).toEqual(['shop/db']);
  });

  it('is anybody whom a selector may mean beyond what the manifests show', () => {
    expect(names({ namespaceSelector: {}, ...only('web') }, web)).toEqual(['*/(app=web)']);
    expect(names(only('web'), web)).toEqual([]);
  });
});
