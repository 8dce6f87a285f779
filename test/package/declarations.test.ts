import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

import { Consumer, packCharthouse } from './support/consumer';

const project = resolve(__dirname, '../..');
const subpaths = [['lib/index.ts', 'build/index.d.ts'], ['lib/testing/index.ts', 'build/testing/index.d.ts']] as const;

describe('the declarations of the packed package', () => {
  const consumer = new Consumer();
  const installed = join(consumer.folder, 'node_modules/charthouse');

  beforeAll(() => {
    consumer.install(packCharthouse(consumer.folder));
    consumer.link('cdk8s', 'constructs');
  }, 120_000);
  afterAll(() => { consumer.remove(); });

  it.each(subpaths)('say of each name and property what %s says: its type and its documentation', (source, packed) => {
    const said = saidBy(join(project, source));

    expect(saidBy(join(installed, packed))).toEqual(said);
    expect(Object.keys(said).length).toBeGreaterThan(20);
  }, 60_000);

  it('say more than 500 things, those of the patterns for the workloads among them', () => {
    const said = saidBy(join(installed, 'build/index.d.ts'));

    expect(Object.keys(said).length).toBeGreaterThan(500);
    expect(said['WebServiceProps.disruption']).toContain('DisruptionProps');
    expect(said['ContainerProps.image']).toMatch(/ \/\/ .+/);
  }, 60_000);

  it('spell out the keys of the patterns, so that no type checker works them out', () => {
    const declarations = readFileSync(join(installed, 'build/charthouse.d.ts'), 'utf8');
    const bases = [...declarations.matchAll(/^interface (\w+Keys|ContainerProps) extends (.*) \{$/gm)];

    expect(bases.map(([, name]) => name)).toEqual(expect.arrayContaining(['WebServiceKeys', 'ContainerProps']));
    expect(bases.filter(([, , base]) => base?.includes('<'))).toEqual([]);
  });
});

/** What a module says: the type and the documentation of each name that it exports, and of each property of it. */
function saidBy(file: string): Readonly<Record<string, string>> {
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true, exactOptionalPropertyTypes: true, skipLibCheck: true, types: file.endsWith('.d.ts') ? [] : ['node'],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} exports nothing`);

  const said: Record<string, string> = {};
  const say = (path: string, symbol: ts.Symbol, type: ts.Type): void => {
    const tags = symbol.getJsDocTags(checker).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
    const documentation = [ts.displayPartsToString(symbol.getDocumentationComment(checker)), ...tags].join(' ');
    // A function's signature is written with or without what the compiler works out for it.
    const isFunction = type.getCallSignatures().length > 0 || path.startsWith('typeof ');
    const written = isFunction ? '' : checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
    said[path] = `${wordsOf(written)} // ${documentation.replace(/\s+/g, ' ')}`;
  };
  const sayAll = (path: string, symbol: ts.Symbol, type: ts.Type): void => {
    say(path, symbol, type);
    for (const property of ownProperties(type)) {
      say(`${path}.${property.name}`, property, checker.getTypeOfSymbol(property));
    }
  };
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    if (symbol.flags & ts.SymbolFlags.Value) sayAll(`typeof ${exported.name}`, symbol, checker.getTypeOfSymbol(symbol));
    if (symbol.flags & ts.SymbolFlags.Type) sayAll(exported.name, symbol, checker.getDeclaredTypeOfSymbol(symbol));
  }
  return said;
}

/** In order: that of a union's members is the compiler's, and follows the order in which it reads files. */
function wordsOf(type: string): string {
  return (type.match(/[^\s|&;,(){}<>[\]]+/g) ?? []).sort().join(' ');
}

/** Without what a declaration leaves out, and what is TypeScript's or cdk8s'. */
function ownProperties(type: ts.Type): readonly ts.Symbol[] {
  return type.getProperties().filter((property) => property.declarations?.every((declaration) => {
    const hidden = ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private;
    const internal = ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'internal');
    const ours = !/node_modules\/(typescript|cdk8s|constructs|@types)\//.test(declaration.getSourceFile().fileName);
    return !hidden && !internal && ours;
  }) ?? false);
}
