/** Targets, platforms and bounds that contradict themselves. */
import { bounded, defineHouse, definePlatform, generic } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';

const minimal = { name: 'other', version: '1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a target on a platform that is not there',
    build: () => defineHouse({
      ...minimal, platforms: { generic: generic() }, targets: { prod: { platform: 'genric', environment: 'prod' } },
    }),
    error: {
      path: 'house other',
      field: 'targets.prod.platform',
      problem: "must be 'generic'",
      value: 'genric',
      allowed: "'generic'",
      fix: "did you mean 'generic'?",
    },
  },
  {
    input: 'a target without an environment',
    build: () => defineHouse({
      ...minimal, platforms: { generic: generic() }, targets: { prod: { platform: 'generic' } as never },
    }),
    error: {
      path: 'house other',
      field: 'targets.prod.environment',
      problem: 'is missing',
      value: undefined,
      allowed: 'a text that is not empty',
      fix: 'add environment',
    },
  },
  {
    input: 'a target with a way of delivery that nobody knows',
    build: () => defineHouse({
      ...minimal,
      platforms: { generic: generic() },
      targets: { prod: { platform: 'generic', environment: 'prod', delivery: 'helm' as never } },
    }),
    error: {
      path: 'house other',
      field: 'targets.prod.delivery',
      problem: "must be one of 'kubectl', 'argocd', 'flux', 'pulumi'",
      value: 'helm',
      allowed: "one of 'kubectl', 'argocd', 'flux', 'pulumi'",
      fix: 'choose one of these',
    },
  },
  {
    input: 'a target whose domain is a URL',
    build: () => defineHouse({
      ...minimal,
      platforms: { generic: generic() },
      targets: { prod: { platform: 'generic', environment: 'prod', domain: 'https://example.com' } },
    }),
    error: {
      path: 'house other',
      field: 'targets.prod.domain',
      problem: 'must be a DNS name such as eu.example.com',
      value: 'https://example.com',
      allowed: 'a DNS name such as eu.example.com',
      fix: 'write it in lower case, without protocol or path',
    },
  },
  {
    input: 'a target with a misspelt prop',
    build: () => defineHouse({
      ...minimal,
      platforms: { generic: generic() },
      targets: { prod: { platform: 'generic', environment: 'prod', domian: 'example.com' } as never },
    }),
    error: {
      path: 'house other',
      field: 'targets.prod.domian',
      problem: 'is not known',
      value: 'domian',
      allowed: 'platform, environment, domain, delivery, namespace, clusterUid, defaults',
      fix: "did you mean 'domain'?",
    },
  },
  {
    input: 'bounds of which the lower is above the upper',
    build: () => bounded({ min: 5, max: 3 }),
    error: {
      path: 'bounded',
      field: 'min',
      problem: 'must be at most max (3)',
      value: 5,
      allowed: 'at most max (3)',
      fix: 'raise max or lower min',
    },
  },
  {
    input: 'bounds that are no quantities',
    build: () => bounded({ min: 'few', max: 'many' }),
    error: {
      path: 'bounded',
      field: 'min',
      problem: 'must be a number or a quantity',
      value: 'few',
      allowed: 'a number, or a quantity such as 500m or 256Mi',
      fix: 'lock what can only be one of several words: locked(…)',
    },
  },
  {
    input: 'a platform with a version of another form',
    build: () => definePlatform({ name: 'ours', kubernetes: 'v1.36.2', network: generic().network }),
    error: {
      path: 'platform ours',
      field: 'kubernetes',
      problem: 'must be a minor version of Kubernetes such as 1.36, as text',
      value: 'v1.36.2',
      allowed: 'a minor version of Kubernetes such as 1.36, as text',
      fix: 'give the minor version that the clusters run, without v and patch level',
    },
  },
  {
    input: 'a platform with an edge that does not say where traffic comes from',
    build: () => generic({ edge: { kind: 'ingress', className: 'nginx' } as never }),
    error: {
      path: 'platform generic',
      field: 'edge.trafficFrom',
      problem: 'is missing',
      value: undefined,
      allowed: 'edge: { kind, trafficFrom }',
      fix: 'add trafficFrom to edge',
    },
  },
  {
    input: 'a platform without a tier for what names none',
    build: () => generic({ storage: { fast: { storageClassName: 'ssd' } } }),
    error: {
      path: 'platform generic',
      field: 'storage',
      problem: 'must have a tier named standard',
      value: ['fast'],
      allowed: 'standard, and any other tier',
      fix: 'name the tier that serves what asks for none `standard`',
    },
  },
  {
    input: 'a platform without a network',
    build: () => definePlatform({ name: 'ours', kubernetes: '1.36' } as never),
    error: {
      path: 'platform ours',
      field: 'network',
      problem: 'is missing',
      value: undefined,
      allowed: 'an object with dns, apiServer, probesFrom, nodes, externalHosts',
      fix: 'add network to the props',
    },
  },
  {
    input: 'a platform as a plain object',
    build: () => defineHouse({
      ...minimal,
      platforms: { ours: { name: 'ours' } as never },
      targets: { prod: { platform: 'ours', environment: 'prod' } },
    }),
    error: {
      path: 'house other',
      field: 'platforms.ours',
      problem: 'must be what definePlatform returns',
      value: { name: 'ours' },
      allowed: 'what definePlatform returns',
      fix: 'make it with definePlatform({ … })',
    },
  },
  {
    input: 'a platform without DNS',
    build: () => definePlatform({
      name: 'ours', kubernetes: '1.36', network: { ...generic().network, dns: { to: [], ports: [53] } },
    }),
    error: {
      path: 'platform ours',
      field: 'network.dns',
      problem: 'must say where DNS is',
      value: { to: [], ports: [53] },
      allowed: 'at least one peer and one port',
      fix: 'name both: without DNS allowed no pod reaches anything by name',
    },
  },
];

describe('targets and platforms that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
