/** What containers can and cannot say, by type. */
import { compile } from './support/compiler';
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const mistakes: readonly Mistake[] = [
  {
    mistake: 'a field of the pod that variables cannot have',
    code: "import { podField } from 'charthouse'; export const ip = podField('status.ip');",
    says: ['Argument of type \'"status.ip"\' is not assignable', 'PodFieldPath'],
  },
  {
    mistake: 'a resource that Kubernetes does not tell',
    code: "import { containerResource } from 'charthouse'; export const gpu = containerResource('limits.gpu');",
    says: ['\'"limits.gpu"\' is not assignable'],
  },
  {
    mistake: 'a key without the Secret that it is of',
    code: "new Worker(shop, 'a', { image, env: { A: { key: 'password' } } });",
    says: ["'{ key: string; }' is not assignable to type 'EnvValue'"],
  },
  {
    mistake: 'whole Secrets as a map',
    code: "new Worker(shop, 'a', { image, envFrom: { login: {} } });",
    says: ['readonly EnvFrom[]'],
  },
  {
    mistake: 'a port of the node as text',
    code: "new DaemonAgent(shop, 'a', { image, hostPorts: { http: '9100' } });",
    says: ["Type 'string' is not assignable to type 'number'"],
  },
  {
    mistake: 'a hook by a connection, which Kubernetes has given up',
    code: "new Worker(shop, 'a', { image, lifecycle: { preStop: { tcpSocket: { port } } } });",
    says: ["'tcpSocket' does not exist in type 'HookProps'"],
  },
  {
    mistake: 'a time to end of a readiness probe',
    code: "new Worker(shop, 'a', { image, probes: { readiness: { terminationGracePeriodSeconds: 5 } } });",
    says: ["'terminationGracePeriodSeconds' does not exist in type 'ProbeProps'"],
  },
  {
    mistake: 'a policy for a resize that Kubernetes lacks',
    code: "new Worker(shop, 'a', { image, resizePolicy: { memory: 'Restart' } });",
    says: ["'\"Restart\"' is not assignable to type"],
  },
  {
    mistake: 'a profile in lower case',
    code: "new Worker(shop, 'a', { image, security: { seccompProfile: { type: 'unconfined' } } });",
    says: ["Did you mean '\"Unconfined\"'?"],
  },
  {
    mistake: 'last words of a misspelt policy, in a sidecar',
    code: "new Worker(shop, 'a', { image, sidecars: { b: { image, terminationMessagePolicy: 'Logs' } } });",
    says: ["'\"Logs\"' is not assignable to type"],
  },
];

describe('a mistake in a container', () => {
  const found = compileMistakes(mistakes);

  it.each(found)('is found, and the message says what it is: $mistake', (mistake) => { expectMessage(mistake); });

  it('is all that the compiler finds: what is right compiles', () => {
    expect(compile([`
      import { containerResource, podField } from 'charthouse';
      const whole = {
        stdin: true, stdinOnce: true, tty: true, terminationMessagePath: '/tmp/end', terminationMessagePolicy: 'File',
        env: {
          NAME: podField('metadata.name'), TIER: podField("metadata.labels['tier']"), IP: { podField: 'status.podIP' },
          MIB: containerResource('limits.memory', { divisor: '1Mi' }), USER: { secret: { name: 'db' }, key: 'user' },
          MODE: { configMap: existing.configMap('flags'), key: 'mode', optional: true },
          TOKEN: existing.secret('db').key('token', { optional: true }),
        },
        envFrom: [{ configMap: { name: 'flags' }, prefix: 'FLAG_' }, { secret: existing.secret('db'), optional: true }],
        containerPorts: { admin: 9901, statsd: { port: 8125, protocol: 'UDP' } },
        lifecycle: { postStart: { exec: { command: ['warm-up'] } }, preStop: { sleep: { seconds: 5 } } },
        probes: {
          liveness: { httpGet: { path: '/', port: 'admin', host: '10.0.0.7' }, terminationGracePeriodSeconds: 5 },
        },
        resources: { limits: { 'nvidia.com/gpu': 1 } }, resizePolicy: { memory: 'RestartContainer' },
        security: {
          runAsUser: 101, runAsGroup: 101, seccompProfile: { type: 'Localhost', localhostProfile: 'audit.json' },
          appArmorProfile: { type: 'RuntimeDefault' }, seLinuxOptions: { level: 's0' }, procMount: 'Default',
        },
      } as const;
      new WebService(shop, 'a', { ...whole, image, port, imagePullSecrets: ['hub', { name: 'quay' }] });
      new DaemonAgent(shop, 'b', {
        image, sidecars: { c: { ...whole, image, startsFirst: true, hostPorts: { admin: 9901 } } },
        because: { 'sidecars.c.hostPorts': 'found there' },
      });
    `])).toEqual([[]]);
  });
});
