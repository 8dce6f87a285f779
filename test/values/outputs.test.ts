import * as pulumi from '@pulumi/pulumi';
import type { ApiObject } from 'cdk8s';
import { StatefulStore, Task, WebService, Worker, asJson, secret, text, type WebServiceProps } from '../../lib';
import { KubernetesObject } from '../../lib/model/object';
import { knownOf, later } from './support/later';
import { Placeholders } from './support/placeholders';
import { manifest, shop, thrownBy } from './support/shop';

const image = 'api:1';
const output = (value: string): pulumi.Output<string> => pulumi.output(value);

type Leaf = readonly [name: string, props: Partial<WebServiceProps>, kind: string, field: string];

/** Props in which one leaf comes later, the object that it lands in, and the field that the error names. */
const leavesWith = (output: <T extends string | number>(value: T) => pulumi.Output<T>): readonly Leaf[] => [
  ['image', { image: output(`api@sha256:${'0'.repeat(64)}`) },
    'Deployment', 'spec.template.spec.containers[api].image'],
  ['env', { env: { A: output('a') } }, 'Deployment', 'spec.template.spec.containers[api].env[A].value'],
  ['a number in env', { env: { A: output(1) } }, 'Deployment',
    'spec.template.spec.containers[api].env[A].value'],
  ['args', { args: ['x', output('y')] }, 'Deployment', 'spec.template.spec.containers[api].args[1]'],
  ['command', { command: [output('y')] }, 'Deployment', 'spec.template.spec.containers[api].command[0]'],
  ['podAnnotations', { podAnnotations: { 'example.com/a': output('y') } }, 'Deployment',
    'spec.template.metadata.annotations.example.com/a'],
  ['annotations', { annotations: { 'example.com/a': output('y') } }, 'Deployment',
    'metadata.annotations.example.com/a'],
  ['files', { files: { '/etc/app.conf': output('y') } }, 'ConfigMap', 'data.etc-app.conf'],
  ['host', { host: output('api.example.com') }, 'HTTPRoute', 'spec.hostnames[0]'],
  ['annotations of the route', { host: 'api.example.com', exposure: { annotations: { 'example.com/a': output('y') } } },
    'HTTPRoute', 'metadata.annotations.example.com/a'],
  ['annotations of the Service', { service: { annotations: { 'example.com/a': output('y') } } }, 'Service',
    'metadata.annotations.example.com/a'],
  ['text in env', { env: { A: text`x${output('y')}` } }, 'Deployment',
    'spec.template.spec.containers[api].env[A].value'],
  ['text in a file', { files: { '/etc/app.conf': text`x${output('y')}` } }, 'ConfigMap', 'data.etc-app.conf'],
  ['a text within a text', { args: [text`${text`${output('y')}`}`] }, 'Deployment',
    'spec.template.spec.containers[api].args[0]'],
  ['a requested quantity', { resources: { requests: { cpu: output('250m') } } }, 'Deployment',
    'spec.template.spec.containers[api].resources.requests.cpu'],
  ['a limit', { resources: { limits: { cpu: output('2') } } }, 'Deployment',
    'spec.template.spec.containers[api].resources.limits.cpu'],
  ['a size of storage', { storage: { path: '/data', size: output('1Gi') } }, 'PersistentVolumeClaim',
    'spec.resources.requests.storage'],
  ['env of a sidecar', { sidecars: { proxy: { image, env: { A: output('y') } } } }, 'Deployment',
    'spec.template.spec.initContainers[proxy].env[A].value'],
];
const leaves = leavesWith((value) => pulumi.output(value) as never);

test.each(leaves)('an Output in %s is an error in YAML, with path and field', (_name, props, kind, field) => {
  const api = new WebService(shop(), 'api', { image, port: 8080, ...props });
  expect(thrownBy(() => manifest(api, kind))).toMatchObject({
    path: `shop/api/${kind}`, field, value: 'an Output', allowed: 'a plain value or a reference',
  });
});

