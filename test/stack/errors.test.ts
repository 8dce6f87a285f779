/** Every error of a stack: the path, the problem and the fix, and nothing of it is registered. */
import { inspect } from 'node:util';

import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject } from 'cdk8s';
import { Application, external, secret, text, WebService, Worker, type App } from 'charthouse';
import { deploy, fromManifests, setResourceOptions, type DeployOptions } from 'charthouse/pulumi';

import { objectsAmong, registered } from './support/registered';
import { acme, deployedShop, here } from './support/shop';

jest.setTimeout(30_000);

const mailer = { image: 'mailer:2.0.1' };

/** What an error has to tell. */
interface Told {
  readonly path: string;
  readonly field: string | undefined;
  readonly problem: string | RegExp;
  readonly fix: string;
}

/** Something wrong that a user may write. */
interface Wrong {
  readonly input: string;
  readonly build: (shop: Application, app: App) => unknown;
  /** @default - our provider */
  readonly options?: () => DeployOptions;
  readonly error: Told;
}

/** What the program is refused with, and the objects that were registered all the same. */
async function attempt({ build, options }: Wrong): Promise<{ error: unknown; objects: readonly string[] }> {
  let error: unknown;
  const { resources, failures } = await registered(() => {
    try {
      deploy('shop', options === undefined ? { provider: here() } : options(), (app) =>
        build(new Application(app, 'shop', { target: acme.target('prod-eu') }), app));
    } catch (thrown) {
      error = thrown;
    }
  });
  return { error: error ?? failures[0], objects: objectsAmong(resources).map(({ name, type }) => `${type} ${name}`) };
}

