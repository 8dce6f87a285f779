import { StatefulStore, Task, WebService, Worker, type Transforms } from '../../lib';
import { manifest, ofContainer, shop } from '../values/support/shop';
import { validateStrict } from '../support/strict-schema';
import { thrownBy } from './support/drafts';

const image = 'api:1';

function api(transform: Transforms = {}): WebService {
  return new WebService(shop(), 'api', {
    image, port: 8080, ports: { dns: { port: 5353, protocol: 'UDP' }, dnstcp: 5353 },
    env: { A: '1', B: '2' }, annotations: { 'example.com/a': 'b' }, transform,
  });
}

const container = (patch: object): Transforms =>
  ({ Deployment: { spec: { template: { spec: { containers: [{ name: 'api', ...patch }] } } } } });

test('a patch reaches an item of a list by its key, and leaves its neighbours alone', () => {
  const deployment = api(container({ env: [{ name: 'B', value: 'two' }], workingDir: '/srv' }));
  expect(ofContainer(deployment, 'env')).toEqual([{ name: 'A', value: '1' }, { name: 'B', value: 'two' }]);
  expect(ofContainer(deployment, 'workingDir')).toBe('/srv');
  expect(ofContainer(deployment, 'image')).toBe(image);
});

test('items go by all the keys of the schema, an absent one filled with its default', () => {
  const tcp = api(container({ ports: [{ containerPort: 5353, name: 'renamed' }] }));
  expect(ofContainer(tcp, 'ports')).toEqual([
    { containerPort: 8080, name: 'http', protocol: 'TCP' },
    { containerPort: 5353, name: 'dns', protocol: 'UDP' },
    { containerPort: 5353, name: 'renamed', protocol: 'TCP' },
  ]);
  const udp = api(container({ ports: [{ containerPort: 5353, protocol: 'UDP', hostPort: 53 }] }));
  expect(ofContainer(udp, 'ports')).toContainEqual({ containerPort: 5353, name: 'dns', protocol: 'UDP', hostPort: 53 });
});

test('mounts go by their path, Service ports by number and protocol', () => {
  expect(ofContainer(api(container({ volumeMounts: [{ mountPath: '/tmp', subPath: 'x' }] })), 'volumeMounts'))
    .toEqual([{ mountPath: '/tmp', name: 'writable-tmp', subPath: 'x' }]);
  const service = api({ Service: { spec: { ports: [{ port: 8080, nodePort: 30_080 }] } } });
  expect(manifest(service, 'Service')).toHaveProperty('spec.ports.0', {
    name: 'http', port: 8080, nodePort: 30_080, protocol: 'TCP', targetPort: 'http',
  });
});

test('a list without keys is replaced as a whole', () => {
  expect(ofContainer(api(container({ args: ['x'] })), 'args')).toEqual(['x']);
  const policy = api({ NetworkPolicy: { spec: { egress: [{}] } } });
  expect(manifest(policy, 'NetworkPolicy')).toHaveProperty('spec.egress', [{}]);
});

test('null removes a field, an entry of a map, and nothing else', () => {
  const limits = { memory: null };
  const removed = { startupProbe: null, securityContext: { privileged: null }, resources: { limits } };
  const workload = api({
    ...container(removed),
    Service: { metadata: { annotations: { 'example.com/a': null } } },
  });
  expect(ofContainer(workload, 'startupProbe')).toBeUndefined();
  expect(ofContainer(workload, 'readinessProbe')).toBeDefined();
  expect(ofContainer(workload, 'securityContext')).not.toHaveProperty('privileged');
  expect(ofContainer(workload, 'resources.limits')).toEqual({ 'ephemeral-storage': '256Mi' });
  expect(JSON.stringify(manifest(workload, 'Service'))).not.toContain('example.com/a');
});

