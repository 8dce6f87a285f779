/** What the docstrings of a pattern's file say: of the pattern, and of each key. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

import { root } from '../project';

/** One key, or a field of one. */
export interface KeyDoc {
  /** Such as `scaling`, or `scaling.max` for a field. */
  readonly path: string;
  /** Its docstring, on one line. */
  readonly text: string;
  /** What holds without it. Undefined for a field that must be given. */
  readonly without: string | undefined;
}

/** What a file says. */
export interface FileDoc {
  /** The first docstring of the file: what the pattern is for. */
  readonly purpose: string;
  readonly keys: readonly KeyDoc[];
}

/** Reads the file; `keyTypes` are the interfaces whose members are keys of a workload. */
export function docstringsOf(files: readonly string[]): FileDoc {
  const sources = files.map((file) =>
    ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2022, true));
  const interfaces = new Map(sources.flatMap((source) => source.statements.filter(ts.isInterfaceDeclaration)
    .map((declaration) => [declaration.name.text, declaration] as const)));
  const [main] = sources;
  const purpose = main === undefined ? '' : firstComment(main);
  const keyTypes = sources.flatMap((source) => keyTypesOf(source));
  const keys = keyTypes.flatMap((name) => membersOf(interfaces.get(name), '', interfaces));
  return { purpose, keys };
}

/** The interfaces in `keys<Name>({ … })`, but for those that a pattern only reads. */
function keyTypesOf(source: ts.SourceFile): readonly string[] {
  return [...source.text.matchAll(/(\w+):\s*keys<(\w+)>/g)]
    .filter(([, property]) => property !== 'reads').map(([, , name = '']) => name);
}

function membersOf(
  declaration: ts.InterfaceDeclaration | undefined,
  prefix: string,
  interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>,
): readonly KeyDoc[] {
  return (declaration?.members ?? []).flatMap((member) => {
    if (!ts.isPropertySignature(member)) return [];
    const path = `${prefix}${member.name.getText()}`;
    const fields = prefix === '' ? interfacesIn(member.type, interfaces) : [];
    return [docOf(member, path), ...fields.flatMap((inner) => membersOf(inner, `${path}.`, interfaces))];
  });
}

/** The interfaces of the file that a type is made of, one level deep. */
function interfacesIn(
  type: ts.TypeNode | undefined,
  interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>,
): readonly ts.InterfaceDeclaration[] {
  if (type === undefined) return [];
  const parts = ts.isUnionTypeNode(type) ? type.types : [type];
  return parts.flatMap((part) => {
    const found = ts.isTypeReferenceNode(part) ? interfaces.get(part.typeName.getText()) : undefined;
    return found === undefined ? [] : [found];
  });
}

function docOf(member: ts.PropertySignature, path: string): KeyDoc {
  const tags = ts.getJSDocTags(member);
  const fallback = tags.find((tag) => tag.tagName.text === 'default');
  const doc = ts.getJSDocCommentsAndTags(member).find(ts.isJSDoc);
  const without = fallback === undefined ? undefined : oneLine(ts.getTextOfJSDocComment(fallback.comment) ?? '');
  return { path, text: oneLine(ts.getTextOfJSDocComment(doc?.comment) ?? ''), without };
}

function firstComment(source: ts.SourceFile): string {
  const [comment = ''] = /\/\*\*[\s\S]*?\*\//.exec(source.text) ?? [];
  return oneLine(comment.replace(/^\/\*\*|\*\/$/g, '').replace(/^\s*\*/gm, ''));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