function expectTold(error: unknown, { problem, ...facts }: Told): void {
  const said: unknown = typeof problem === 'string' ? problem : expect.stringMatching(problem);
  expect(error).toMatchObject({ name: 'CharthouseError', ...facts, problem: said });
  const { message } = error as Error;
  expect(message.startsWith(`${facts.path}: `)).toBe(true);
  expect(message.includes(`; ${facts.fix}`)).toBe(true);
  expect(message).not.toMatch(/\[object Object|Cannot read|is not a function|got undefined|\uE001/);
}

/** What many write by mistake. */
function pasted(before: string, value: string): string {
  const output: unknown = pulumi.output(value);
  return `${before}${String(output)}`;
}

const plainFix = 'give a plain value: an Output is known only after this is decided';

/** Refused while the tree is built. */
const atOnce: readonly Wrong[] = [
  {
    input: 'an Output as a port',
    build: (shop) => new WebService(shop, 'api', { image: 'api:1', port: pulumi.output(8080) as never }),
    error: { path: 'shop/api', field: 'port', problem: 'must be a whole number from 1 to 65535', fix: plainFix },
  },
  {
    input: 'an Output as a number of replicas',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, replicas: pulumi.output(2) as never }),
    error: {
      path: 'shop/mailer', field: 'replicas', problem: 'must be a whole number from 0 to 100000', fix: plainFix,
    },
  },
  {
    input: 'an Output as a name',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, name: pulumi.output('mailer') as never }),
    error: { path: 'shop/mailer', field: 'name', problem: /^must be/, fix: plainFix },
  },
  {
    input: 'an Output as the maximum of scaling',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, scaling: { min: 2, max: pulumi.output(5) as never, cpu: 70 },
    }),
    error: { path: 'shop/mailer', field: 'scaling.max', problem: /^must be/, fix: plainFix },
  },
  {
    input: 'an Output in a plain template string',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { DB: pasted('db://', 'db') } }),
    error: {
      path: 'shop/mailer/Deployment',
      field: 'spec.template.spec.containers[mailer].env[DB].value',
      problem: 'holds a Pulumi Output that was pasted into a plain template string',
      fix: 'write text`…` before the template',
    },
  },
  {
    input: 'an Output in a plain template string of an object of others',
    build: (shop) => new ApiObject(shop, 'settings', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' },
        data: { db: pasted('db://', 'db') },
    }),
    error: {
      path: 'shop/settings',
      field: 'data.db',
      problem: 'holds a Pulumi Output that was pasted into a plain template string',
      fix: 'write text`…` before the template',
    },
  },
  {
    input: 'no provider',
    build: (shop) => new Worker(shop, 'mailer', mailer),
    options: () => ({}),
    error: {
      path: 'shop',
      field: 'provider',
      problem: 'is missing for prod-eu: a default provider would take whichever cluster is at hand',
      fix: "deploy('…', { providers: { 'prod-eu': clusterProvider('prod-eu', { kubeconfig }) } }, …)",
    },
  },
  {
    input: 'a provider for another target alone',
    build: (shop) => new Worker(shop, 'mailer', mailer),
    options: () => ({ providers: { 'prod-us': here() } }),
    error: {
      path: 'shop',
      field: 'provider',
      problem: 'is missing for prod-eu: a default provider would take whichever cluster is at hand',
      fix: "deploy('…', { providers: { 'prod-eu': clusterProvider('prod-eu', { kubeconfig }) } }, …)",
    },
  },
  {
    input: 'the provider of something else',
    build: (shop) => new Worker(shop, 'mailer', mailer),
    options: () => ({ provider: new (class extends pulumi.ProviderResource {})('aws', 'cloud') }),
    error: {
      path: 'shop', field: 'provider', problem: 'must be a provider of Kubernetes', fix: 'make one for the cluster',
    },
  },
  {
    input: 'no provider at all for a target',
    build: (shop) => new Worker(shop, 'mailer', mailer),
    options: () => ({ providers: { 'prod-eu': 'kubeconfig' as never } }),
    error: {
      path: 'shop',
      field: 'providers.prod-eu',
      problem: 'must be a provider of Kubernetes',
      fix: 'make one for the cluster',
    },
  },
  {
    input: 'a former name of a target that is not there',
    build: (shop) => new Worker(shop, 'mailer', mailer),
    options: () => ({ provider: here(), formerTargets: { 'prod-uk': 'prod-eu' } }),
    error: {
      path: 'shop',
      field: 'formerTargets.prod-uk',
      problem: 'is no target of the tree',
      fix: 'write the new name before the colon and the old one after it',
    },
  },
  {
    input: 'a former name of a target that it still has',
    build: (shop) => new Worker(shop, 'mailer', mailer),
    options: () => ({ provider: here(), formerTargets: { 'prod-eu': ['eu', 'prod-eu'] } }),
    error: {
      path: 'shop',
      field: 'formerTargets.prod-eu',
      problem: 'must be what the target was called before',
      fix: 'write the new name before the colon and the old one after it',
    },
  },
  {
    input: 'a program that returns a Promise',
    build: async (shop) => { await Promise.resolve(); return new Worker(shop, 'mailer', mailer); },
    error: {
      path: 'shop',
      field: undefined,
      problem: 'has a program that goes on after it returned: its tree is not whole when it is registered',
      fix: 'await what it needs before deploy(…), or give it as an Output',
    },
  },
  {
    input: 'app.synth() in the program',
    build: (_shop, app) => { app.synth(); },
    error: {
      path: 'App',
      field: 'synth',
      problem: 'was called in a stack, which writes no files',
      fix: 'leave synth() to the program that writes YAML: deploy(…) registers the resources by itself',
    },
  },
  ...['id', 'urn', 'parent', 'provider', 'version', 'pluginDownloadURL'].map((option): Wrong => ({
    input: `the option ${option} by hand`,
    build: (shop) => { setResourceOptions(new Worker(shop, 'mailer', mailer), { [option]: 'mine' }); },
    error: {
      path: 'shop/mailer',
      field: option,
      problem: 'is what the stack says itself',
      fix: option === 'provider' ? 'give the provider to deploy' : 'leave it out',
    },
  })),
  {
    input: 'what is no manifest',
    build: (_shop, app) => fromManifests(app, 'others', [null as never]),
    error: {
      path: 'others manifest 0',
      field: undefined,
      problem: 'must be a manifest',
      fix: 'give the manifest as data: parse its YAML first, and leave out empty documents',
    },
  },
  {
    input: 'a manifest whose name is an Output',
    build: (shop) => fromManifests(shop, 'others', [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: pulumi.output('b') as never } },
    ]),
    error: {
      path: 'shop/others manifest 1',
      field: 'metadata.name',
      problem: 'must be a plain text',
      fix: 'give the manifest as data: parse its YAML first, and leave out empty documents',
    },
  },
  {
    input: 'a result that has the name of something that is there',
    build: (shop) => ({ urn: new Worker(shop, 'mailer', mailer) }),
    error: {
      path: 'shop',
      field: 'urn',
      problem: 'is the name of something that every deployment has',
      fix: 'rename what the program returns',
    },
  },
  {
    input: 'an Output in the name of a field',
    build: (shop) => new Worker(shop, 'mailer', {
        ...mailer, podAnnotations: { [pasted('example.com/', 'a')]: 'b' },
    }),
    error: {
      path: 'shop/mailer',
      field: expect.stringMatching(/^podAnnotations\.example\.com/) as never,
      problem: 'is no key for podAnnotations',
      fix: 'rename it, such as cost-centre or example.com/cost-centre',
    },
  },
];

