import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../../lib/checks/index';
import { unneededReason } from '../../lib/checks/run-checks';

const page = readFileSync(join(__dirname, '../../docs/checks.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1)
  .map((cell) => cell.trim()));
const rules = [...checks, unneededReason].sort((left, right) => (left.rule < right.rule ? -1 : 1));

describe('docs/checks.md', () => {
  test('has a row for each rule, in their order, and no other', () => {
    expect(rows.map(([rule]) => rule)).toEqual(rules.map(({ rule }) => `\`${rule}\``));
  });

  test.each(rules.map(({ rule, severity, demand }) => [rule, severity, demand] as const))(
    'says of %s its severity, its demand, and how to fix what it finds', (rule, severity, demand) => {
      const row = rows.find(([name]) => name === `\`${rule}\``);
      expect(row?.slice(1, 3)).toEqual([severity, demand]);
      expect(row?.[3]).toMatch(/^[A-Z].{20,}\.$/);
    });
});
