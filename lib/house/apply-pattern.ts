/** One pattern, applied to a foreign Deployment or alike: a settled draft renders as a patch on its pod template. */
import type { ApiObject } from 'cdk8s';
import { connectionsOf } from '../model/connections';
import { DraftRecord } from '../model/draft/draft';
import { SettledDraft } from '../model/draft/settled';
import { CharthouseError } from '../model/error';
import type { Layer } from '../model/layer';
import { mergeLayer, nothingMerged } from '../model/layers';
import { Reasons } from '../model/reasons';
import { render, yamlViewpoint } from '../model/render';
import { object } from '../model/shape';
import { isPlainObject } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';
import type { AnyPattern } from '../patterns/pattern';
import type { ControllerKind } from '../patterns/traits';
import { builtInHouse } from './built-in-house';
import { houseContextOf } from './context';
import { foreignTemplate, mergeMissing, withValueAt, type ForeignTemplate } from './foreign-template';

/** What a foreign workload takes of a pattern: its settings, in the shape of the props, and reasons. */
export interface ApplyPatternOptions {
  /** @default - the pattern's own defaults */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** @default - none */
  readonly because?: Readonly<Record<string, string>> | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Applies what a pattern says of pods and containers to a workload of cdk8s or another library: it becomes a patch on
 * the pod template whenever the workload is rendered, so that it holds for containers that are added later too. What
 * the template says already stays. Objects that the pattern would emit are not made.
 */
export function applyPattern(workload: ApiObject, pattern: AnyPattern, options: ApplyPatternOptions = {}): void {
  const values = settingsOf(pattern, options, workload.node.path);
  // Not a JSON patch: classes that cdk8s generates read each field again after those, and lose what they do not expect.
  const rendered = (workload.toJson as () => Fields).bind(workload);
  const toJson = (): Fields => patched(workload, rendered(), { pattern, values, because: options.because });
  // Once now, for its errors.
  toJson();
  Object.defineProperty(workload, 'toJson', { value: toJson, configurable: true, writable: true });
}

/** A pattern with its settings. */
interface Applied {
  readonly pattern: AnyPattern;
  readonly values: Fields;
  readonly because: ApplyPatternOptions['because'];
}

function patched(workload: ApiObject, manifest: Fields, { pattern, values, because }: Applied): Fields {
  const { path } = workload.node;
  const template = foreignTemplate(workload, manifest);
  const facts = factsOf(workload, template, new Reasons(path, because));
  const record = new DraftRecord(path);
  const main = template.containers[0];
  if (main === undefined) {
    throw new CharthouseError({
      path,
      problem: 'has no container',
      allowed: 'a workload with a pod template',
      fix: 'apply the pattern to a Deployment, StatefulSet, DaemonSet, Job or CronJob',
    });
  }
  // What patterns derive values from; the controller itself is not changed.
  record.for('charthouse').claimController({ replicas: template.replicas });
  for (const { name, role } of template.containers.slice(1)) {
    const added = role === 'main' ? 'container' : role;
    record.for('charthouse').add('containers', name, { role: added, props: {} });
  }
  pattern.apply(record.for(pattern.name), values, facts);
  for (const { name, role } of template.containers) {
    const draft = record.for(pattern.name);
    pattern.applyContainer(draft.containers({ name }), values, { name, role, workload: facts }, draft);
  }
  const { selector } = facts;
  const settled = new SettledDraft(record, { path, name: facts.name, containerName: main.name, selector });
  const written = render(settled.template, yamlViewpoint(path, workload.metadata.namespace));
  return withValueAt(manifest, template.steps, mergeMissing(template.manifest, isPlainObject(written) ? written : {}));
}

function settingsOf(
  pattern: AnyPattern,
  options: ApplyPatternOptions,
  path: string,
): Readonly<Record<string, unknown>> {
  const shapes = { ...pattern.reads, ...pattern.containerShapes, ...pattern.shapes };
  const { settings = {} } = options;
  object(shapes).check(settings, { path, field: 'settings' });
  const reasons = new Reasons(path, options.because);
  const defaults = { ...pattern.containerDefaults, ...pattern.defaults };
  const layers: readonly Layer[] = [
    { kind: 'library', name: 'charthouse', values: defaults, reasons },
    { kind: 'props', name: 'settings', values: settings, reasons },
  ];
  return layers.reduce((merged, layer) => mergeLayer(merged, layer, path, shapes), nothingMerged).values;
}

function factsOf(workload: ApiObject, template: ForeignTemplate, reasons: Reasons): WorkloadFacts {
  const context = houseContextOf(workload, builtInHouse());
  const { target } = context;
  return {
    path: workload.node.path,
    name: workload.name,
    workload: workload.kind,
    controller: workload.kind as ControllerKind,
    controllerName: workload.name,
    traits: new Set(workload.kind === 'Job' || workload.kind === 'CronJob' ? ['runsOnce'] : ['longRunning']),
    application: context.application,
    namespace: workload.metadata.namespace,
    cluster: context.cluster,
    target: { name: target.name, environment: target.environment, domain: undefined, delivery: target.delivery },
    platform: target.platform,
    selector: template.selector,
    connections: connectionsOf(workload),
    reason: (field) => reasons.use(field),
    startsAfter: () => [],
    orderDepth: () => 0,
  };
}