test.each<[string, Transforms, { field: string; allowed?: string; fix?: string }]>([
  ['an item that is not there', container({ env: [{ name: 'C', value: 'x' }] }), {
    field: 'transform of Deployment: spec.template.spec.containers[api].env[C]',
    allowed: 'what is there: A, B', fix: expect.stringContaining('function') as string,
  }],
  ['an item of the other protocol', container({ ports: [{ containerPort: 8080, protocol: 'UDP' }] }), {
    field: 'transform of Deployment: spec.template.spec.containers[api].ports[8080/UDP]',
    allowed: 'what is there: 8080/TCP, 5353/UDP, 5353/TCP',
  }],
  ['a field that the schema has not', container({ imagePulPolicy: 'Always' }), {
    field: 'transform of Deployment: spec.template.spec.containers[api].imagePulPolicy',
    fix: expect.stringMatching(/did you mean 'imagePullPolicy'\?.*unknownFields: true/) as string,
  }],
  ['a field to remove that is not there', container({ livenessProbe: null }), {
    field: 'transform of Deployment: spec.template.spec.containers[api].livenessProbe',
  }],
  ['values that are there already', container({ image }), { field: 'transform of Deployment' }],
  ['an empty patch', { Deployment: {} }, { field: 'transform of Deployment' }],
  ['a function that changes nothing', { Deployment: (each) => each }, { field: 'transform of Deployment' }],
  ['the name', { Deployment: { metadata: { name: 'other' } } }, {
    field: 'transform of Deployment: metadata.name', fix: expect.stringContaining('adopt') as string,
  }],
  ['the namespace', { Deployment: ({ metadata }) => { metadata!.namespace = 'other'; } }, {
    field: 'transform of Deployment: metadata.namespace',
  }],
  ['the selector', { Deployment: { spec: { selector: { matchLabels: { app: 'x' } } } } }, {
    field: 'transform of Deployment: spec.selector',
  }],
  ['the selector of a Service', { Service: { spec: { selector: { app: 'x' } } } }, {
    field: 'transform of Service: spec.selector',
  }],
  ['the pods of a NetworkPolicy', { NetworkPolicy: ({ spec }) => { spec!.podSelector = {}; } }, {
    field: 'transform of NetworkPolicy: spec.podSelector',
  }],
  ['the label that selects', { Deployment: ({ spec }) => { spec!.template.metadata!.labels = {}; } }, {
    field: 'transform of Deployment: spec.template.metadata.labels.charthouse.dev/workload',
  }],
])('a transform of %s is refused, with path and field', (_name, transform, facts) => {
  const workload = api(transform);
  const [kind] = Object.keys(transform);
  expect(thrownBy(() => manifest(workload, kind!))).toMatchObject({ path: `shop/api/${kind!}`, ...facts });
});

test('a function changes the object in place, or returns another one', () => {
  const workload = api({
    Deployment: ({ spec }) => { spec!.template.spec!.containers[0]!.env!.push({ name: 'C', value: '3' }); },
    Service: (service) => ({ ...service, spec: { ...service.spec, type: 'NodePort' } }),
  });
  expect(ofContainer(workload, 'env')).toHaveLength(3);
  expect(manifest(workload, 'Service')).toHaveProperty('spec.type', 'NodePort');
});

test('what a function gets is its own: rendering twice gives the same', () => {
  let calls = 0;
  const workload = api({ Deployment: ({ metadata }) => { metadata!.annotations = { count: String(++calls > 0) }; } });
  const [first, second] = [manifest(workload, 'Deployment'), manifest(workload, 'Deployment')];
  expect(second).toEqual(first);
  expect(calls).toBe(2);
});

test('transforms follow each other, the prop first, then as they were called', () => {
  const workload = api(container({ workingDir: '/one' }));
  workload.transform('Deployment', container({ workingDir: '/two' }).Deployment as never);
  workload.transform('Deployment', ({ spec }) => {
    const [main] = spec!.template.spec!.containers;
    main!.workingDir = `${main!.workingDir ?? ''}/three`;
  });
  expect(ofContainer(workload, 'workingDir')).toBe('/two/three');
});

test('a role tells objects of one kind apart', () => {
  const store = new StatefulStore(shop(), 'db', { image, port: 5432, user: 999 });
  store.transform('Service', { spec: { internalTrafficPolicy: 'Local' } }, { role: 'headless' });
  expect(manifest(store, 'Service', 'db-headless')).toHaveProperty('spec.internalTrafficPolicy', 'Local');
  expect(manifest(store, 'Service', 'db')).not.toHaveProperty('spec.internalTrafficPolicy');
  expect(thrownBy(() => { store.transform('Service', { spec: {} }, { role: 'headles' }); })).toMatchObject({
    path: 'shop/db',
    field: expect.stringContaining('Service/headles'),
    allowed: expect.stringContaining('Service (role headless)'),
  });
});

test('a transform of an object that the workload has not is refused where it is said', () => {
  expect(thrownBy(() => new Worker(shop(), 'w', { image, transform: { Service: { spec: {} } } }))).toMatchObject({
    path: 'shop/w',
    field: expect.stringContaining('Service'),
    value: 'Service',
    allowed: expect.stringContaining('Deployment'),
  });
});

test('nothing is lost: extended resources, numbers as written, and unknown fields where they are asked for', () => {
  const workload = api(container({
    resources: { limits: { 'nvidia.com/gpu': 1, cpu: 2.5 }, requests: { 'example.com/fpga': '3' } },
  }));
  expect(ofContainer(workload, 'resources')).toMatchObject({
    limits: { 'nvidia.com/gpu': 1, cpu: 2.5, memory: '256Mi' }, requests: { 'example.com/fpga': '3', cpu: '100m' },
  });
  expect(validateStrict(manifest(workload, 'Deployment'))).toEqual([]);
  const future = { spec: { tomorrow: { deep: [{ a: 1 }] } } } as never;
  workload.transform('Deployment', future, { unknownFields: true });
  expect(manifest(workload, 'Deployment')).toHaveProperty('spec.tomorrow', { deep: [{ a: 1 }] });
});

test('a label on a Job by transform does not change its name', () => {
  const names = [undefined, { Job: { metadata: { labels: { added: 'yes' } } } }].map((transform) =>
    manifest(new Task(shop(), 'migrate', { image, transform }), 'Job').metadata);
  expect(names[0]).toHaveProperty('name', (names[1] as { name: string }).name);
});