describe('what is refused while the tree is built', () => {
  test.each(atOnce)('$input', async (wrong) => {
    const { error, objects } = await attempt(wrong);
    expectTold(error, wrong.error);
    expect(objects).toStrictEqual([]);
  });
});

const secretFix = 'write env: { NAME: secret(output) }; a text around it as a whole: secret(pulumi.interpolate`…`)';
const password = (): pulumi.Output<string> => pulumi.secret('hunter2');
const exposed = (path: string, field: string): Told => ({
  path, field, problem: 'is a secret Output, and would be readable in the cluster and in the state', fix: secretFix,
});
const inEnv = 'Deployment spec.template.spec.containers[0].env[0].value';

/** Refused when the Outputs are known, before the object is sent. */
const late: readonly (Wrong & { readonly kind: string })[] = [
  {
    input: 'a secret Output as a variable',
    kind: 'Deployment',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { DB: password() } }),
    error: exposed('shop/mailer', inEnv),
  },
  {
    input: 'a secret Output inside text`…`',
    kind: 'Deployment',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { DB: text`db://${password()}@db` } }),
    error: exposed('shop/mailer', inEnv),
  },
  {
    input: 'a secret Output as an annotation',
    kind: 'Deployment',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, podAnnotations: { 'example.com/a': password() } }),
    error: exposed('shop/mailer', 'Deployment spec.template.metadata.annotations.example.com/a'),
  },
  {
    input: 'a secret Output in a file',
    kind: 'ConfigMap',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, files: { '/etc/db': password() } }),
    error: exposed('shop/mailer', 'ConfigMap data.etc-db'),
  },
  {
    input: 'a secret Output in a ConfigMap of others',
    kind: 'ConfigMap',
    build: (shop) => new ApiObject(shop, 'settings', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data: { db: password() },
    }),
    error: exposed('shop/settings', 'ConfigMap data.db'),
  },
  {
    input: 'a provider that deletes a ConfigMap to change it',
    kind: 'ConfigMap',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, files: { '/etc/level': 'info' } }),
    options: () => ({ provider: new k8s.Provider('theirs', { kubeconfig: 'none' }) }),
    error: {
      path: 'shop/mailer/ConfigMap',
      field: 'enableConfigMapMutable',
      problem: 'is not set: the provider would delete a ConfigMap under running pods to change it',
      fix: "make it by clusterProvider('…', { kubeconfig }), or say enableConfigMapMutable: true where you make it",
    },
  },
  {
    input: 'a provider that deletes a Secret to change it',
    kind: 'Secret',
    build: (shop) => new Worker(shop, 'mailer', { ...mailer, env: { DB_PASSWORD: secret(password()) } }),
    options: () => ({ provider: new k8s.Provider('theirs', { kubeconfig: 'none', enableConfigMapMutable: true }) }),
    error: {
      path: 'shop/mailer/Secret',
      field: 'enableSecretMutable',
      problem: 'is not set: the provider would delete a Secret under running pods to change it',
      fix: "make it by clusterProvider('…', { kubeconfig }), or say enableSecretMutable: true where you make it",
    },
  },
];

describe('what is refused when it is known, and not sent', () => {
  test.each(late)('$input', async (wrong) => {
    const { error, objects } = await attempt(wrong);
    expectTold(error, wrong.error);
    expect(objects.filter((each) => each.includes(`:${wrong.kind} `))).toStrictEqual([]);
    // Nor is what must be there first sent without it.
    expect((error as Error).message).not.toContain('hunter2');
  });
});

