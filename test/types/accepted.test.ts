/** What must compile, and as which type. */
import { compile } from './support/compiler';

/** Something right. */
interface Right {
  readonly right: string;
  readonly code: string;
}

const rights: readonly Right[] = [
  { right: 'the least of each workload', code: `
    new WebService(shop, 'a', { image, port });
    new Worker(shop, 'b', { image });
    new DaemonAgent(shop, 'c', { image });
    new StatefulStore(shop, 'd', { image, port });
    new CronTask(shop, 'e', { image, schedule: '@daily' });
    new Task(shop, 'f', { image });` },
  { right: 'an Output as image, variable, argument, file and host', code: `
    new WebService(shop, 'a', {
      image: pulumi.output('api:1.4.2'), port, env: { DB_HOST: output, LIMIT: pulumi.output(3) }, args: [output],
      files: { '/etc/host': output }, host: output, annotations: { note: output },
    });` },
  { right: 'an Output as a Deferred and as a Value of its type', code: `
    export const deferred: Deferred<string> = output;
    export const value: Value<string> = output;
    export const number: Value<number> = pulumi.output(3);` },
  { right: 'a secret Output inside secret(…)', code: `
    new Worker(shop, 'a', { image, env: { PASSWORD: secret(pulumi.secret('hunter2')) } });` },
  { right: 'undefined for every optional prop, under exactOptionalPropertyTypes', code: `
    const props: WebServiceProps = {
      image, port, scaling: undefined, replicas: undefined, host: undefined, env: undefined, because: undefined,
      probes: { readiness: undefined, liveness: { httpGet: { path: '/', port: undefined } } }, transform: undefined,
    };
    new WebService(shop, 'a', props);` },
  { right: "each pattern's key, off with false", code: `
    new WebService(shop, 'a', {
      image, port, disruption: false, spread: false, probes: false, resources: false, rollout: false, scaling: false,
      service: false, serviceAccount: false, networkIsolation: false, metrics: false, exposure: false,
    });` },
  { right: 'references and text in variables, arguments and files', code: `
    const api = new WebService(shop, 'a', { image, port, ports: { admin: 9000 } });
    isExactly<Reference<string>>()(api.hostname);
    isExactly<Reference<number>>()(api.port);
    isExactly<Reference<string>>()(text\`\${api.url}/v1/\${output}/\${3}\`);
    new Worker(shop, 'b', {
      image, env: { API: api.url, PORT: api.port }, args: [api.at('admin')],
      files: { '/etc/api': text\`\${api.address}\` },
      connectsTo: [api, api.url, peer({ namespace: 'b', name: 'c', port }), external({ host: 'a.example.com', port })],
    });` },
  { right: 'keys of Secrets and ConfigMaps, and fields of the pod', code: `
    new Worker(shop, 'a', {
      image,
      env: {
        PASSWORD: existing.secret('login').key('password'), LEVEL: existing.configMap('settings').key('level'),
        IP: { podField: 'status.podIP' }, ON: true, LIMIT: 3,
      },
      secrets: { '/run/secrets': existing.secret('login') },
    });` },
  { right: "a house's own keys in its own workloads, those below it in a house that extends it", code: `
    const bound = constructs(acme);
    new bound.WebService(shop, 'a', { image, port, costCentre: 1234, because: { costCentre: 'a' } });
    const branch = constructs(defineHouse({ name: 'b', version: '1', extends: acme, defaults: { costCentre: 1234 } }));
    new branch.Worker(shop, 'b', { image, costCentre: 1234 });` },
  { right: "reasons for fields, for parts of them, for sidecars' fields and for rules", code: `
    new WebService(shop, 'a', {
      image, port,
      because: {
        replicas: 'a', 'resources.limits.memory': 'b', 'sidecars.proxy.security': 'c', 'plain-text-secret': 'd',
      },
    });` },
  { right: 'a reason for letting a stack delete a store', code: `
    new StatefulStore(shop, 'a', { image, port, because: { protect: 'moved to the cloud' } });` },
  { right: 'transforms, typed by kind', code: `
    const api = new WebService(shop, 'a', {
      image, port,
      transform: {
        Deployment: { spec: { replicas: 3, template: { spec: { containers: [{ name: 'a', tty: true }] } } } },
        Service: (object) => { object.spec!.type = 'NodePort'; return object; },
      },
    });
    api.transform('NetworkPolicy', { spec: { egress: null } });
    api.transform('Deployment', (object) => {
      isExactly<number | undefined>()(object.spec?.replicas);
      return undefined;
    });` },
  { right: 'targets by name, and values by target', code: `
    isExactly<number>()(target.pick({ 'prod-*': 3, 'prod-eu': 2, default: 1 }));
    export const both = (['prod-eu', 'prod-us'] as const).map((name) => acme.target(name).domain);` },
  { right: 'defaults of a house: values, rules, and that one is gone', code: `
    defineHouse({
      name: 'b', version: '1',
      defaults: {
        replicas: bounded({ min: 2, max: 9 }), user: locked(10001), resources: { limits: { cpu: '1' } },
        rollout: { drainSeconds: locked(20) }, spread: unset, schedulerName: 'ours',
      },
    });` },
  { right: 'a workload of its own, which has what its traits offer', code: `
    interface Props extends WebServiceProps { readonly grpc?: boolean | undefined }
    const GrpcService = defineWorkload<Props, 'listens' | 'longRunning' | 'replicated' | 'scalable'>({
      name: 'GrpcService', controller: 'Deployment', traits: ['listens', 'longRunning', 'replicated', 'scalable'],
    });
    const grpc = new GrpcService(new Chart(new App(), 'c'), 'a', { image, port, grpc: true });
    isExactly<Reference<string>>()(grpc.url);` },
  { right: 'workloads named as types', code: `
    export function connect(api: WebService, worker: Worker, agent: DaemonAgent, store: StatefulStore): void {
      worker.connectTo(api);
      worker.startAfter(store, agent);
    }` },
];

const messages = compile(rights.map(({ code }) => code));

describe('a program that is right', () => {
  test.each(rights.map(({ right }, index) => [right, messages[index]] as const))('%s: compiles', (_right, said) => {
    expect(said).toStrictEqual([]);
  });
});

describe('the check of types itself', () => {
  test('tells a type from any and from a wider one', () => {
    const [any, wider, same] = compile([
      'isExactly<string>()(JSON.parse("1"));', 'isExactly<string | number>()("a" as string);',
      'isExactly<string>()("a" as string);',
    ]);
    expect([any?.length, wider?.length, same?.length]).toStrictEqual([1, 1, 0]);
  });
});
