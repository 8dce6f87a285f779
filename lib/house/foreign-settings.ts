/** What patterns are set to for a foreign workload: the layers of its house and Application, and what is said there. */
import type { Layer } from '../model/layer';
import { mergeLayer, nothingMerged, type LeftRule } from '../model/layers';
import { Reasons } from '../model/reasons';
import { object, type Shape } from '../model/shape';
import type { AnyPattern } from '../patterns/pattern';
import type { ControllerKind, Trait } from '../patterns/traits';
import { baseOf } from './base-of';
import type { HouseContext } from './context';
import type { WorkloadBase } from './workload-base';
import type { WorkloadDefinition } from './workload-class';

type Fields = Readonly<Record<string, unknown>>;

/** What the layers come to, for the main container and for the others. */
export interface ForeignSettings {
  readonly main: Fields;
  readonly others: Fields;
  /** Rules of the house that were left, each with a reason. */
  readonly left: readonly LeftRule[];
}

/** What is said of a foreign workload, and where its author reads it in an error. */
export interface SaidOfForeign {
  readonly settings: Fields;
  readonly reasons: Reasons;
  /** What an error names before the field: `settings`, or nothing. */
  readonly field: string;
}

const traitsOf: Readonly<Record<ControllerKind, readonly Trait[]>> = Object.freeze({
  Deployment: ['listens', 'longRunning', 'replicated', 'scalable'],
  StatefulSet: ['listens', 'longRunning', 'replicated', 'stores'],
  DaemonSet: ['listens', 'longRunning', 'perNode'],
  Job: ['runsOnce'],
  CronJob: ['runsOnce', 'scheduled'],
});

/** As a workload of ours would be: one object each, for what it comes to under a house is kept by it. */
const definitions = new Map(Object.entries(traitsOf).map(([kind, traits]): [string, WorkloadDefinition] => [
  kind,
  Object.freeze({ name: kind, controller: kind as ControllerKind, traits, requires: [], defaults: {} }),
]));

/** The kinds that a workload of Kubernetes has. */
export const workloadKinds: readonly string[] = Object.freeze(Object.keys(traitsOf));

/** What a foreign workload of a kind is by nature; a custom resource with a pod template is taken for a Deployment. */
export function foreignDefinition(kind: string): WorkloadDefinition {
  return definitions.get(kind) ?? foreignDefinition('Deployment');
}

/** Merges all layers for some patterns. Throws for what none of them knows. */
export function foreignSettings(
  context: HouseContext,
  kind: string,
  patterns: readonly AnyPattern[],
  { settings, reasons, field }: SaidOfForeign,
): ForeignSettings {
  const base = baseOf(foreignDefinition(kind), context);
  const { path } = reasons;
  const own = shapesOf(patterns, ({ shapes, containerShapes }) => ({ ...containerShapes, ...shapes }));
  const keys = { ...shapesOf(patterns, ({ reads }) => reads), ...own };
  object(keys).check(settings, { path, field });
  const props: Layer = { kind: 'props', name: field === '' ? 'harden' : field, values: settings, reasons };
  const merged = [...layersOf(base, patterns, base.layers, keys), props]
    .reduce((below, layer) => mergeLayer(below, layer, path, keys), nothingMerged);
  const inContainers = shapesOf(patterns, ({ containerShapes }) => containerShapes);
  const others = [...layersOf(base, patterns, base.stated.layers, inContainers), only(props, inContainers)]
    .reduce((below, layer) => mergeLayer(below, layer, path, inContainers), nothingMerged);
  const ofWorkload = Object.entries(merged.values).filter(([key]) => !(key in inContainers));
  return { main: merged.values, others: { ...Object.fromEntries(ofWorkload), ...others.values }, left: merged.left };
}

/** The layers below what is said: a pattern that the house does not know brings its own defaults. */
function layersOf(
  base: WorkloadBase,
  patterns: readonly AnyPattern[],
  layers: readonly Layer[],
  keys: Readonly<Record<string, Shape>>,
): readonly Layer[] {
  const strangers = patterns.filter((pattern) => !base.patterns.includes(pattern));
  const brought = strangers.map(({ name, containerDefaults, defaults }): Layer => ({
    kind: 'library',
    name: `pattern ${name}`,
    values: { ...containerDefaults, ...defaults },
    reasons: new Reasons(`pattern ${name}`),
  }));
  return [...brought, ...layers].map((layer) => only(layer, keys));
}

function only(layer: Layer, keys: Readonly<Record<string, unknown>>): Layer {
  return { ...layer, values: Object.fromEntries(Object.entries(layer.values).filter(([key]) => key in keys)) };
}

function shapesOf(
  patterns: readonly AnyPattern[],
  of: (pattern: AnyPattern) => Readonly<Record<string, Shape>>,
): Readonly<Record<string, Shape>> {
  return Object.assign({}, ...patterns.map(of)) as Record<string, Shape>;
}