const canary = 'Canary-4711 {not right}';
const hidden = <T>(value: T): pulumi.Output<T> => pulumi.secret(value) as pulumi.Output<T>;

/** Each is wrong in itself, and secret too. */
const secretAndWrong: readonly Pick<Wrong, 'input' | 'build'>[] = [
  { input: 'image', build: (shop) => new Worker(shop, 'mailer', { image: hidden(canary) }) },
  {
    input: 'host of an external service',
    build: (shop) => new Worker(shop, 'mailer', {
      ...mailer, env: { DB: external({ host: hidden(canary), port: 5432 }).address },
    }),
  },
  { input: 'variable that is no text', build: (shop) => new Worker(shop, 'mailer', {
    ...mailer, env: { DB: hidden({ [canary]: canary }) as never },
  }) },
  { input: 'map of variables', build: (shop) => new Worker(shop, 'mailer', {
    ...mailer, env: hidden({ DB: { is: canary } }) as never,
  }) },
  { input: 'file that is no text', build: (shop) => new Worker(shop, 'mailer', {
    ...mailer, files: { '/etc/db': hidden({ [canary]: canary }) as never },
  }) },
  { input: 'text in text`…`', build: (shop) => new Worker(shop, 'mailer', {
    ...mailer, env: { DB: text`db://${hidden([canary]) as never}` },
  }) },
  { input: 'quantity', build: (shop) => new Worker(shop, 'mailer', {
    ...mailer, resources: { requests: { cpu: hidden(canary) } },
  }) },
];

test.each(secretAndWrong)('an error about a secret $input shows nothing of it', async ({ build }) => {
  const { error } = await attempt({ input: '', error: {} as never, build });
  expect(error).toMatchObject({ name: 'CharthouseError' });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/canary|4711/i);
});

test('a secret Output in a Secret is what a Secret is for', async () => {
  const { resources, failures } = await deployedShop((shop) =>
    new Worker(shop, 'mailer', { ...mailer, env: { DB_PASSWORD: secret(password()) } }));
  expect(failures).toStrictEqual([]);
  const made = objectsAmong(resources).find(({ type }) => type === 'kubernetes:core/v1:Secret');
  expect(made?.secrets).toStrictEqual(['stringData']);
});

test('a finding of severity error stops all of the tree', async () => {
  const { error, objects } = await attempt({
    input: '', error: {} as never,
    build: (shop) => {
      new Worker(shop, 'first', mailer);
      new Worker(shop, 'mailer', { ...mailer, env: { DB_PASSWORD: 'hunter2', API_TOKEN: 'abc' } });
    },
  });
  const findings = [{ path: 'shop/mailer' }, { path: 'shop/mailer' }];
  expect(error).toMatchObject({ name: 'CharthouseError', findings });
  expect(objects).toStrictEqual([]);
});

test('without @pulumi/kubernetes the fix is to install it', () => {
  jest.doMock('@pulumi/kubernetes/package.json', () => { throw new Error('it is not installed'); });
  try {
    expect(() => here()).toThrow(expect.objectContaining({
      path: 'charthouse/pulumi',
      problem: 'needs @pulumi/kubernetes, whose version names the plugin of the provider',
      fix: 'npm install @pulumi/kubernetes',
    }) as Error);
  } finally {
    jest.dontMock('@pulumi/kubernetes/package.json');
  }
});

test('a provider of another copy of @pulumi/pulumi is told from ours', async () => {
  let theirs: pulumi.ProviderResource | undefined;
  jest.isolateModules(() => {
    const other = jest.requireActual<typeof pulumi>('@pulumi/pulumi');
    const Theirs = other.ProviderResource as unknown as new (pkg: string, name: string) => pulumi.ProviderResource;
    theirs = new Theirs('kubernetes', 'theirs');
  });
  const { error, objects } = await attempt({
    input: '', error: {} as never,
    build: (shop) => new Worker(shop, 'mailer', mailer),
    options: () => ({ provider: theirs! }),
  });
  expectTold(error, {
    path: 'shop',
    field: 'provider',
    problem: 'was made by another copy of @pulumi/pulumi than the one that charthouse/pulumi has loaded',
    fix: 'npm ls @pulumi/pulumi shows both: give them one version, and run npm dedupe',
  });
  expect(objects).toStrictEqual([]);
}, 60_000);
