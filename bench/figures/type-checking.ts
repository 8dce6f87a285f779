/** What a one-service program costs to type-check, beside the same service in cdk8s and in Pulumi. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { against, type Effort, type Figure } from '../figure';
import { inRounds, ratio, times, type Command, type Rounds } from '../measure';
import { assertSameService } from '../same-service';
import { root, type Workspace } from '../workspace';

const compilerOptions = Object.freeze({
  target: 'ES2022', lib: ['ES2023'], module: 'node16', moduleResolution: 'node16', strict: true,
  noEmit: true, skipLibCheck: true, types: [],
});

/** Measures it, after a look at whether all make the same. */
export function typeChecking(workspace: Workspace, effort: Effort): readonly Figure[] {
  assertSameService(workspace);
  const charthouse = project(workspace, 'charthouse');
  const compare = (other: string, title: string, limit: number, howOften: Rounds): Figure => {
    const rounds = inRounds(charthouse, project(workspace, other), howOften);
    return {
      name: `\`tsc --noEmit\` of one service, against ${title}`,
      unit: 'times',
      measured: ratio(rounds),
      limit,
      times: against(times(rounds)),
      rounds: rounds.length,
    };
  };
  return [
    compare('cdk8s', 'cdk8s alone', 1.5, effort.typeChecking),
    compare('pulumi', '@pulumi/kubernetes', 1 / 3, effort.typeCheckingPulumi),
  ];
}

/** A project of one file, type-checked as its users would. */
function project(workspace: Workspace, name: string): Command {
  const folder = join(workspace.folder, 'type-checking', name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'bench', 'programs', `one-service-${name}.ts`), join(folder, 'program.ts'));
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  return { args: [require.resolve('typescript/bin/tsc'), '-p', folder], cwd: folder };
}
