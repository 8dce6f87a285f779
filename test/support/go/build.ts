/** Builds the programs that are not there yet, with the ordinary `go` command; finished ones are kept. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { go, goVersion } from './go';
import { builtFolder, versionOf, type GoModule } from './go-module';
import { putWhole } from './put-whole';

/** The path of each program of a module; builds them where they are missing, and says so. */
export function builtPrograms<Program extends string>(module: GoModule<Program>): Readonly<Record<Program, string>> {
  const folder = builtFolder(module);
  if (!existsSync(folder)) build(module, folder);
  const names = Object.keys(module.programs) as Program[];
  return Object.fromEntries(names.map((name) => [name, join(folder, name)])) as Record<Program, string>;
}

/** The programs of a module, all or none. */
function build(module: GoModule, target: string): void {
  const { programs, folder, minutes } = module;
  const version = versionOf(module);
  const names = Object.keys(programs).join(', ');
  process.stderr.write(`building ${names} ${version} with ${goVersion()}: about ${minutes} min, once\n`);
  putWhole(target, (into) => {
    for (const [name, path] of Object.entries(programs)) {
      const how = ['-trimpath', '-buildvcs=false', linked(module, version), '-o', join(into, name)];
      go(['build', ...how, path], folder);
    }
  });
}

function linked({ stamps }: GoModule, version: string): string {
  const stamped = Object.entries(stamps?.(version) ?? {}).map(([variable, value]) => `-X ${variable}=${value}`);
  return `-ldflags=${['-s', '-w', ...stamped].join(' ')}`;
}
