/**
 * Writes out, in the bundled declarations, what the keys of the built-in patterns come to: `interface WebServiceKeys
 * extends BuiltinKeys<WebServiceTraits>` becomes `extends ConfigurationKeys, ConnectionKeys, …`. To work that out from
 * the list of patterns is half of what a one-service program costs to type-check, and comes to the same for everybody.
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
  writeFileSync(file, replaced.reduceRight(
    (text, { node, by }) => text.slice(0, node.getStart(source)) + by + text.slice(node.end),
    readFileSync(file, 'utf8'),
  ));
}

function replacements(source: ts.SourceFile, checker: ts.TypeChecker): { node: Reference; by: string }[] {
  return referencesIn(source).flatMap((node) => {
    const type = checker.getTypeAtLocation(node);
    if (!type.isIntersection()) return [];
    const separator = ts.isTypeReferenceNode(node) ? ' & ' : ', ';
    return [{ node, by: interfacesOf(type, node.getText(source)).join(separator) }];
  });
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

/** The names of the interfaces, in the order in which they are declared. `object` says nothing that they do not say. */
function interfacesOf(type: ts.IntersectionType, written: string): string[] {
  const members = type.types.filter((member) => (member.flags & ts.TypeFlags.NonPrimitive) === 0);
  return members
    .map((member) => {
      const declaration = member.symbol.declarations?.find(ts.isInterfaceDeclaration);
      if (declaration === undefined || declaration.typeParameters !== undefined) {
        throw new Error(`${written}: the keys of a pattern are an interface with a name, and without type parameters`);
      }
      return declaration;
    })
    .sort((left, right) => left.pos - right.pos)
    .map(({ name }) => name.text);
}