test.each(leaves)('an Output in %s is swapped for a placeholder at that very field, and back', async (
  name, props, kind, field,
) => {
  const api = new WebService(shop(), 'api', { image, port: 8080, ...props });
  const object = api.node.findAll().find((each): each is KubernetesObject =>
    each instanceof KubernetesObject && each.kind === kind);
  const placeholders = new Placeholders();
  const swapped = object!.renderFrom(placeholders.viewpoint(object!.node.path, 'shop'));
  expect(placeholders.fieldsIn(swapped)).toEqual([field]);
  expect(JSON.stringify(swapped)).not.toContain('Output');

  const back = await promiseOf(pulumi.output(placeholders.restored(swapped)));
  const [, known] = leavesWith((value) => value as never).find(([other]) => other === name)!;
  const plain = new WebService(shop(), 'api', { image, port: 8080, ...known });
  expect(back).toEqual(manifest(plain, kind));
});

function at(value: unknown, [step, ...steps]: readonly string[]): unknown {
  return step === undefined ? value : at((value as Record<string, unknown> | undefined)?.[step], steps);
}

function promiseOf<T>(value: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => { value.apply(resolve); });
}

test('of Outputs only `apply` is ever called: `get` throws in a stack', () => {
  const [apply, asked] = [jest.fn(), jest.fn()];
  const spied = { __pulumiOutput: true, apply, toString: asked, toJSON: asked, get: asked, then: asked };
  const value = spied as unknown as pulumi.Output<string>;
  apply.mockReturnValue(spied);
  const api = new WebService(shop(), 'api', {
    image, port: 80, env: { A: value, B: text`x${value}` }, files: { '/a': value }, args: [value], host: value,
  });
  expect(thrownBy(() => manifest(api, 'Deployment'))).toMatchObject({ value: 'an Output' });
  expect(asked).not.toHaveBeenCalled();
});

test('a thing with `apply` alone is a later value too: nothing of Pulumi is imported', () => {
  const later = { apply: () => later } as unknown as pulumi.Output<string>;
  const api = new WebService(shop(), 'api', { image, port: 80, args: [later] });
  expect(thrownBy(() => manifest(api, 'Deployment'))).toMatchObject({ value: 'an Output' });
});

test.each<[string, (value: string) => string]>([
  ['a plain template string', (value) => `http://${value}/v1`],
  ['a concatenation', (value) => 'http://' + value],
  ['JSON.stringify', (value) => JSON.stringify({ a: { b: value } })],
  ['a join', (value) => [value, 'x'].join(':')],
])('an Output in %s is recognised by the text that Pulumi leaves there', (_name, paste) => {
  const host = output('host') as unknown as string;
  const api = new WebService(shop(), 'api', { image, port: 80, env: { URL: paste(host) } });
  expect(thrownBy(() => manifest(api, 'Deployment'))).toMatchObject({
    path: 'shop/api/Deployment',
    field: 'spec.template.spec.containers[api].env[URL].value',
    fix: expect.stringContaining('text`…`'),
  });
});

test('an Output is refused where it would decide which objects there are', () => {
  const port = pulumi.output(8080) as unknown as number;
  expect(thrownBy(() => new WebService(shop(), 'api', { image, port }))).toMatchObject({
    path: 'shop/api', field: 'port',
  });
});

