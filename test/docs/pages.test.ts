/** The code of the pages that have no test of their own runs, and README.md and docs/deliver.md show what it gives. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Page, documentsOf, expectPart } from './support/page';

interface Manifest {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

const root = resolve(__dirname, '../..');
const opened: Page[] = [];

afterAll(() => {
  for (const page of opened) page.close();
});

describe('the documentation', () => {
  const pages = pagesWithoutTest()
    .map((path) => ({ path, page: open(path) }))
    .filter(({ page }) => page.names.length > 0);

  it.each(pages)('has only code that runs: $path', ({ page }) => {
    for (const name of page.names) expect(page.run(name)).toBeDefined();
  });

  it.each(['README.md', 'CONTRIBUTING.md', ...docs()])('links to files that are there: %s', (path) => {
    const links = [...readFileSync(join(root, path), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link);
    const local = links.filter((link) => !/^https?:/.test(link));

    expect(local.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  it('shows in README.md what its program writes', () => {
    const page = open('README.md');
    page.run('shop.ts');
    const written = page.written('shop.k8s.yaml') as readonly Manifest[];
    const shown = documentsOf(page.shown('shop.k8s.yaml')) as readonly Manifest[];

    expect(written).toHaveLength(16);
    expect(shown).toHaveLength(2);
    for (const document of shown) expectPart(document, find(written, document.kind, document.metadata.name));
    expect(find(written, 'Deployment', 'api')).not.toHaveProperty('spec.replicas');
  });

  it('says rightly in docs/deliver.md what `after` writes for Argo CD', () => {
    const page = open('docs/deliver.md');
    const [first = ''] = page.names;

    page.run(first);
    const ordered = page.written('shop.k8s.yaml') as readonly Manifest[];

    expect(waveOf(find(ordered, 'Deployment', 'api'))).toBe('1');
    expect(ordered.filter((each) => each.metadata.name.startsWith('migrate')).map(waveOf)).not.toContain('1');
    expect(ordered.find(({ kind }) => kind === 'Job')).not.toHaveProperty('spec.ttlSecondsAfterFinished');
  });
});

function open(path: string): Page {
  const page = new Page(path);
  opened.push(page);
  return page;
}

/** The pages of docs/. */
function docs(): readonly string[] {
  return readdirSync(join(root, 'docs'), { encoding: 'utf8', recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`)
    .sort();
}

/** README.md and docs/, but for the pages that a test of this folder is named after. */
function pagesWithoutTest(): readonly string[] {
  const tested = readdirSync(__dirname).map((name) => `docs/${name.replace(/\.test\.ts$/, '.md')}`);
  return ['README.md', ...docs().filter((path) => !tested.includes(path))];
}

function find(manifests: readonly Manifest[], kind: string, name: string): Manifest | undefined {
  return manifests.find((each) => each.kind === kind && each.metadata.name === name);
}

function waveOf(manifest: Manifest | undefined): string | undefined {
  return manifest?.metadata.annotations?.['argocd.argoproj.io/sync-wave'];
}
