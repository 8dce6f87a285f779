import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtin, definePattern, keys } from 'charthouse';

const list = readFileSync(join(__dirname, '../../lib/house/builtin.ts'), 'utf8');
const files = [...list.matchAll(/^import \{ (\w+) \} from '..\/patterns\/(?:[\w-]+\/)?([\w-]+)';$/gm)]
  .map(([, name = '', file = '']) => ({ name, file }));
const own = 'every-pattern.test.ts';

describe('the built-in patterns', () => {
  test('are those that the list imports, a file each', () => {
    expect(files).toHaveLength(builtin.length);
    expect(new Set(files.map(({ file }) => file)).size).toBe(builtin.length);
  });

  test('have a test file each, of the same name, and there is no other', () => {
    const tests = readdirSync(__dirname).filter((file) => file.endsWith('.test.ts') && file !== own).sort();
    expect(tests).toEqual(files.map(({ file }) => `${file}.test.ts`).sort());
  });

  test.each(files)('$name is tried alone on a draft', ({ name, file }) => {
    const source = readFileSync(join(__dirname, `${file}.test.ts`), 'utf8');
    expect(source).toMatch(new RegExp(`draftPattern\\(\\s*${name}\\b`));
  });

  test('have names of their own', () => {
    expect(new Set(builtin.map(({ name }) => name)).size).toBe(builtin.length);
  });

  // They are made without the check, for that takes a third of the time that the library takes to load.
  test.each(builtin)('$name is what definePattern takes', (pattern) => {
    const { name, fits, shapes, reads, defaults, changes } = pattern;
    const { containerShapes, containerDefaults, containerChanges } = pattern;
    expect(definePattern({
      name,
      fits,
      keys: keys<object>(shapes),
      reads: keys<object>(reads),
      defaults,
      changes: changes ?? [],
      container: {
        keys: keys<object>(containerShapes),
        defaults: containerDefaults,
        changes: containerChanges ?? [],
        reach: pattern.reach,
        apply: () => undefined,
      },
    })).toMatchObject({ name, defaults, containerDefaults, off: pattern.off });
  });
});
