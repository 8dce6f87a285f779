/** Makes a house, and checks everything about it that can be known before there is a workload. */
import { assertSameContract, markBrand } from '../model/brand';
import { CharthouseError, nearest } from '../model/error';
import { checkName } from '../model/names';
import { plainValues } from '../model/plain-values';
import { Reasons } from '../model/reasons';
import { checkProps, object, oneOf, subjectOf, unknownField, type Shape, type ShapePlace } from '../model/shape';
import { checks } from '../checks';
import type { AnyPattern } from '../patterns/pattern';
import type { Platform } from '../platforms/define-platform';
import { builtin } from './builtin';
import type { House, HouseProps, PatternsWith, Target, TargetNamesOf, TargetProps, WorkloadsOf } from './house';
import { allShapes, checkLayers, houseLayers } from './house-layers';
import { houseShapes } from './house-shapes';
import { checkCompat, datedSets } from './library-layers';
import { makeTarget, platformKeyOf } from './make-target';
import type { WorkloadClass } from './workload-class';

/**
 * Makes a house. Throws where it contradicts itself, names what is not there, or leaves a lock of the house it
 * extends.
 */
export function defineHouse<
  const PlatformName extends string = string,
  const TargetName extends string = never,
  const Patterns extends readonly AnyPattern[] = readonly [],
  const Workloads extends object = object,
  Base extends House = House<never, readonly []>,
>(
  props: HouseProps<PlatformName, TargetName, Patterns, Workloads, Base>,
): House<TargetName | TargetNamesOf<Base>, PatternsWith<Base, Patterns>, Workloads & WorkloadsOf<Base>> {
  type Made = House<TargetName | TargetNamesOf<Base>, PatternsWith<Base, Patterns>, Workloads & WorkloadsOf<Base>>;
  const path = subjectOf('house', props);
  checkProps(houseShapes, ['name', 'version'], props, path);
  if (props.extends !== undefined) assertSameContract(props.extends, 'House', path, `house ${props.extends.name}`);
  const patterns = patternsOf(path, props);
  const workloads = { ...props.extends?.workloads, ...props.workloads } as Readonly<Record<string, WorkloadClass>>;
  const shapes = allShapes(patterns);
  const compat = props.compat ?? props.extends?.compat;
  checkCompat(path, compat, [...datedSets(patterns), ...Object.values(workloads).map(({ definition }) => definition)]);
  const reasons = new Reasons(path, props.because, props.extends?.reasons);
  const layers = houseLayers(path, props, shapes, reasons);
  checkLayers(path, { patterns, compat }, layers);
  for (const field of ['severities', 'waivers'] as const)
    for (const rule of Object.keys(props[field] ?? {})) checkRule(path, field, rule);
  const platforms: Readonly<Record<string, Platform>> = Object.freeze({
    ...props.extends?.platforms,
    ...props.platforms,
  });
  const targets = new Map<string, Target>();
  const house: Made = {
    name: props.name,
    version: props.version,
    extends: props.extends,
    compat,
    patterns,
    platforms,
    layers,
    severities: Object.freeze({ ...props.extends?.severities, ...props.severities }),
    waivers: Object.freeze({ ...props.extends?.waivers, ...props.waivers }),
    reasons,
    workloads: Object.freeze(workloads) as object as Made['workloads'],
    target: (name) => targetOf(path, targets, name) as ReturnType<Made['target']>,
    get targets() {
      return [...targets.values()] as unknown as Made['targets'];
    },
  };
  markBrand(house, 'House');
  const addTarget = (target: Target): void => {
    const { name, defaults } = target;
    checkLayers(path, house, [...layers, { kind: 'target', name: `target ${name}`, values: defaults, reasons }]);
    targets.set(name, target);
  };
  for (const target of props.extends?.targets ?? []) {
    // One that is replaced keeps its place among the others.
    if (Object.hasOwn(props.targets ?? {}, target.name)) targets.set(target.name, target);
    else addTarget(rehoused(target, house));
  }
  for (const [name, target] of Object.entries<TargetProps>(props.targets ?? {})) {
    const platform = checkTarget({ path, field: `targets.${name}` }, target, platforms, shapes);
    addTarget(makeTarget(house, name, target, platform));
  }
  return Object.freeze(house);
}

