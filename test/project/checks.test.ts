import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const project = resolve(__dirname, '../..');

jest.setTimeout(60_000);

/** A project that holds the scripts and these files, on which a check is run. */
function check(name: string, files: Readonly<Record<string, string>>): { status: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'charthouse-check-'));
  try {
    for (const source of ['scripts', 'projenrc', 'tsconfig.json', 'tsconfig.dev.json']) {
      cpSync(join(project, source), join(folder, source), { recursive: true });
    }
    symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const tsx = join(project, 'node_modules/tsx/dist/cli.mjs');
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, `scripts/checks/${name}.ts`], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, output: `${stdout}${stderr}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the check of the import flow', () => {
  const pattern = "import { a } from './a';\nimport { b } from './b';\nexport const builtin = [a, b];\n";
  const wrong = [
    ['a pattern knows a preset', { 'lib/patterns/a.ts': "import '../platforms/k3s';", 'lib/platforms/k3s.ts': '' }],
    ['a type goes up', { 'lib/model/a.ts': "import type { H } from '../house/h';", 'lib/house/h.ts': '' }],
    ['an inline type goes up', { 'lib/model/a.ts': "export type T = import('../house/h').H;", 'lib/house/h.ts': '' }],
    ['types form a cycle', {
      'lib/model/a.ts': "import type { B } from './b';\nexport interface A { readonly b: B }",
      'lib/model/b.ts': "import type { A } from './a';\nexport interface B { readonly a: A }",
    }],
    ['a pattern knows a pattern', {
      'lib/patterns/builtin.ts': pattern,
      'lib/patterns/a.ts': "export { b as a } from './b';",
      'lib/patterns/b.ts': "import { definePattern } from './pattern';\nexport const b = definePattern({});",
      'lib/patterns/pattern.ts': '',
    }],
    ['a pattern knows the list of patterns', {
      'lib/patterns/builtin.ts': "import type { A } from './a';\nexport type Every = A;",
      'lib/patterns/a.ts': "import type { Every } from './builtin';\nexport type A = Every;",
    }],
    ['a check gets constructs', { 'lib/checks/a.ts': "import { Construct } from 'constructs';" }],
    ['the core knows Pulumi', { 'lib/synth/a.ts': "import type { Output } from '@pulumi/pulumi';" }],
    ['the core knows another package', { 'lib/model/a.ts': "const yaml = require('yaml');" }],
    ['an example reaches into lib', { 'examples/a/app.ts': "import '../../lib/model/a';", 'lib/model/a.ts': '' }],
  ] as const;

  it.each(wrong)('fails where %s', (_, files) => {
    expect(check('flow', files)).toMatchObject({ status: 1 });
  });

  it('passes where all goes down', () => {
    const files = {
      'lib/index.ts': "export { h } from './house/h';",
      'lib/house/h.ts': "export { builtin as h } from '../patterns/builtin';\nimport '../platforms/k3s';",
      'lib/platforms/k3s.ts': "import type { Platform } from './platform';\nexport type K3s = Platform;",
      'lib/platforms/platform.ts': "import type { M } from '../model/m';\nexport type Platform = M;",
      'lib/patterns/builtin.ts': pattern,
      'lib/patterns/a.ts': "import type { Platform } from '../platforms/platform';\nexport const a = 1;",
      'lib/patterns/b/index.ts': "export { b } from './b';",
      'lib/patterns/b/b.ts': 'export const b = 2;',
      'lib/model/m.ts': 'export type M = 1;',
    };
    expect(check('flow', files)).toEqual({ status: 0, output: 'import flow: ok\n' });
  });
});

describe('the check of @default tags', () => {
  it('fails for an optional property without one, in a nested type too', () => {
    const props = 'export interface P {\n  /** One. */\n  readonly a?: string;\n'
      + '  readonly b: { readonly c?: number } | false;\n}';

    const { status, output } = check('defaults', { 'lib/model/p.ts': props });

    expect(status).toBe(1);
    expect(output).toContain('lib/model/p.ts:3 P.a has no @default');
    expect(output).toContain('lib/model/p.ts:4 P.b.c has no @default');
  });

  it('passes with a literal, a sentence or a closed case', () => {
    const props = 'export interface P {\n  /** @default 1 */\n  readonly a?: number;\n  /** @default - none */\n'
      + '  readonly b?: string;\n  readonly c?: never;\n}';

    expect(check('defaults', { 'lib/model/p.ts': props })).toMatchObject({ status: 0 });
  });
});

describe('the check of snippets', () => {
  const fence = '```';
  const lib = { 'lib/index.ts': 'export const port: number = 80;' };

  it('names the line of the page that does not compile', () => {
    const page = `# A page\n\n${fence}ts\nimport { port } from 'charthouse';\n\nconst name: string = port;\n${fence}\n`;

    const { status, output } = check('snippets', { ...lib, 'docs/page.md': page });

    expect(status).toBe(1);
    expect(output).toContain("docs/page.md:6 Type 'number' is not assignable to type 'string'.");
  });

  it('fails where a snippet is not in the file that it says it is from', () => {
    const page = `<!-- snippet: from lib/index.ts -->\n${fence}ts\nexport const port = 8080;\n${fence}\n`;

    expect(check('snippets', { ...lib, 'README.md': page }).output).toContain('is not in lib/index.ts word for word');
  });

  it.each(['skip', 'fragment', 'file'])('knows no comment `snippet: %s`', (says) => {
    const page = `<!-- snippet: ${says} -->\n${fence}ts\nexport const a = 1;\n${fence}\n`;

    expect(check('snippets', { 'README.md': page })).toMatchObject({ status: 1 });
  });

  it('lets a block go on where the one before ended, and be a module for later ones', () => {
    const page = `${fence}ts\nimport { port } from 'charthouse';\n${fence}\n\nThen:\n\n<!-- snippet: continues -->\n\n`
      + `${fence}ts\nexport const twice = port * 2;\n${fence}\n\n<!-- snippet: file house.ts -->\n${fence}ts\n`
      + `export const house = 'acme';\n${fence}\n\n`
      + `${fence}ts\nimport { house } from './house';\nhouse.trim();\n${fence}\n`;

    expect(check('snippets', { ...lib, 'docs/page.md': page })).toEqual({ status: 0, output: 'snippets: ok\n' });
  });
});

describe('the check of file length', () => {
  it('fails for a room of more than 200 lines, unless it says that it is generated', () => {
    const lines = '\n'.repeat(200) + 'export const a = 1;\n';

    expect(check('length', { 'lib/model/a.ts': lines })).toMatchObject({ status: 1 });
    expect(check('length', { 'lib/model/a.ts': `// This file is generated by a script.${lines}` }))
      .toMatchObject({ status: 0 });
  });
});

describe('the check of generated files', () => {
  it('fails where one was edited by hand', () => {
    const projenrc = readFileSync(join(project, '.projenrc.ts'), 'utf8');

    const { status, output } = check('generated', { '.projenrc.ts': projenrc, 'README.md': '#', 'package.json': '{}' });

    expect(status).toBe(1);
    expect(output).toContain('package.json is not what .projenrc.ts writes');
    expect(output).toContain('LICENSE is missing');
  });
});
