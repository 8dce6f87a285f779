/** Whether the programs of one service make the same objects: what says less is checked in less time. */
import { deepStrictEqual } from 'node:assert';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

import { run } from './measure';
import type { Workspace } from './workspace';

interface KubernetesObject {
  readonly kind: string;
}

/** Throws with the difference where Pulumi's program or cdk8s' does not make what Charthouse's makes. */
export function assertSameService(workspace: Workspace): void {
  const ours = synthesized(workspace, 'one-service-charthouse');
  deepStrictEqual(synthesized(workspace, 'one-service-cdk8s'), ours);
  const { output } = run({ args: workspace.program('pulumi-objects'), cwd: workspace.folder });
  deepStrictEqual(byKind(JSON.parse(output) as readonly KubernetesObject[]), ours);
}

/** What a program writes into its output folder. */
function synthesized(workspace: Workspace, program: string): Readonly<Record<string, KubernetesObject>> {
  const cwd = join(workspace.folder, 'same-service', program);
  mkdirSync(cwd, { recursive: true });
  run({ args: workspace.program(program), cwd });
  const documents = parseAllDocuments(readFileSync(join(cwd, 'dist', 'shop.k8s.yaml'), 'utf8'));
  return byKind(documents.map((document) => document.toJS() as KubernetesObject));
}

function byKind(objects: readonly KubernetesObject[]): Readonly<Record<string, KubernetesObject>> {
  return Object.fromEntries(objects.map((object) => [object.kind, object]));
}