describe('what is computed from an Output comes later itself', () => {
  /** The manifest of a kind, with placeholders for what comes later, and as it is when all of it is known. */
  const seen = (props: Partial<WebServiceProps>, kind: string) => {
    const api = new WebService(shop(), 'api', { image, port: 8080, ...props });
    const object = api.node.findAll().find((each): each is KubernetesObject =>
      each instanceof KubernetesObject && each.kind === kind)!;
    const placeholders = new Placeholders();
    const swapped = object.renderFrom(placeholders.viewpoint(object.node.path, 'shop'));
    return { fields: placeholders.fieldsIn(swapped), known: knownOf(placeholders.restored(swapped)) };
  };
  const checksum = ['spec', 'template', 'metadata', 'annotations', 'charthouse.dev/files-checksum'];

  test.each<[string, (value: string) => WebServiceProps['files']]>([
    ['a file', (value) => ({ '/a': value })],
    ['a text in a file', (value) => ({ '/a': text`a=${value}`, '/b': 'known' })],
    ['data that is written as JSON', (value) => ({ '/a.json': asJson({ a: [value, { b: value }] }) })],
  ])('the checksum of %s', (_name, files) => {
    const unknown = seen({ files: files(later('x') as unknown as string) }, 'Deployment');
    expect(unknown.fields).toEqual(['spec.template.metadata.annotations.charthouse.dev/files-checksum']);
    const plain = seen({ files: files('x') }, 'Deployment');
    expect(unknown.known).toHaveProperty(checksum, at(plain.known, checksum));
    const other = seen({ files: files(later('y') as unknown as string) }, 'Deployment');
    expect(at(other.known, checksum)).not.toBe(at(plain.known, checksum));
  });

  test('the size of a file, which is refused as soon as it is known', () => {
    expect(thrownBy(() => seen({ files: { '/a': later('x'.repeat(2 ** 20)), '/b': 'y' } }, 'Deployment')))
      .toMatchObject({ path: 'shop/api', field: 'files./a', value: 'an Output' });
  });

  test('a text with another text in it, whole', () => {
    const inner = text`y${later('z')}`;
    const { fields, known } = seen({ args: [text`x${inner}`] }, 'Deployment');
    expect(fields).toEqual(['spec.template.spec.containers[api].args[0]']);
    expect(known).toHaveProperty('spec.template.spec.containers.0.args.0', 'xyz');
  });

  test('the hosts of a route, in one annotation', () => {
    const hosts = [later('a.example.com'), text`b.${later('example.com')}`];
    const { fields, known } = seen({ host: 'c.example.com', exposure: { hosts } }, 'HTTPRoute');
    expect(fields.slice().sort()).toEqual(['spec.hostnames[1]', 'spec.hostnames[2]']);
    expect(known).toHaveProperty('spec.hostnames', ['c.example.com', 'a.example.com', 'b.example.com']);
  });
});

test('a text of something that turns out to be no text is refused', () => {
  const worker = new Worker(shop(), 'mailer', { image, args: [text`a${later({ b: 1 }) as unknown as string}`] });
  expect(thrownBy(() => manifest(worker, 'Deployment'))).toMatchObject({
    path: 'shop/mailer/Deployment', field: 'text`…`', problem: 'holds an Output that is no text',
  });
});

test('a Task whose template holds an Output needs `run`, and is named by it', () => {
  const task = () => new Task(shop(), 'migrate', { image: output('api:1') });
  expect(thrownBy(task)).toMatchObject({ path: 'shop/migrate', field: 'run', value: 'an Output' });
  const named = [output('api:1'), 'api:2'].map((each) => {
    const { node } = new Task(shop(), 'migrate', { image: each, run: 'v1' });
    const names = node.findAll().map((child) => (child as Partial<ApiObject>).name);
    return names.find((name) => name?.startsWith('migrate-'));
  });
  expect(named).toEqual([expect.stringMatching(/^migrate-[0-9a-f]{8}$/), named[0]]);
});

test('a secret value is never written: YAML refuses it, and names existing.secret', () => {
  const worker = new Worker(shop(), 'mailer', { image, env: { PASSWORD: secret(output('hunter2')) } });
  const error = thrownBy(() => manifest(worker, 'Secret'));
  expect(error).toMatchObject({ path: 'shop/mailer/Secret', value: 'a secret' });
  expect(error.fix).toContain("existing.secret('name', ['key']).key('key')");
  expect(error.message).not.toContain('hunter2');
  expect(manifest(worker, 'Deployment')).toHaveProperty('spec.template.spec.containers.0.env.0', {
    name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'mailer-secrets', key: 'PASSWORD' } },
  });
});

test('a secret of Pulumi that is used as a plain value is an Output like any other', () => {
  const store = new StatefulStore(shop(), 'db', { image, port: 1, user: 1, env: { A: pulumi.secret('hunter2') } });
  const error = thrownBy(() => manifest(store, 'StatefulSet'));
  expect(error.message).not.toContain('hunter2');
});

test('explain shows an Output without asking for it', () => {
  const api = new WebService(shop(), 'api', { image, port: 80, env: { A: output('b') } });
  const [explained] = api.explain().filter(({ field }) => field.endsWith('env[A].value'));
  expect(explained).toMatchObject({ value: '(an Output)', layer: 'props', pattern: 'configuration' });
});
