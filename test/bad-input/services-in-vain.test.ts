/** Services that say what has no effect, or lead elsewhere than they say. */
import { WebService } from 'charthouse';
import { expectRefused, type ExpectedError, type WrongInput } from './support/expect-refused';

function service(input: string, props: object, error: Omit<ExpectedError, 'path'>): WrongInput {
  return {
    input,
    build: (shop) => new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ...props }),
    error: { path: 'shop/api', ...error },
  };
}

const image = 'proxy:1.0.0';
const inVain = {
  problem: 'has no effect on a headless Service', allowed: 'headless: false',
  fix: 'leave it out, or write headless: false',
};

const inputs: readonly WrongInput[] = [
  service('callers that come back to no address', { service: { headless: true, sessionAffinity: 'ClientIP' } }, {
    ...inVain, field: 'service.sessionAffinity', value: 'ClientIP',
  }),
  service('pods of the own node behind no address', { service: { headless: true, internalTrafficPolicy: 'Local' } }, {
    ...inVain, field: 'service.internalTrafficPolicy', value: 'Local',
  }),
  service('pods nearby behind no address', { service: { headless: true, trafficDistribution: 'PreferClose' } }, {
    ...inVain, field: 'service.trafficDistribution', value: 'PreferClose',
  }),
  service('no callers of a load balancer, which to Kubernetes are all', {
    service: { type: 'LoadBalancer', loadBalancerSourceRanges: [] },
  }, {
    field: 'service.loadBalancerSourceRanges',
    problem: 'must be at least one range of addresses',
    value: [],
    allowed: 'at least one range of addresses',
    fix: 'name a range, or leave it out for any address',
  }),
  service('a port of another container that has a namesake in the main one', {
    containerPorts: { admin: 9901 },
    ports: { admin: { port: 9000, container: 'proxy' } },
    sidecars: { proxy: { image } },
  }, {
    field: 'ports.admin',
    problem: 'has a namesake in container api, to which the Service would lead instead of proxy',
    value: 'admin',
    allowed: 'a name that no container before it gives a port',
    fix: 'rename one of the two ports',
  }),
];

describe('services in vain', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
