/** What docs/write-a-pattern.md says is so: its code runs, and gives what the page shows. */
import type { App } from 'charthouse';
import { Page, documentsOf, expectPart } from './support/page';

interface Named {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const page = new Page('docs/write-a-pattern.md');

afterAll(() => { page.close(); });

// Its tests are tests: running the module defines them.
page.run('profiling.test.ts');

describe('docs/write-a-pattern.md', () => {
  it('has only code that runs', () => {
    const others = page.names.filter((name) => !name.endsWith('.test.ts'));

    for (const name of others) expect(page.run(name)).toBeDefined();
  });

  it('shows what the house writes for its own workload', () => {
    page.run('shop.ts');
    const written = page.written('shop.k8s.yaml') as readonly Named[];

    for (const shown of documentsOf(page.shown('shop.k8s.yaml')) as readonly Named[]) {
      const { kind, metadata: { name } } = shown;
      expectPart(shown, written.find((each) => each.kind === kind && each.metadata.name === name));
    }
  });

  it('leaves nothing to be found', () => {
    const { app } = page.run('shop.ts') as { app: App };

    expect(app.findings()).toEqual([]);
  });
});
