/**
 * Writes out, in the bundled declarations, what the keys of the built-in patterns come to: `interface WebServiceKeys
 * extends BuiltinKeys<WebServiceTraits>` becomes `extends ConfigurationKeys, ConnectionKeys, …`. To work that out from
 * the list of patterns is half of what a one-service program costs to type-check, and comes to the same for everybody.
 * Within a type, as in `BuiltinKeys<Trait> & KeysFor<Patterns>`, an interface takes its place: of an intersection the
 * checker looks for each property in every member, each time that it is used.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';

/** A reference to a type, as an interface's base or elsewhere. */
type Reference = ts.ExpressionWithTypeArguments | ts.TypeReferenceNode;

/** The types that are worked out. One with a type parameter in its arguments stays: a user's house fills that. */
const computed: ReadonlySet<string> = new Set(['BuiltinKeys', 'ContainerKeysFor', 'KeysFor']);

/** Rewrites the bundle that all subpaths share. */
export function spellOutKeys(bundles: string): void {
  const file = join(bundles, 'charthouse.d.ts');
  const program = ts.createProgram([file], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    strict: true,
    exactOptionalPropertyTypes: true,
    types: [],
  });
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`${file} is not there`);
  const replaced = replacements(source, program.getTypeChecker());
  if (replaced.length === 0) throw new Error('no keys were spelt out: are their types called otherwise now?');
  const interfaces = [...new Set(replaced.flatMap(({ declared }) => declared ?? []))];
  writeFileSync(file, [replaced.reduceRight(
    (text, { node, by }) => text.slice(0, node.getStart(source)) + by + text.slice(node.end),
    readFileSync(file, 'utf8'),
  ), ...interfaces].join('\n'));
}

/** What takes the place of a reference. */
interface Replacement {
  readonly node: Reference;
  readonly by: string;
  /** The interface that it names. @default - it names those that are there */
  readonly declared?: string;
}

/** One interface of an intersection. */
interface Member {
  readonly name: string;
  readonly type: ts.Type;
  readonly position: number;
}

function replacements(source: ts.SourceFile, checker: ts.TypeChecker): Replacement[] {
  return referencesIn(source).flatMap((node): Replacement[] => {
    const type = checker.getTypeAtLocation(node);
    if (!type.isIntersection()) return [];
    const written = node.getText(source);
    const members = interfacesOf(type, written);
    const names = (of: readonly Member[]): string[] => of.map(({ name }) => name);
    if (!ts.isTypeReferenceNode(node)) return [{ node, by: names(members).join(', ') }];
    const name = written.replace(/\W*(\w)(\w*)\W*/g, (_, first: string, rest: string) => first.toUpperCase() + rest);
    const [bases, others] = apart(members);
    const declared = `/** \`${written}\`, spelt out. */\ninterface ${name} extends ${names(bases).join(', ')} {\n}\n`;
    return [{ node, by: [name, ...names(others)].join(' & '), declared }];
  });
}

/** Those that one interface can extend, and those that say a property of one of them: its documentation is of both. */
function apart(members: readonly Member[]): [bases: Member[], others: Member[]] {
  const said = new Set<string>();
  const parts: [Member[], Member[]] = [[], []];
  for (const member of members) {
    const properties = member.type.getProperties().map(({ name }) => name);
    parts[properties.some((name) => said.has(name)) ? 1 : 0].push(member);
    for (const name of properties) said.add(name);
  }
  return parts;
}

/** In the order of the text. */
function referencesIn(source: ts.SourceFile): Reference[] {
  const found: Reference[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionWithTypeArguments(node) || ts.isTypeReferenceNode(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
      if (computed.has(name.getText(source))) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The interfaces, in the order in which they are declared. `object` says nothing that they do not say. */
function interfacesOf(type: ts.IntersectionType, written: string): Member[] {
  const members = type.types.filter((member) => (member.flags & ts.TypeFlags.NonPrimitive) === 0);
  return members
    .map((member) => {
      const declaration = member.symbol.declarations?.find(ts.isInterfaceDeclaration);
      if (declaration === undefined || declaration.typeParameters !== undefined) {
        throw new Error(`${written}: the keys of a pattern are an interface with a name, and without type parameters`);
      }
      return { name: declaration.name.text, type: member, position: declaration.pos };
    })
    .sort((left, right) => left.position - right.position);
}
