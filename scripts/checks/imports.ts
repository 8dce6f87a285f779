/** What a TypeScript file imports: values and types, statically, by `import('…')` and by `require('…')`. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import * as ts from 'typescript';

import { root } from '../project';

/** The imports of a file of the project: paths from its root, or names of packages. */
export function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) {
      found.add(resolved(file, specifier));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found];
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return textOf(node.moduleSpecifier);
  }
  if (ts.isExternalModuleReference(node)) {
    return textOf(node.expression);
  }
  if (ts.isImportTypeNode(node)) {
    return ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined;
  }
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    const imports = expression.kind === ts.SyntaxKind.ImportKeyword
      || (ts.isIdentifier(expression) && expression.text === 'require');
    return imports ? textOf(node.arguments[0]) : undefined;
  }
  return undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function resolved(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) {
    return specifier;
  }
  const path = posix.join(posix.dirname(file), specifier);
  const candidates = [path, `${path}.ts`, `${path}/index.ts`, path.replace(/\.js$/, '.ts')];
  return candidates.find((candidate) => /\.\w+$/.test(candidate) && existsSync(join(root, candidate))) ?? path;
}
