/** Fails when API.md is not what the docstrings say now; with `--write`, writes it. One part for each entry point. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { report } from './report';
import { entryPoints } from '../../projenrc/dependencies';
import { root } from '../project';

const file = join(root, 'API.md');

const head = `# API

Every name that \`charthouse\` exports. Generated from the docstrings by \`npm run api\`: do not edit.
`;

/** Renders what one entry point exports as Markdown. */
async function partFor(subpath: string, source: string): Promise<string> {
  const { Application, LogLevel } = await import('typedoc');
  const folder = mkdtempSync(join(tmpdir(), 'charthouse-api-'));
  const options = {
    plugin: ['typedoc-plugin-markdown'],
    entryPoints: [join(root, source)],
    tsconfig: join(root, 'tsconfig.json'),
    logLevel: LogLevel.Warn,
    name: subpath,
    readme: 'none',
    skipErrorChecking: true, // tsc's business
    outputs: [{ name: 'markdown', path: folder }],
    // Nothing of the machine, the commit or the time.
    disableSources: true,
    disableGit: true,
    hideGenerator: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    sort: ['kind', 'alphabetical'],
    validation: { notExported: true, invalidLink: true, rewrittenLink: true, notDocumented: false },
    treatValidationWarningsAsErrors: false,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    hidePageTitle: true,
    outputFileStrategy: 'modules',
    entryFileName: 'API.md',
    useHTMLAnchors: true,
    anchorPrefix: subpath === 'charthouse' ? '' : `${subpath.split('/').at(-1) ?? ''}-`,
    interfacePropertiesFormat: 'table',
    parametersFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    tableColumnSettings: { hideModifiers: true, hideDefaults: false },
  };
  try {
    const application = await Application.bootstrapWithPlugins(options as object);
    const reflections = await application.convert();
    if (reflections === undefined || application.logger.hasErrors()) {
      throw new Error(`the docstrings of ${source} cannot be read`);
    }
    await application.generateOutputs(reflections);
    return readFileSync(join(folder, 'API.md'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function generate(): Promise<string> {
  const parts: string[] = [head];
  for (const [name, { js }] of Object.entries(entryPoints)) {
    const subpath = name.replace('.', 'charthouse');
    const source = js.replace('./build/', 'lib/').replace(/\.js$/, '.ts');
    parts.push(`# \`${subpath}\`\n`, `${(await partFor(subpath, source)).trim()}\n`);
  }
  return parts.join('\n');
}

async function main(): Promise<void> {
  const wanted = await generate();
  if (process.argv.includes('--write')) {
    writeFileSync(file, wanted);
    return;
  }
  const stale = !existsSync(file) || readFileSync(file, 'utf8') !== wanted;
  report('API.md', stale ? ['API.md is not what the docstrings say'] : [], '`npm run api`');
}

void main();
