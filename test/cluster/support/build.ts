/** Builds the programs that are not there yet, with the ordinary `go` command; finished ones are kept. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { go, goVersion } from './go';
import { putWhole } from './put-whole';
import { builtFolder, folderOf, modules, versionOf, type ModuleName, type ProgramName } from './programs';

/** The path of each program; builds those that are missing, and says so. */
export function builtPrograms(): Readonly<Record<ProgramName, string>> {
  const names = Object.keys(modules) as ModuleName[];
  for (const name of names) if (!existsSync(builtFolder(name))) build(name);
  const paths = names.flatMap((name) =>
    modules[name].programs.map((program) => [program, join(builtFolder(name), program)] as const));
  return Object.fromEntries(paths) as Record<ProgramName, string>;
}

/** The programs of a module, all or none. */
function build(name: ModuleName): void {
  const { programs, packageOf, minutes } = modules[name];
  const version = versionOf(name);
  process.stderr.write(`building ${programs.join(', ')} ${version} with ${goVersion()}: about ${minutes} min, once\n`);
  putWhole(builtFolder(name), (folder) => {
    for (const program of programs) {
      const how = ['-trimpath', '-buildvcs=false', linked(name, version), '-o', join(folder, program)];
      go(['build', ...how, packageOf(program)], folderOf(name));
    }
  });
}

/** What the linker does: Kubernetes tells its version only where it was stamped. */
function linked(name: ModuleName, version: string): string {
  const [major = '', minor = ''] = version.replace('v', '').split('.');
  const stamps = name === 'kubernetes' ? { gitVersion: version, gitMajor: major, gitMinor: minor } : {};
  const stamped = Object.entries(stamps).map(([key, value]) => `-X k8s.io/component-base/version.${key}=${value}`);
  return `-ldflags=${['-s', '-w', ...stamped].join(' ')}`;
}
