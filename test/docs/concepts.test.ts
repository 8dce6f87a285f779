/** What docs/concepts.md says is so: its code runs, and gives what the page shows. */
import type { App } from 'charthouse';
import { Page } from './support/page';

const page = new Page('docs/concepts.md');

afterAll(() => { page.close(); });

describe('docs/concepts.md', () => {
  it('shows the graph of its program', () => {
    const { app } = page.run('shop.ts') as { app: App };

    expect(app.graph().toMermaid().trimEnd()).toBe(page.shown('graph'));
    expect(app.findings()).toEqual([]);
  });

  it('shows the error of a wrong program', () => {
    const { wrong } = page.run('error.ts') as { wrong: () => void };

    expect(wrong).toThrow(new Error(page.shownLine('error')));
  });

  it('transforms what it says, and picks for the target', () => {
    page.run('shop.ts');
    const written = JSON.stringify(page.written('shop.k8s.yaml'));

    expect(written).toContain('"terminationMessagePolicy":"FallbackToLogsOnError"');
    expect(written).toContain('"storage":"100Gi"');
  });
});
