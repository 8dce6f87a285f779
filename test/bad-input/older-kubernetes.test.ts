/** What the platform's Kubernetes is too old for: it would drop the field, or refuse what is left of the object. */
import { App, Application, WebService, defineHouse, generic, podField, type CharthouseError } from 'charthouse';

const house = defineHouse({
  name: 'acme',
  version: '1.0.0',
  platforms: {
    old: generic({ name: 'old', kubernetes: '1.28' }),
    middle: generic({ name: 'middle', kubernetes: '1.30' }),
    new: generic({ name: 'new', kubernetes: '1.34' }),
  },
  targets: {
    old: { platform: 'old', environment: 'prod' },
    middle: { platform: 'middle', environment: 'prod' },
    new: { platform: 'new', environment: 'prod' },
  },
});

function thrown(target: 'old' | 'middle' | 'new', props: object): unknown {
  try {
    const app = new App();
    const shop = new Application(app, 'shop', { target: house.target(target) });
    new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, ...props });
    shop.toJson();
    return undefined;
  } catch (error) {
    return error;
  }
}

const drained = { rollout: { drain: false } };
const profile = { type: 'RuntimeDefault' };
const term = { topologyKey: 'rack', labelSelector: { matchLabels: { app: 'a' } }, matchLabelKeys: ['b'] };

const inputs: readonly [string, object, string, string][] = [
  ['old', { sidecars: { proxy: { image: 'proxy:1.0.0' } } }, 'sidecars.proxy', '1.29'],
  ['old', { env: { ADDRESSES: podField('status.hostIPs') } }, 'env.ADDRESSES', '1.29'],
  ['old', { lifecycle: { preStop: { sleep: { seconds: 5 } } } }, 'lifecycle.preStop.sleep', '1.30'],
  ['old', { podSecurity: { appArmorProfile: profile } }, 'podSecurity.appArmorProfile', '1.30'],
  ['old', { security: { appArmorProfile: profile } }, 'security.appArmorProfile', '1.30'],
  ['middle', { podAffinity: { required: [term] } }, 'podAffinity.required[0].matchLabelKeys', '1.31'],
  ['middle', { podAntiAffinity: { preferred: [{ weight: 1, podAffinityTerm: term }] } },
    'podAntiAffinity.preferred[0].podAffinityTerm.matchLabelKeys', '1.31'],
  ['middle', { podSecurity: { supplementalGroupsPolicy: 'Strict' } }, 'podSecurity.supplementalGroupsPolicy', '1.33'],
  ['middle', { podSecurity: { seLinuxChangePolicy: 'Recursive' } }, 'podSecurity.seLinuxChangePolicy', '1.33'],
  ['middle', { hostUsers: false }, 'hostUsers', '1.33'],
  ['middle', { resizePolicy: { cpu: 'RestartContainer' } }, 'resizePolicy', '1.33'],
];

describe('an older Kubernetes', () => {
  test('takes no label of SELinux by mounting, as an API server of 1.36 says', () => {
    expect(thrown('new', { podSecurity: { seLinuxChangePolicy: 'MountOption' } })).toMatchObject({
      path: 'shop/api',
      field: 'podSecurity.seLinuxChangePolicy',
      problem: expect.stringMatching(/^takes Kubernetes 1\.37, and platform new runs/),
      value: 'MountOption',
    });
  });

  test.each(inputs)('%s has no %j', (target, props, field, since) => {
    const said = target === 'old' ? { ...drained, ...props } : props;
    expect(thrown(target as 'old', said)).toMatchObject({
      name: 'CharthouseError',
      path: 'shop/api',
      field,
      problem: expect.stringContaining(`takes Kubernetes ${since}, and platform ${target} runs`),
      fix: expect.stringContaining('leave it out for this target'),
    });
    expect(thrown('new', props)).toBeUndefined();
  });

  test('drains by no sleep: what does it instead is asked for, and said', () => {
    expect(thrown('old', {}) as CharthouseError).toMatchObject({
      path: 'shop/api',
      field: 'rollout.drain',
      problem: 'takes Kubernetes 1.30, and platform old runs 1.28',
      value: true,
      allowed: 'false, or a hook of your own by lifecycle.preStop',
      fix: "state what drains the pods of this image, such as preStop: { exec: { command: ['sleep', '10'] } }",
    });
    expect(thrown('old', drained)).toBeUndefined();
    expect(thrown('old', { lifecycle: { preStop: { exec: { command: ['sleep', '10'] } } } })).toBeUndefined();
    expect(thrown('middle', {})).toBeUndefined();
  });
});
