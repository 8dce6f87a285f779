import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  App, Application, CronTask, DaemonAgent, KubernetesObject, secret, StatefulStore, type Target, Task, WebService,
  Worker,
} from 'charthouse';
import { parseAllDocuments } from 'yaml';
import { golden } from './support/golden';
import { places } from './support/places';

const page = readFileSync(join(__dirname, '../../docs/objects.md'), 'utf8');
const [least = '', names = ''] = page.split('\n## Names\n');
const workloads = ['CronTask', 'DaemonAgent', 'StatefulStore', 'Task', 'WebService', 'Worker'];

/** The cells of each row of the table in a section, without the head. */
function rowsOf(section: string): readonly (readonly string[])[] {
  return section.split('\n').filter((line) => /^\| [A-Z]/.test(line))
    .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
}

/** Each workload with all that makes an object; `x` is its name. */
function makeAll(target: Target): readonly KubernetesObject[] {
  const app = new App();
  const each = <T>(make: (shop: Application) => T): T =>
    make(new Application(app, `n${app.node.children.length}`, { target }));
  const common = {
    image: 'x:1', files: { '/etc/x': '' }, env: { TOKEN: secret({ apply: () => undefined } as never) },
    access: [{ read: ['pods'] }, { read: ['nodes'], in: 'cluster' as const }],
  };
  const measured = { ...common, metrics: target.platform.metrics === undefined ? undefined : { port: 9090 } };
  const listening = { ...measured, port: 8080, host: 'x.example.com' };
  const storage = { path: '/data', size: '1Gi' };
  const storages = { logs: { path: '/logs', size: '1Gi' } };
  each((shop) => new WebService(shop, 'x', { ...listening, storage, storages, scaling: { max: 3 } }));
  each((shop) => new Worker(shop, 'x', { ...measured, storage, storages, scaling: { max: 3 } }));
  each((shop) => new DaemonAgent(shop, 'x', listening));
  const peers = { replicas: 3, topology: 'peers', podServices: true } as const;
  each((shop) => new StatefulStore(shop, 'x', { ...listening, storage, ...peers }));
  each((shop) => new CronTask(shop, 'x', { ...common, schedule: '@daily' }));
  each((shop) => new Task(shop, 'x', { ...common, run: '1' }));
  return objectsIn(app);
}

function objectsIn(app: App): readonly KubernetesObject[] {
  return app.node.findAll().filter((construct): construct is KubernetesObject => construct instanceof KubernetesObject);
}

/** Rows as the table has them: object, role, name, of which workloads. */
function madeRows(): readonly (readonly string[])[] {
  const makers = new Map<string, Set<string>>();
  for (const object of [places.operator, places.k3s].flatMap(makeAll)) {
    const name = object.name.replace(/^x/, '<name>').replace(/-[0-9a-f]{8}$/, '-<hash>')
      .replace(/^n\d+\.x$/, '<namespace>.<name>').replace(/-\d+$/, '-<ordinal>');
    const role = object.role.replace(/-\d+$/, '-<ordinal>');
    const row = [object.kind, role === '' ? '' : `\`${role}\``, `\`${name}\``].join('|');
    makers.set(row, (makers.get(row) ?? new Set()).add(object.node.scope?.constructor.name ?? ''));
  }
  return [...makers].map(([row, made]) => [
    ...row.split('|'), made.size === workloads.length ? 'all' : [...made].sort().join(', '),
  ]).sort(byText);
}

function byText(left: readonly string[], right: readonly string[]): number {
  return left.join('|') < right.join('|') ? -1 : 1;
}

describe('docs/objects.md', () => {
  test('names every object of every workload, and no other', () => {
    expect(rowsOf(names).map((row) => row.slice(0, 4)).sort(byText)).toEqual(madeRows());
  });

  test('says of each object when it is there', () => {
    expect(rowsOf(names).filter((row) => row.length !== 5 || row[4] === '')).toEqual([]);
  });

  test('gives a reason for each object of the least service, of which there are at most ten', () => {
    const manifests = parseAllDocuments(golden('web-service-least', 'generic', '')).map((each) => each.get('kind'));
    expect(manifests.length).toBeLessThanOrEqual(10);
    expect(rowsOf(least).map(([kind]) => kind)).toEqual(manifests);
    expect(rowsOf(least).map(([, why = '']) => why.length > 40)).toEqual(manifests.map(() => true));
  });

  const removable = rowsOf(least).filter(([, , off = '']) => off.startsWith('`'));

  test.each(removable.map(([kind = '', , off = '']) => [kind, off]))(
    'says how to do without the %s: %s', (kind, off) => {
      const key = off.replace(/`(\w+): false`/, '$1');
      const app = new App();
      const shop = new Application(app, 'shop', { target: places.generic });
      new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, [key]: false });
      const kinds = objectsIn(app).map((object) => object.kind);
      expect(kinds).toHaveLength(rowsOf(least).length - 1);
      expect(kinds).not.toContain(kind);
    });
});
