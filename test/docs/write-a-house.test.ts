/** What docs/write-a-house.md says is so: its code runs, and gives what the page shows. */
import { findingText, type App, type CharthouseError } from 'charthouse';
import { Page, documentsOf, expectPart } from './support/page';

const page = new Page('docs/write-a-house.md');

afterAll(() => { page.close(); });

// Its tests are tests: running the module defines them.
page.run('house.test.ts');

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
