/** A workload as it would be with some of its layers only, for `explain`. */
import { ConnectionRegister } from '../model/connections';
import type { SettledDraft } from '../model/draft/settled';
import { leavesOf } from '../model/leaves';
import type { Layer } from '../model/layer';
import { mergeLayer, nothingMerged, type Merged, type Shapes } from '../model/layers';
import type { EmittedObject } from '../model/object';
import type { Viewpoint } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';
import { podsAt } from '../patterns/pods-at';
import { connect } from './connect';
import { controllerObject } from './controller-object';
import { deliveryAnnotations } from './delivery-annotations';
import { ownersOf, type Owners } from './owners';
import type { ResolvedWorkload } from './resolved-workload';
import { runPattern } from './run-pattern';
import { isOff, settleWorkload } from './settle-workload';
import type { ContainerBase } from './workload-base';
import { whatRenders } from './what-renders';

/** The leaves of each object, as they are with some of the layers. */
type Stage = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

/**
 * The objects as they would be with these layers only; `names` are those of the finished workload. What fails for
 * want of a prop is not there yet.
 */
export function stageOf(
  resolved: ResolvedWorkload,
  layers: readonly Layer[],
  names: readonly string[],
  viewpoint: Viewpoint,
  owners: Owners | undefined,
): Stage {
  const { base } = resolved;
  const complete = layers.length === base.layers.length + 1;
  const connections = complete ? resolved.facts.connections : new ConnectionRegister();
  const facts: WorkloadFacts = { ...resolved.facts, connections };
  const merged = mergedOf(layers, facts.path, base.shapes);
  const containers = Object.fromEntries(
    ['containers', 'initContainers', 'sidecars'].map((key) => [key, resolved.values[key]]),
  );
  const values = { ...merged.values, ...containers };
  const below = (container: ContainerBase): Merged => {
    if (complete) return container.merged;
    const there = container.layers.filter((each) => layers.some((layer) => layer.name === each.name));
    return mergedOf(there, facts.path, base.containerShapes);
  };
  const draft = attempt(() =>
    settleWorkload({
      facts,
      base,
      values,
      reasons: resolved.reasons,
      adoptedLabels: resolved.adopt.labels ?? {},
      containerName: resolved.containerName,
      containerProps: complete,
      containers: { stated: below(base.stated), injected: below(base.injected) },
      step: (pattern, run) => { attempt(() => { runPattern(pattern, facts.path, run); }); },
      onOwner: (place, owner) => owners?.set(place, owner),
    }),
  );
  if (draft === undefined) return new Map();
  if (owners !== undefined) ownersOf(draft, owners);
  if (!complete) connectStage(resolved, draft, facts);
  const own = metadataLeaves(draft, {}, {}, viewpoint);
  // Labels are said of every object, whoever makes it be there.
  const stage = new Map<string, ReadonlyMap<string, unknown>>(names.map((name) => [name, own]));
  for (const { object, pattern } of objectsOf(resolved, draft, values, facts)) {
    const name = nameOf(object);
    owners?.set(`object:${name}`, pattern);
    const annotations = { ...deliveryAnnotations(object.delivery, facts.target.delivery), ...object.annotations };
    stage.set(name, new Map([
      ...frameLeaves(facts, object),
      ...leavesOf(whatRenders(object.body, viewpoint)),
      ...metadataLeaves(draft, object.labels ?? {}, annotations, viewpoint),
    ]));
  }
  return stage;
}

/** An object's name within its workload: the kind, and the role where it has one. */
export function nameOf(object: { readonly kind: string; readonly role: string }): string {
  return object.role === '' ? object.kind : `${object.kind}/${object.role}`;
}

/** Callers are what they are; whom the workload itself connects to is said by its layers. */
function connectStage(resolved: ResolvedWorkload, draft: SettledDraft, facts: WorkloadFacts): void {
  for (const connection of resolved.facts.connections.to(facts.path, podsAt(draft, facts))) {
    // What the workload says of its callers, it says by its layers too.
    if (connection.via !== 'allowFrom') facts.connections.add(connection);
  }
  attempt(() => { connect(draft, facts, resolved.endpoint); });
}

function objectsOf(
  resolved: ResolvedWorkload,
  draft: SettledDraft,
  values: Readonly<Record<string, unknown>>,
  facts: WorkloadFacts,
): readonly { object: EmittedObject; pattern: string }[] {
  const emitted = resolved.base.emitting
    .filter((pattern) => !isOff(pattern, values))
    .flatMap((pattern) =>
      (attempt(() => pattern.emit(draft, values, facts)) ?? []).map((object) => ({ object, pattern: pattern.name })),
    );
  return [{ object: controllerObject(draft, facts, resolved.controllerName), pattern: 'charthouse' }, ...emitted];
}

/** What nobody decides but the workload's name and the kind: it is there from the first layer on. */
function frameLeaves(facts: WorkloadFacts, object: EmittedObject): ReadonlyMap<string, unknown> {
  const name = object.name ?? (object.role === '' ? facts.name : `${facts.name}-${object.role}`);
  return leavesOf({
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { name, namespace: facts.namespace },
  });
}

function metadataLeaves(
  draft: SettledDraft,
  labels: object,
  annotations: object,
  viewpoint: Viewpoint,
): ReadonlyMap<string, unknown> {
  const entries = (collection: 'labels' | 'annotations'): Record<string, unknown> =>
    Object.fromEntries(draft.entries(collection).map((entry) => [entry.key, entry.item]));
  const metadata = {
    labels: { ...entries('labels'), ...labels },
    annotations: { ...entries('annotations'), ...annotations },
  };
  return leavesOf(whatRenders({ metadata }, viewpoint) ?? {});
}

function mergedOf(layers: readonly Layer[], path: string, shapes: Shapes): Merged {
  const merge = (merged: Merged, layer: Layer): Merged =>
    attempt(() => mergeLayer(merged, layer, path, shapes)) ?? merged;
  return layers.reduce(merge, nothingMerged);
}

/** Without its upper layers a workload may lack what it needs: then that part is not there. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
