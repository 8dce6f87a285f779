/** A pattern alone on a draft: what it writes and emits, without a house or a cluster around it. */
import { ConnectionRegister } from '../model/connections';
import { DraftRecord, type Draft } from '../model/draft/draft';
import { SettledDraft } from '../model/draft/settled';
import type { Layer } from '../model/layer';
import { mergeLayer, nothingMerged } from '../model/layers';
import { workloadLabel } from '../model/names';
import type { Delivery, EmittedObject } from '../model/object';
import { Reasons, type StatedReason } from '../model/reasons';
import { render, yamlViewpoint } from '../model/render';
import { object } from '../model/shape';
import { isStated } from '../model/stated';
import type { WorkloadFacts } from '../patterns/facts';
import type { AnyPattern } from '../patterns/pattern';
import { generic } from '../platforms/generic';

/** What a pattern is tried under. */
export interface DraftPatternOptions {
  /** What the props say. @default - nothing: the pattern's own defaults */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** Facts that differ from a Deployment `api` in namespace `shop` on a generic platform. @default - none */
  readonly facts?: Partial<WorkloadFacts> | undefined;
  /** Reasons. @default - none */
  readonly because?: Readonly<Record<string, string>> | undefined;
  /** What other patterns have written: `(draft) => draft.claimController({ replicas: 3 })`. @default - nothing */
  readonly others?: ((draft: Draft) => void) | undefined;
  /** The role of the container that its container part is tried on. @default 'main' */
  readonly role?: 'main' | 'container' | 'sidecar' | 'init' | undefined;
}

/** An emitted object: what the pattern says of it, without what every object of the workload has. */
export interface DraftedObject {
  readonly kind: string;
  readonly role: string;
  /** @default - the name of the workload, and `-role` where it has a role */
  readonly name?: string | undefined;
  /** @default - none besides the workload's */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** @default - none besides the workload's */
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** @default - nothing is said */
  readonly delivery?: Delivery | undefined;
}

/** What a pattern came to. */
export interface DraftedPattern {
  /** The pod template, rendered. */
  readonly template: Readonly<Record<string, unknown>>;
  /** The container that the pattern was tried on, rendered. */
  readonly container: Readonly<Record<string, unknown>>;
  /** The controller's `spec` without selector and template, rendered. */
  readonly controller: Readonly<Record<string, unknown>>;
  /** The CronJob's `spec` without the job template, rendered. */
  readonly cronJob: Readonly<Record<string, unknown>>;
  /** The emitted objects, rendered. */
  readonly objects: readonly DraftedObject[];
  /** The draft, for what a pattern adds to collections and needs. */
  readonly draft: SettledDraft;
  /** The stated reasons, and whether the pattern needed them. */
  readonly reasons: readonly StatedReason[];
}

/** Tries a pattern alone. Throws what the pattern throws. */
export function draftPattern(pattern: AnyPattern, options: DraftPatternOptions = {}): DraftedPattern {
  const reasons = new Reasons('shop/api', options.because);
  const facts = factsOf(reasons, options);
  const values = settingsOf(pattern, options.settings ?? {}, reasons);
  const record = new DraftRecord(facts.path);
  options.others?.(record.for('others'));
  const role = options.role ?? 'main';
  const name = role === 'main' ? facts.name : 'beside';
  if (role !== 'main') record.for('charthouse').add('containers', name, { role, props: {} });
  const off = pattern.off !== undefined && values[pattern.off] === false;
  if (!off) {
    pattern.apply(record.for(pattern.name), values, facts);
    const draft = record.for(pattern.name);
    pattern.applyContainer(draft.containers({ name }), values, { name, role, workload: facts }, draft);
  }
  const { path, selector } = facts;
  const draft = new SettledDraft(record, { path, name: facts.name, containerName: facts.name, selector });
  const emitted: readonly EmittedObject[] = off ? [] : pattern.emit(draft, values, facts);
  const rendered = (value: unknown): Readonly<Record<string, unknown>> =>
    (render(value, yamlViewpoint(path, facts.namespace)) ?? {}) as Record<string, unknown>;
  return {
    template: rendered(draft.template),
    container: rendered(draft.containers.find((container) => container.name === name)?.manifest),
    controller: rendered(draft.controller),
    cronJob: rendered(draft.cronJob),
    objects: emitted.map((each) => draftedObject(each, rendered)),
    draft,
    reasons: reasons.stated(),
  };
}

/** Only what is said: a test compares the whole object. */
function draftedObject(
  { kind, role, name, labels = {}, annotations = {}, body, delivery }: EmittedObject,
  rendered: (value: unknown) => Readonly<Record<string, unknown>>,
): DraftedObject {
  const said = Object.entries({ labels, annotations: rendered(annotations), delivery })
    .filter(([, value]) => Object.keys(value).length > 0);
  return { kind, role, ...(name === undefined ? {} : { name }), ...Object.fromEntries(said), body: rendered(body) };
}

function settingsOf(
  pattern: AnyPattern,
  settings: Readonly<Record<string, unknown>>,
  reasons: Reasons,
): Readonly<Record<string, unknown>> {
  const shapes = { ...pattern.reads, ...pattern.containerShapes, ...pattern.shapes };
  object(shapes).check(settings, { path: 'shop/api', field: 'settings' });
  const layers: readonly Layer[] = [
    { kind: 'library', name: 'charthouse', values: { ...pattern.containerDefaults, ...pattern.defaults }, reasons },
    { kind: 'props', name: 'settings', values: settings, reasons },
  ];
  return layers.reduce((merged, layer) => mergeLayer(merged, layer, 'shop/api', shapes), nothingMerged).values;
}

function factsOf(reasons: Reasons, { facts: given = {}, settings }: DraftPatternOptions): WorkloadFacts {
  const name = given.name ?? 'api';
  return {
    path: `shop/${name}`,
    name,
    workload: 'WebService',
    controller: 'Deployment',
    controllerName: name,
    serviceName: `${name}-headless`,
    traits: new Set(['listens', 'longRunning', 'replicated', 'scalable']),
    application: 'shop',
    namespace: 'shop',
    cluster: 'test',
    target: { name: 'test', environment: 'test', domain: 'example.com', delivery: 'kubectl' },
    platform: generic(),
    selector: { [workloadLabel]: name },
    connections: new ConnectionRegister(),
    statedBy: (field) => (isStated(settings, field) ? 'props' : undefined),
    reason: (field) => reasons.use(field),
    startsAfter: () => [],
    orderDepth: () => 0,
    releasePhase: () => 'among',
    ...given,
  };
}
