/** How a check ends: one line when all is well, otherwise its problems and what to do, and a failing exit code. */
export function report(check: string, problems: readonly string[], fix: string): void {
  if (problems.length === 0) {
    console.log(`${check}: ok`);
    return;
  }
  console.error(`${check}: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
  problems.forEach((problem) => { console.error(`  ${problem}`); });
  console.error(`  To fix: ${fix}`);
  process.exitCode = 1;
}
