/** What docs/write-a-house.md says is so: its code runs, and gives what the page shows. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  App, Application, findingText, type AnyPattern, type CharthouseError, type House, type StandardSchema, type Target,
  type WebService,
} from 'charthouse';
import { draftPattern } from 'charthouse/testing';
import { defaultsAt } from '../../lib/model/defaults-by-month';
import { Page, documentsOf, expectPart } from './support/page';

const page = new Page('docs/write-a-house.md');

afterAll(() => { page.close(); });

// Its tests are tests: running the modules defines them.
page.run('house.test.ts');
page.run('shop.test.ts');

describe('docs/write-a-house.md', () => {
  it('has only code that runs', () => {
    const others = page.names.filter((name) => !name.endsWith('.test.ts'));

    for (const name of others) expect(page.run(name)).toBeDefined();
  });

  it('shows what the application gets', () => {
    page.run('shop.ts');
    const [shown] = documentsOf(page.shown('shop.k8s.yaml'));

    const written = page.written('shop.k8s.yaml') as readonly { readonly kind: string }[];
    expectPart(shown, written.find(({ kind }) => kind === 'Deployment'));
  });

  it('shows what explain says of a value', () => {
    const { lines } = page.run('explain.ts') as { lines: readonly string[] };

    expect(lines.join('\n')).toBe(page.shown('explain'));
  });

  it('shows the error of a lock that is left without a reason, and the finding of one left with a reason', () => {
    const { app, refused } = page.run('mirror.ts') as { app: App; refused: () => void };

    expect(app.findings().map(findingText)).toEqual([page.shownLine('mirror findings')]);
    expect(messageOf(refused)).toBe(page.shownLine('refused'));
  });

  it('shows the report of locks left and reasons given', () => {
    const { markdown } = page.run('report.ts') as { markdown: string };

    expect(markdown).toBe(page.shown('report'));
  });

  it('shows a lock file of images that is one', () => {
    const { addApi } = page.run('images.ts') as { addApi: (shop: Application) => WebService };
    const { house } = page.run('house.ts') as { house: House<'staging'> };
    const shop = new Application(new App(), 'shop', { target: house.target('staging') });

    within({ 'images.lock.yaml': page.shown('images.lock.yaml') }, () => { addApi(shop); });

    const [container] = manifestsIn(shop).flatMap(({ spec }) => spec?.template?.spec.containers ?? []);
    expect(container?.image).toMatch(/^registry\.example\.com\/shop\/api:1\.4\.2@sha256:2c26/);
  });

  it('shows what is said of a configuration that is not as its schema demands', () => {
    const { settingsOf } = page.run('settings.ts') as {
      settingsOf: (target: Target, schema: StandardSchema) => unknown;
    };
    const { house } = page.run('house.ts') as { house: House };
    const issues = [
      { message: 'must be at least 1', path: ['workers'] }, { message: 'is missing', path: ['logLevel'] },
    ];
    const schema: StandardSchema = { '~standard': { version: 1, vendor: 'test', validate: () => ({ issues }) } };

    within({ 'config/prod-eu.yaml': 'workers: 0\n' }, () => {
      expect(messageOf(() => settingsOf(house.target('prod-eu'), schema))).toBe(page.shown('settings'));
    });
  });

  it('says rightly what a month does', () => {
    const { steady } = page.run('steady.ts') as { steady: House };
    const { greeting } = page.run('greeting.ts') as { greeting: AnyPattern };
    const greetingIn = (compat?: string): unknown => draftPattern(greeting, {
      settings: defaultsAt(greeting.defaults, greeting.changes ?? [], compat),
    }).container['env'];

    expect(steady.compat).toBe('2026-11');
    expect(greetingIn()).toEqual([{ name: 'GREETING', value: 'Hello Hello Hello Hello Hello' }]);
    expect(greetingIn('2027-02')).toEqual([{ name: 'GREETING', value: 'Hello' }]);
    expect(greetingIn('2026-12')).toBeUndefined();
  });

  it('says rightly that a pattern which the house is without has no key', () => {
    const { retail } = page.run('index.ts') as { retail: { patterns: readonly { name: string }[] } };
    const names = retail.patterns.map(({ name }) => name);

    expect(names).toContain('costCenter');
    expect(names).not.toContain('metrics');
  });
});

function messageOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    return (error as CharthouseError).message;
  }
  return 'nothing was thrown';
}

/** What the tests read of a manifest. */
interface Read {
  readonly spec?: { readonly template?: { readonly spec: ReadPod } };
}

interface ReadPod {
  readonly containers: readonly { readonly image: string }[];
}

function manifestsIn(shop: Application): readonly Read[] {
  return shop.toJson() as readonly Read[];
}

/** Runs in a folder with these files. */
function within(files: Readonly<Record<string, string>>, run: () => void): void {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'charthouse-house-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  process.chdir(folder);
  try {
    run();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}
