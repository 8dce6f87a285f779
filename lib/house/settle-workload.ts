/** The first phase: every pattern writes to the draft, and the draft is settled. */
import { DraftRecord } from '../model/draft/draft';
import type { AddedContainer, Entry } from '../model/draft/collections';
import type { OwnerListener } from '../model/draft/pod-template';
import { SettledDraft } from '../model/draft/settled';
import { CharthouseError } from '../model/error';
import type { Layer } from '../model/layer';
import { mergeLayer, type LeftRule, type Merged } from '../model/layers';
import type { Reasons } from '../model/reasons';
import { checkName } from '../model/names';
import { unknownField } from '../model/shape';
import type { ContainerFacts, WorkloadFacts } from '../patterns/facts';
import type { AnyPattern } from '../patterns/pattern';
import type { WorkloadBase } from './workload-base';

/** What a draft is settled from. */
export interface SettleInput {
  readonly facts: WorkloadFacts;
  readonly base: WorkloadBase;
  /** All layers of the workload, merged. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Labels of pods that run already. */
  readonly adoptedLabels: Readonly<Record<string, string>>;
  readonly containerName: string;
  readonly reasons: Reasons;
  /**
   * Runs one step of one pattern, and says whose it was where it throws; `explain` goes on where a step fails for want
   * of a prop.
   */
  step(pattern: AnyPattern, run: () => void): void;
  /** What the layers below come to for a container that is added; `explain` leaves layers out. */
  readonly containers: { readonly stated: Merged; readonly injected: Merged };
  /** Whether the props of the containers that the props name count; `explain` leaves them out. */
  readonly containerProps: boolean;
  /** Hears who owns each leaf. @default - nobody asks */
  readonly onOwner?: OwnerListener | undefined;
  /** Hears which rules a container's own props left. @default - nobody asks */
  readonly onLeft?: ((left: readonly LeftRule[]) => void) | undefined;
}

const roleOf = Object.freeze({ containers: 'container', initContainers: 'init', sidecars: 'sidecar' } as const);

/** Runs the patterns over a new draft, and settles it. */
export function settleWorkload(input: SettleInput): SettledDraft {
  const { base, facts, values } = input;
  const record = new DraftRecord(facts.path);
  const own = record.for('charthouse');
  addContainers(input, record);
  for (const [key, value] of Object.entries(input.adoptedLabels)) own.add('adoptedPodLabels', key, value, 'props');
  for (const pattern of base.applying) {
    if (!isOff(pattern, values)) input.step(pattern, () => { pattern.apply(record.for(pattern.name), values, facts); });
  }
  applyToContainers(input, record);
  return new SettledDraft(
    record,
    {
      path: facts.path,
      name: facts.name,
      containerName: input.containerName,
      selector: facts.selector,
      lasting: facts.controller === 'Job',
    },
    input.onOwner,
  );
}

/** Whether the settings switch a pattern off. */
export function isOff(pattern: AnyPattern, values: Readonly<Record<string, unknown>>): boolean {
  return pattern.off !== undefined && values[pattern.off] === false;
}

/** The containers that the props name, in the order in which they start. */
function addContainers(input: SettleInput, record: DraftRecord): void {
  const draft = record.for('charthouse');
  const names = new Set([input.containerName]);
  for (const key of ['initContainers', 'sidecars', 'containers'] as const) {
    for (const [name, props] of Object.entries((input.values[key] ?? {}) as Record<string, Record<string, unknown>>)) {
      checkName(name, 'container', input.facts.path, `${key}.${name}`);
      if (names.has(name)) throw nameTaken(input.facts.path, key, name);
      names.add(name);
      const order = key === 'sidecars' && props['startsFirst'] === true ? 'first' : 'props';
      draft.add('containers', name, { role: roleOf[key], props }, order);
    }
  }
}

function nameTaken(path: string, set: string, name: string): CharthouseError {
  return new CharthouseError({
    path,
    field: `${set}.${name}`,
    problem: 'is the name of another container of the pod',
    value: name,
    allowed: 'a name of its own; the main container is called as the workload',
    fix: 'rename one of the two',
  });
}

function applyToContainers(input: SettleInput, record: DraftRecord): void {
  const serve = (name: string, role: ContainerFacts['role'], values: Readonly<Record<string, unknown>>): void => {
    const facts = { name, role, workload: input.facts };
    for (const pattern of input.base.serving) {
      if (isOff(pattern, values) || isOff(pattern, input.values)) continue;
      const draft = record.for(pattern.name);
      input.step(pattern, () => { pattern.applyContainer(draft.containers({ name }), values, facts, draft); });
    }
  };
  serve(input.containerName, 'main', input.values);
  for (const entry of record.collections.sorted('containers') as readonly Entry<AddedContainer>[]) {
    serve(entry.key, entry.item.role, containerValues(input, entry));
  }
}

/** A container's settings: the defaults of all layers below, and its own props on top. */
function containerValues(input: SettleInput, entry: Entry<AddedContainer>): Readonly<Record<string, unknown>> {
  // What a pattern says of a container of its own is said in every layer.
  const below = entry.owner === 'charthouse' ? input.containers.stated : input.containers.injected;
  if (!input.containerProps && entry.owner === 'charthouse') return below.values;
  const set = Object.entries(roleOf).find(([, role]) => role === entry.item.role)?.[0] ?? 'containers';
  const prefix = `${set}.${entry.key}`;
  const { containerShapes } = input.base;
  for (const [key, value] of Object.entries(entry.item.props)) {
    const shape = Object.hasOwn(containerShapes, key) ? containerShapes[key] : undefined;
    const place = { path: input.facts.path, field: prefix };
    if (shape === undefined) throw unknownField(place, key, Object.keys(containerShapes));
    if (value !== undefined) shape.check(value, { ...place, field: `${prefix}.${key}` });
  }
  const layer: Layer = { kind: 'props', name: 'props', values: entry.item.props, reasons: input.reasons, prefix };
  const merged = mergeLayer(below, layer, input.facts.path, containerShapes);
  input.onLeft?.(merged.left);
  return merged.values;
}
