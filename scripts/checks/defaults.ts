/** Fails when an optional property of an exported interface does not say in its docstring what holds without it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

import { report } from './report';
import { filesUnder, root } from '../project';

/** Types that are written by a script, after somebody else's documentation. */
const exempt = 'lib/model/kubernetes/';

const files = [...filesUnder('lib', '.ts'), ...filesUnder('examples/houses', '.ts')]
  .filter((file) => !file.startsWith(exempt) && !file.includes('/test/'));
report(
  '@default tags',
  files.flatMap(undocumented),
  'write `@default` with the literal, or `@default - ` and what happens then',
);

function undocumented(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const problems: string[] = [];
  const judge = (owner: string, members: readonly ts.TypeElement[]): void => {
    for (const member of members) {
      if (!ts.isPropertySignature(member)) {
        continue;
      }
      const name = `${owner}.${member.name.getText()}`;
      const problem = member.questionToken === undefined ? undefined : objection(member);
      if (problem !== undefined) {
        const { line } = source.getLineAndCharacterOfPosition(member.getStart());
        problems.push(`${file}:${line + 1} ${name} ${problem}`);
      }
      if (member.type !== undefined) {
        literalsIn(member.type).forEach((literal) => { judge(name, [...literal.members]); });
      }
    }
  };
  source.statements.filter(isExported).forEach((statement) => {
    if (ts.isInterfaceDeclaration(statement)) {
      judge(statement.name.text, [...statement.members]);
    } else if (ts.isTypeAliasDeclaration(statement)) {
      literalsIn(statement.type).forEach((literal) => { judge(statement.name.text, [...literal.members]); });
    }
  });
  return problems;
}

function objection(member: ts.PropertySignature): string | undefined {
  // `?: undefined` and `?: never` close a case of a union: there is nothing to set.
  const kind = member.type?.kind;
  const closed = kind === ts.SyntaxKind.UndefinedKeyword || kind === ts.SyntaxKind.NeverKeyword;
  const tag = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === 'default');
  if (closed) {
    return undefined;
  }
  if (tag === undefined) {
    return 'has no @default';
  }
  return (ts.getTextOfJSDocComment(tag.comment) ?? '').trim() === '' ? 'has an empty @default' : undefined;
}

/** The object types written out in a type: in unions, intersections and parentheses, not in what functions take. */
function literalsIn(type: ts.TypeNode): ts.TypeLiteralNode[] {
  if (ts.isTypeLiteralNode(type)) {
    return [type];
  }
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    return type.types.flatMap(literalsIn);
  }
  return ts.isParenthesizedTypeNode(type) ? literalsIn(type.type) : [];
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement)
    && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}
