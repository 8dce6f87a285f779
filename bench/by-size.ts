/** How long synthesis takes by its size, beside other ways to manifests. It informs, and so has no limits. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { duration } from './figure';
import { median, run, type Command } from './measure';
import type { Workspace } from './workspace';

/** A way to write the manifests of so many services. */
interface Way {
  readonly name: string;
  /** More than so many would take minutes. */
  readonly most: number;
  /** The command for so many services; what it reads is there already. */
  command(services: number): Command;
}

const sizes = [10, 100, 1000, 5000];
const rounds = 3;

/** A row for each size: the median time of whole processes, and how many times as long as Charthouse that is. */
export function bySize(workspace: Workspace): readonly (readonly string[])[] {
  const ways = waysIn(workspace);
  return [
    ['charts of 8 objects', ...ways.map(({ name }) => name)],
    ...sizes.map((size) => [size.toLocaleString('en'), ...rowOf(ways, size)]),
  ];
}

function rowOf(ways: readonly Way[], size: number): readonly string[] {
  const commands = ways.map((way) => (size > way.most ? undefined : way.command(size)));
  const times: number[][] = ways.map(() => []);
  // In turn, so that whatever else the machine does falls on all.
  for (let round = 0; round < rounds; round++) {
    commands.forEach((command, index) => {
      // What takes minutes is run once.
      const isLong = (times[index]?.[0] ?? 0) > 20_000;
      if (command !== undefined && !isLong) times[index]?.push(run(command).milliseconds);
    });
  }
  const [ours = Number.NaN] = times.map(median);
  return times.map((each, index) => (each.length === 0 ? '–'
    : index === 0 ? duration(median(each)) : `${duration(median(each))} (${(median(each) / ours).toFixed(1)} ×)`));
}

function waysIn(workspace: Workspace): readonly Way[] {
  const { folder } = workspace;
  const node = (program: string, ...args: readonly string[]): Way['command'] => (services) => ({
    args: [...workspace.program(program), ...args, String(services), join(folder, `by-size-${program}`)],
    cwd: folder,
  });
  const made = (program: string, file: string, args: (sources: string) => readonly string[]): Way['command'] =>
    (services) => {
      const sources = join(folder, `${program}-${services}`);
      run({ args: [...workspace.program(program), String(services), sources], cwd: folder });
      return { file, args: args(sources), cwd: folder };
    };
  const kustomize = ['kustomize', 'kubectl'].find(isInstalled);
  return [
    { name: 'Charthouse', most: Infinity, command: node('synthesized', 'charthouse', 'charts') },
    { name: 'cdk8s', most: 1000, command: node('synthesized', 'cdk8s', 'charts') },
    { name: 'cdk8s-plus-34', most: 1000, command: node('synthesized-by-cdk8s-plus') },
    ...kustomize === undefined ? [] : [{
      name: kustomize === 'kubectl' ? 'kubectl kustomize' : 'kustomize build',
      most: 100,
      command: made('kustomize-sources', kustomize, (sources) =>
        [kustomize === 'kubectl' ? 'kustomize' : 'build', sources, '--output', `${sources}.yaml`]),
    }],
    ...isInstalled('helm') ? [{
      name: 'helm template',
      most: Infinity,
      command: made('helm-sources', 'helm', (sources) =>
        ['template', 'bench', sources, '--output-dir', `${sources}-out`]),
    }] : [],
    { name: 'plain JSON', most: Infinity, command: node('written-plainly', 'charts') },
  ];
}

function isInstalled(file: string): boolean {
  return spawnSync(file, ['--help'], { stdio: 'ignore' }).status === 0;
}
