/** What the programs say at their end: how long they took, and, asked for it, what they made. */
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/** One line of JSON. */
export interface Report {
  /** Time of the work, without start of node and loading of modules. */
  readonly milliseconds: number;
  readonly objects: number;
  /** Objects by kind. @default - nobody asked */
  readonly kinds?: Readonly<Record<string, number>> | undefined;
  /** Length of the objects as JSON. @default - nobody asked */
  readonly bytes?: number | undefined;
}

/** Does the work and reports. `--describe` counts the objects, `--write FILE` keeps them as well. */
export function report(work: () => readonly object[]): void {
  const start = performance.now();
  const objects = work();
  const milliseconds = performance.now() - start;
  const [mode, file] = process.argv.slice(2);
  const asked = mode === '--describe' || mode === '--write';
  const line: Report = { milliseconds, objects: objects.length, ...(asked ? described(objects) : {}) };
  if (mode === '--write' && file !== undefined) writeFileSync(file, JSON.stringify(objects));
  console.log(JSON.stringify(line));
}

function described(objects: readonly object[]): Pick<Report, 'kinds' | 'bytes'> {
  const kinds: Record<string, number> = {};
  for (const { kind } of objects as readonly { readonly kind: string }[]) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const sorted = Object.fromEntries(Object.entries(kinds).sort(([left], [right]) => (left < right ? -1 : 1)));
  return { kinds: sorted, bytes: JSON.stringify(objects).length };
}
