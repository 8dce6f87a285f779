import { ApiObject, Chart } from 'cdk8s';
import type { Finding } from '../../lib/model/finding';
import { App } from '../../lib/synth/app';
import { readArguments } from '../../scripts/example/arguments';
import { reportOf } from '../../scripts/example/report';
import { summarize, type Summary } from '../../scripts/example/summary';
import { colours, lineWidth } from '../../scripts/example/terminal';
import { freshPath, removeFreshPaths } from './support/folder';

const plain = colours({ isTTY: false });

afterEach(removeFreshPaths);

function object(chart: Chart, kind: string, name: string, spec: unknown): void {
  new ApiObject(chart, `${kind}-${name}`, { apiVersion: 'v1', kind, metadata: { name }, spec });
}

function template(app: string): unknown {
  return { metadata: { labels: { app } }, spec: { containers: [{ name: app, ports: [{ containerPort: 9000 }] }] } };
}

/** A chart with a workload of each kind, and what stands before and beside them. */
function synthesized(): App {
  const app = new App({ outdir: freshPath() });
  const shop = new Chart(app, 'shop', { namespace: 'shop-prod' });
  object(shop, 'Deployment', 'web', { replicas: 3, template: template('web') });
  object(shop, 'Service', 'web', { selector: { app: 'web' }, ports: [{ port: 443 }, { port: 80 }] });
  object(shop, 'Service', 'web-again', { selector: { app: 'web' }, ports: [{ port: 80 }] });
  object(shop, 'Ingress', 'web', {
    rules: [{ host: 'shop.example.org', http: { paths: [{ backend: { service: { name: 'web' } } }] } }],
  });
  object(shop, 'Deployment', 'api', { template: template('api') });
  object(shop, 'HorizontalPodAutoscaler', 'api', {
    scaleTargetRef: { kind: 'Deployment', name: 'api' }, minReplicas: 3, maxReplicas: 12,
  });
  object(shop, 'Service', 'api', { selector: { app: 'api' }, ports: [{ port: 8080 }] });
  object(shop, 'HTTPRoute', 'api', { hostnames: ['api.example.org'], rules: [{ backendRefs: [{ name: 'api' }] }] });
  object(shop, 'DaemonSet', 'agent', { template: template('agent') });
  object(shop, 'CronJob', 'report', { schedule: '0 3 * * *', jobTemplate: { spec: { template: template('report') } } });
  object(shop, 'Job', 'migrate', { template: template('migrate') });
  app.synth();
  return app;
}

const finding: Finding = {
  path: 'shop/api', rule: 'some-rule', severity: 'warning', message: 'is a warning, '.repeat(12),
  fix: 'repair the error',
};

test('a summary tells what runs, how often, on which ports and under which host', () => {
  const { workloads } = summarize(synthesized(), 12);
  expect(workloads.map(({ name, kind, runs, ports, hosts }) => [name, kind, runs, ports, hosts])).toStrictEqual([
    ['web', 'Deployment', '3 replicas', [80, 443], ['shop.example.org']],
    ['api', 'Deployment', '3 to 12 replicas', [8080], ['api.example.org']],
    ['agent', 'DaemonSet', 'on each node', [9000], []],
    ['report', 'CronJob', '0 3 * * *', [9000], []],
    ['migrate', 'Job', 'once', [9000], []],
  ]);
});

test('a summary counts objects by kind, and knows the files with their sizes', () => {
  const { applications, objects, files } = summarize(synthesized(), 12);
  expect(applications).toMatchObject([{ name: 'shop', namespaces: ['shop-prod'], workloads: 5, objects: 11 }]);
  expect(objects.slice(0, 2)).toStrictEqual([{ kind: 'Service', count: 3 }, { kind: 'Deployment', count: 2 }]);
  expect(files).toStrictEqual([{ path: 'shop.k8s.yaml', bytes: expect.any(Number) as number }]);
});

test('a report is plain text with aligned columns', () => {
  const summary: Summary = { ...summarize(synthesized(), 1234), findings: [], connections: 4 };
  const report = reportOf({ name: 'demo', folder: 'dist/demo', summary }, plain);
  const lines = report.split('\n');
  expect(lines[0]).toBe('demo, built and written in 1.2 s');
  expect(lines).toContain('  NAME     KIND        RUNS              PORTS    HOST');
  expect(lines).toContain('  web      Deployment  3 replicas        80, 443  shop.example.org');
  expect(lines).toContain('  migrate  Job         once              9000');
  expect(lines).toContain('Connections 4');
  expect(lines).toContain('Findings none');
  expect(report).toMatch(/\nFiles 1, \d\.\d kB, in dist\/demo\n/);
});

test('a report counts findings, gives each a line, and fits a hundred columns whatever it has to say', () => {
  const findings: readonly Finding[] = [finding, { ...finding, severity: 'error' }, { ...finding, waived: 'because' }];
  const long = 'x'.repeat(150);
  const base = summarize(synthesized(), 12);
  const workloads = base.workloads.map((workload) => ({ ...workload, hosts: [long] }));
  const report = reportOf({ name: 'demo', folder: 'dist/demo', summary: { ...base, findings, workloads } }, plain);
  expect(report).toContain('Findings 1 error, 1 warning, 1 waived\n  error    shop/api: is a warning');
  for (const line of report.split('\n')) expect(line.length).toBeLessThanOrEqual(lineWidth);
});

test('colours are for terminals, and for those who want them', () => {
  expect(colours({ isTTY: false }).error('text')).toBe('text');
  expect(colours({ isTTY: true }).error('text')).toBe('\u001b[31mtext\u001b[0m');
  process.env.NO_COLOR = '1';
  try {
    expect(colours({ isTTY: true }).error('text')).toBe('text');
  } finally {
    delete process.env.NO_COLOR;
  }
});

test.each([
  [[], /^Which example\?\n\nUsage: npm run example -- NAME/],
  [['no-such'], /^There is no example 'no-such'\.[^]*--output {2}where the files go; dist\/NAME/],
  [['one', 'two'], /^One example at a time: one, two\./],
  [['one', '--output'], /output[^]*Usage/],
  [['one', '--output='], /^--output needs a folder/],
  [['one', '--ouptut', 'x'], /--ouptut[^]*Usage/],
])('the arguments %j are answered with what is wrong, and the usage', (values, message) => {
  expect(() => readArguments(values)).toThrow(message);
});
