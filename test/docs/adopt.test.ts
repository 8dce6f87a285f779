/** What docs/adopt.md says is so: each step runs, shows what it changes, and keeps names and selectors. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { lineDiff } from './support/diff';
import { Page, documentsOf } from './support/page';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: {
    readonly selector?: unknown;
    readonly template?: { readonly metadata: { readonly labels: Readonly<Record<string, string>> } };
  };
}

type Files = Readonly<Record<string, string>>;

const page = new Page('docs/adopt.md');
const steps = ['before', 'step-1', 'step-2', 'step-3', 'step-4'] as const;
type Step = (typeof steps)[number];

const exported = {} as Record<Step, Readonly<Record<string, unknown>>>;
const files = {} as Record<Step, Files>;

beforeAll(() => {
  for (const step of steps) {
    exported[step] = page.run(`${step}.ts`) as Readonly<Record<string, unknown>>;
    const names = readdirSync(page.output).filter((name) => name.endsWith('.yaml'));
    files[step] = Object.fromEntries(names.map((name) => [name, readFileSync(join(page.output, name), 'utf8')]));
  }
});

afterAll(() => { page.close(); });

/** The objects of a step, by kind and name. */
function objects(step: Step): ReadonlyMap<string, Manifest> {
  const all = Object.values(files[step]).flatMap((text) => documentsOf(text) as readonly Manifest[]);
  return new Map(all.map((each) => [`${each.kind} ${each.metadata.namespace ?? ''}/${each.metadata.name}`, each]));
}

/** Asserts that the shown lines are in the diff, in this order; where the page says `# …`, some are left out. */
function expectShown(name: string, before: Step, after: Step, file: string): void {
  const lines = lineDiff(files[before][file] ?? '', files[after][file] ?? '');
  const runs = page.shown(name).split(/^# ….*\n?/m).map((text) => text.split('\n').filter((line) => line !== ''));
  let from = 0;
  for (const run of runs) {
    const at = lines.findIndex((_line, index) =>
      index >= from && run.every((line, offset) => lines[index + offset] === line));
    expect({ run, found: at >= 0 }).toEqual({ run, found: true });
    from = at + run.length;
  }
}

describe('docs/adopt.md', () => {
  it('has a program for each step', () => {
    expect(page.names).toEqual(expect.arrayContaining(steps.map((step) => `${step}.ts`)));
    expect(Object.keys(files['before'])).toEqual(['extras.k8s.yaml', 'shop.k8s.yaml']);
  });

  it('changes not a byte in step 1, and shows what is found', () => {
    expect(files['step-1']).toStrictEqual(files['before']);
    expect((exported['step-1']['findings'] as readonly string[]).join(' ')).toBe(page.shownLine('findings of step 1'));
  });

  it('shows what step 2 changes, and nothing else is changed', () => {
    expectShown('diff of step 2', 'step-1', 'step-2', 'extras.k8s.yaml');
    expect(files['step-2']['shop.k8s.yaml']).toBe(files['step-1']['shop.k8s.yaml']);
    const removed = lineDiff(files['step-1']['extras.k8s.yaml'] ?? '', files['step-2']['extras.k8s.yaml'] ?? '')
      .filter((line) => line.startsWith('-'));
    expect(removed).toEqual([]);
  });

  it('shows what step 3 changes', () => {
    expectShown('diff of step 3', 'step-2', 'step-3', 'shop.k8s.yaml');
    expect(files['step-3']['extras.k8s.yaml']).toBe(files['step-2']['extras.k8s.yaml']);
  });

  it.each(steps.slice(1))('keeps every object, its name and its selector: %s', (step) => {
    const after = objects(step);
    for (const [name, { kind, spec }] of objects('before')) {
      expect([...after.keys()]).toContain(name);
      if (kind === 'Deployment' || kind === 'Service') expect(after.get(name)?.spec?.selector).toEqual(spec?.selector);
      if (kind === 'Deployment')
        expect(after.get(name)?.spec?.template?.metadata.labels).toMatchObject(spec?.template?.metadata.labels ?? {});
    }
  });

  it('says rightly what comes beside in step 3', () => {
    const made = [...objects('step-3').keys()].filter((name) => !objects('step-2').has(name));
    expect(made.sort()).toEqual(['NetworkPolicy shop/web', 'PodDisruptionBudget shop/web', 'ServiceAccount shop/web']);
  });

  it('shows what is left in step 4', () => {
    const findings = exported['step-4']['findings'] as readonly { readonly rule: string; readonly path: string }[];
    expect(findings.map(({ rule, path }) => `${rule} ${path}`).join('\n')).toBe(page.shown('findings of step 4'));
  });

  it.each([
    ['cache', 'shop-orders-c848ac5c'], ['shop-orders-c848ac5c', 'shop-web-c81100ac'],
  ])('says rightly that %s lets in %s alone in step 4', (callee, caller) => {
    const policy = objects('step-4').get(`NetworkPolicy shop/${callee}`) as unknown as {
      readonly spec: { readonly ingress: readonly { readonly from: unknown }[] };
    };
    const podSelector = objects('step-4').get(`Deployment shop/${caller}`)?.spec?.selector;
    expect(policy.spec.ingress.map(({ from }) => from)).toEqual([[{ podSelector }]]);
  });
});
