/** What a synthesis came to, as data: read from the manifests, the findings and the files, so that any tree has one. */
import fs from 'node:fs';
import path from 'node:path';
import { targetNameOf } from '../../lib/house/target-of';
import type { Finding } from '../../lib/model/finding';
import type { App } from '../../lib/synth/app';
import { recordedFiles } from '../../lib/synth/written-files';
import type { Manifest } from './manifest';
import { workloadsOf, type WorkloadSummary } from './workloads';

/** A chart with objects: an Application, or a plain chart of cdk8s. */
export interface ApplicationSummary {
  readonly name: string;
  readonly target: string | undefined;
  readonly namespaces: readonly string[];
  readonly workloads: number;
  readonly objects: number;
}

/** A file that was written. */
export interface FileSummary {
  /** Path inside the output folder. */
  readonly path: string;
  readonly bytes: number;
}

/** What a synthesis came to. */
export interface Summary {
  readonly applications: readonly ApplicationSummary[];
  readonly workloads: readonly WorkloadSummary[];
  /** How many objects there are of each kind, the most first. */
  readonly objects: readonly { readonly kind: string; readonly count: number }[];
  readonly connections: number;
  readonly findings: readonly Finding[];
  /** How many locks were left, findings waived, and relaxations given a reason. */
  readonly reasons: number;
  readonly files: readonly FileSummary[];
  /** How long building and writing took, in milliseconds. */
  readonly elapsed: number;
}

/** Sums up an App that has been synthesized. */
export function summarize(app: App, elapsed: number): Summary {
  const charts = app.charts
    .map((chart) => ({ chart, manifests: chart.toJson() as readonly Manifest[] }))
    .filter(({ manifests }) => manifests.length > 0)
    .map(({ chart, manifests }) => ({ chart, manifests, workloads: workloadsOf(chart.node.path, manifests) }));
  return {
    applications: charts.map(({ chart, manifests, workloads }) => ({
      name: chart.node.path,
      target: targetNameOf(chart),
      namespaces: distinct(manifests.map(({ metadata }) => metadata.namespace)),
      workloads: workloads.length,
      objects: manifests.length,
    })),
    workloads: charts.flatMap(({ workloads }) => workloads),
    objects: countKinds(charts.flatMap(({ manifests }) => manifests)),
    connections: app.graph().edges.length,
    findings: app.findings(),
    reasons: reasonsIn(app),
    files: recordedFiles(app.outdir).map((file) => ({ path: file, bytes: sizeOf(path.join(app.outdir, file)) })),
    elapsed,
  };
}

function reasonsIn(app: App): number {
  const { left, waived, relaxed } = app.report();
  return left.length + waived.length + relaxed.length;
}

function countKinds(manifests: readonly Manifest[]): Summary['objects'] {
  const counts = new Map<string, number>();
  for (const { kind } of manifests) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }))
    .sort((left, right) => right.count - left.count || left.kind.localeCompare(right.kind, 'en'));
}

function distinct(values: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function sizeOf(file: string): number {
  return fs.statSync(file).size;
}
