import {
  App, Application, DaemonAgent, WebService, Worker, bounded, defineHouse, generic, locked, type HouseReport,
} from '../../lib';

const group = defineHouse({
  name: 'group',
  version: '1',
  platforms: { generic: generic() },
  targets: { here: { platform: 'generic', environment: 'test' }, there: { platform: 'generic', environment: 'test' } },
  defaults: {
    registry: locked('registry.example.com'),
    schedulerName: locked('ours'),
    rollout: { shutdownSeconds: bounded({ max: 60, default: 30 }) },
  },
});
const branch = defineHouse({
  name: 'branch',
  version: '1',
  extends: group,
  defaults: { schedulerName: 'theirs' },
  because: { schedulerName: 'merged last year' },
  waivers: { 'service-target-exists': 'targets are elsewhere' },
});

/** The report of a shop that `build` fills. */
function reportOf(build: (shop: Application) => void, because: Readonly<Record<string, string>> = {}): HouseReport {
  const app = new App();
  build(new Application(app, 'shop', { target: branch.target('here'), because }));
  return app.report();
}

const web = { image: 'web:1.0.0', port: 8080 };
const ofHouse = {
  path: 'house branch',
  field: 'schedulerName',
  value: 'theirs',
  allowed: 'locked to "ours"',
  setBy: 'house group',
  reason: 'merged last year',
};

describe('the report', () => {
  it('lists the locks and bounds that a house, an Application or a workload left, each once', () => {
    const { left, relaxed } = reportOf((shop) => {
      new WebService(shop, 'web', { ...web, registry: 'docker.io' });
      new WebService(shop, 'api', { ...web, rollout: { shutdownSeconds: 90 }, because: { rollout: 'long requests' } });
    }, { registry: 'nobody mirrors it' });

    expect(left).toEqual([
      ofHouse,
      {
        path: 'shop/api',
        field: 'rollout.shutdownSeconds',
        value: 90,
        allowed: 'bounded to at most 60',
        setBy: 'house group',
        reason: 'long requests',
      },
      {
        path: 'shop/web',
        field: 'registry',
        value: 'docker.io',
        allowed: 'locked to "registry.example.com"',
        setBy: 'house group',
        reason: 'nobody mirrors it',
      },
    ]);
    expect(relaxed).toEqual([]);
  });

  it('lists the findings that are waived, with the reason', () => {
    const because = { 'plain-text-secret': 'public anyway' };
    const { waived } = reportOf((shop) => {
      new Worker(shop, 'web', { image: 'a:1', env: { TOKEN: 'abc' }, because });
    });

    expect(waived.map(({ path, rule, waived: reason }) => [path, rule, reason]))
      .toEqual([['shop/web', 'plain-text-secret', 'public anyway']]);
  });

  it('lists what takes a reason without being locked, and reasons that nothing needs', () => {
    const { relaxed, unneeded } = reportOf((shop) => {
      new DaemonAgent(shop, 'agent', {
        image: 'agent:1',
        hostPaths: { '/var/log': {} },
        because: { hostPaths: 'it reads logs', replicas: 'one was enough' } as Readonly<Record<string, string>>,
      });
    });

    expect(relaxed).toEqual([{ path: 'shop/agent', subject: 'hostPaths', reason: 'it reads logs' }]);
    expect(unneeded).toEqual([{ path: 'shop/agent', subject: 'replicas', reason: 'one was enough' }]);
  });

  it('says what each of several targets says once', () => {
    const app = new App();
    for (const target of branch.targets) {
      const shop = new Application(app, target.name, { target });
      new WebService(shop, 'web', web);
    }

    expect(app.report().left).toEqual([ofHouse]);
  });

  it('of a tree without reasons is empty, and says so', () => {
    const report = new App().report();

    expect(report).toMatchObject({ left: [], waived: [], relaxed: [], unneeded: [] });
    expect(report.toMarkdown()).toBe([
      '## Locks left and reasons given', '',
      'No lock is left, no finding is waived, and nothing takes a reason.',
    ].join('\n'));
  });
});

test('as Markdown it is a table for each list, whatever the reasons hold', () => {
  const report = reportOf((shop) => {
    new DaemonAgent(shop, 'agent', {
      image: 'agent:1',
      hostPaths: { '/var/log': {} },
      env: { TOKEN: 'abc' },
      because: {
        hostPaths: 'it reads logs\nof <everybody> | everything',
        'plain-text-secret': 'public anyway',
        'legal-names': '`none` of <them>',
      },
    });
  });

  expect(report.toMarkdown()).toBe(`
## Locks left and reasons given

### Locks and bounds left

| where | field | value | instead of | why |
| --- | --- | --- | --- | --- |
| \`house branch\` | \`schedulerName\` | \`'theirs'\` | locked to "ours" by house group | merged last year |

### Findings waived

| where | rule | what | why |
| --- | --- | --- | --- |
| \`shop/agent\` | \`plain-text-secret\` | ${report.waived[0]?.message ?? ''} | public anyway |

### Relaxations

| where | field | why |
| --- | --- | --- |
| \`shop/agent\` | \`hostPaths\` | it reads logs of &lt;everybody> \\| everything |

### Reasons that nothing needs

| where | given for | reason |
| --- | --- | --- |
| \`shop/agent\` | \`legal-names\` | \`none\` of &lt;them> |`.trimStart());
});