/** An inherited target belongs to the house that inherits it, and goes to what that house calls its platform. */
function rehoused(target: Target, house: House): Target {
  const platform = platformKeyOf(target);
  const props: TargetProps = {
    platform,
    environment: target.environment,
    delivery: target.delivery,
    namespace: target.namespace,
    clusterUid: target.clusterUid,
    defaults: target.defaults,
    domain: target.hasDomain ? target.domain : undefined,
  };
  return makeTarget(house, target.name, props, house.platforms[platform] ?? target.platform);
}

function patternsOf(
  path: string,
  props: {
    extends?: House | undefined;
    patterns?: readonly AnyPattern[] | undefined;
    without?: readonly string[] | undefined;
  },
): readonly AnyPattern[] {
  const byName = new Map<string, AnyPattern>(
    (props.extends?.patterns ?? builtin).map((pattern: AnyPattern) => [pattern.name, pattern]),
  );
  for (const pattern of props.patterns ?? []) {
    assertSameContract(pattern, 'Pattern', path, `pattern ${pattern.name}`);
    byName.set(pattern.name, pattern);
  }
  for (const name of props.without ?? []) {
    if (!byName.delete(name)) {
      const guess = nearest(name, [...byName.keys()]);
      throw new CharthouseError({
        path,
        field: 'without',
        problem: 'names a pattern that is not there',
        value: name,
        allowed: [...byName.keys()].join(', '),
        fix: guess === undefined ? 'remove it' : `did you mean '${guess}'?`,
      });
    }
  }
  refuseUnknownReads(path, [...byName.values()]);
  // By name, so that nothing depends on the order in which a house lists them.
  return Object.freeze([...byName.values()].sort((left, right) => (left.name < right.name ? -1 : 1)));
}

/** A pattern that reads a key relies on another one to have it. */
function refuseUnknownReads(path: string, patterns: readonly AnyPattern[]): void {
  const known = Object.keys(allShapes(patterns));
  for (const { name, reads } of patterns) {
    for (const key of Object.keys(reads)) {
      if (known.includes(key)) continue;
      throw new CharthouseError({
        path,
        field: `pattern ${name}`,
        problem: 'reads a key that no pattern of the house has',
        value: key,
        allowed: known.join(', '),
        fix: `add the pattern with that key, or leave '${name}' out too`,
      });
    }
  }
}

function checkRule(path: string, field: string, rule: string): void {
  const rules = [...checks.map((check) => check.rule), 'unneeded-reason'];
  if (!rules.includes(rule)) throw unknownField({ path, field }, rule, rules);
}

function checkTarget(
  { path, field }: ShapePlace,
  target: TargetProps,
  platforms: Readonly<Record<string, Platform>>,
  shapes: Readonly<Record<string, Shape>>,
): Platform {
  for (const key of ['platform', 'environment'] as const) {
    if (target[key] === undefined) {
      throw new CharthouseError({
        path, field: `${field}.${key}`, problem: 'is missing', allowed: houseShapes.name.allowed, fix: `add ${key}`,
      });
    }
  }
  oneOf(...Object.keys(platforms)).check(target.platform, { path, field: `${field}.platform` });
  if (target.namespace !== undefined) checkName(target.namespace, 'Namespace', path, `${field}.namespace`);
  if (target.defaults !== undefined)
    object(shapes).check(plainValues(target.defaults), { path, field: `${field}.defaults` });
  const platform = platforms[target.platform];
  if (platform === undefined) throw new Error(`${path}: no platform ${target.platform}`);
  return platform;
}

function targetOf(path: string, targets: ReadonlyMap<string, Target>, name: string): Target {
  const target = targets.get(name);
  if (target !== undefined) return target;
  const names = [...targets.keys()];
  const guess = nearest(name, names);
  throw new CharthouseError({
    path,
    field: 'target',
    problem: "is not one of the house's targets",
    value: name,
    allowed: names.join(', '),
    fix: guess === undefined ? 'use one of these, or add the target to the house' : `did you mean '${guess}'?`,
  });
}
