/** How the bundle that is not needed at once, and the one that all share, know each other. */
import type { Plugin } from 'rollup';
import ts from 'typescript';

import { laterBundle, mainBundle } from './entries';

/** The bundle of what is needed later is loaded where something of it is first used. */
export const loadedLater: Plugin = {
  name: 'loaded-later',
  renderChunk(code) {
    const required = requireOf(laterBundle).exec(code);
    if (required === null) return null;
    const [statement, path = ''] = required;
    const loading = `let ${laterBundle}$loaded;\n`
      + `const ${laterBundle} = () => (${laterBundle}$loaded ??= require('${path}'));`;
    // In brackets: `new later().Draft()` would make a `later`.
    return withNames(code, statement, laterBundle, (name) => `(${laterBundle}().${name})`).join(loading);
  },
};

/** When that bundle is loaded, the other one is whole: its names are bound once, and not looked up at each use. */
export const boundAtOnce: Plugin = {
  name: 'bound-at-once',
  renderChunk(code, { name: chunk }) {
    const required = requireOf(mainBundle).exec(code);
    if (required === null || chunk !== laterBundle) return null;
    const [statement, path = ''] = required;
    const names = new Set<string>();
    const parts = withNames(code, statement, mainBundle, (name) => {
      names.add(name);
      return `${mainBundle}$${name}`;
    });
    const bound = [...names].map((name) => `${name}: ${mainBundle}$${name}`);
    return parts.join(`const {\n    ${bound.join(',\n    ')},\n} = require('${path}');`);
  },
};

function requireOf(bundle: string): RegExp {
  return new RegExp(`const ${bundle} = require\\('([^']+)'\\);`);
}

/** The code before and after a statement, with every use of a bundle's names written otherwise. */
function withNames(code: string, statement: string, bundle: string, write: (name: string) => string): string[] {
  return code.split(statement).map((part) => usesOf(part, bundle).reduceRight(
    (text, { start, end, name }) => text.slice(0, start) + write(name) + text.slice(end),
    part,
  ));
}

/** One use of a name of a bundle, and where it stands. */
interface Use {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** In the order of the text. A text that only looks like one, such as `'charthouse.dev'`, is none. */
function usesOf(code: string, bundle: string): Use[] {
  const source = ts.createSourceFile('part.js', code, ts.ScriptTarget.ES2022);
  const uses: Use[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === bundle)
      uses.push({ start: node.getStart(source), end: node.end, name: node.name.text });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return uses;
}
