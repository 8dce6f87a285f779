/** What a workload finds through its scopes: the house and target that it runs under. */
import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { CharthouseError } from '../model/error';
import { leaveContext, contextAt, nearestContext } from '../model/context';
import type { DeclaredObject } from '../checks/check';
import type { Layer } from '../model/layer';
import type { Reasons } from '../model/reasons';
import { generic } from '../platforms/generic';
import type { WorkloadBase } from './workload-base';
import type { House, Target } from './house';
import { makeTarget } from './make-target';

/** The house and target of everything below a construct. */
export interface HouseContext {
  readonly house: House;
  readonly target: Target;
  /** Path of the Application, or of the outermost Chart. */
  readonly path: string;
  /** Name of the application, as labels say it. */
  readonly application: string;
  readonly namespace: string | undefined;
  /** Which cluster: names are unique within it, and references reach no further. */
  readonly cluster: string;
  /** Whether an Application decided the house; a plain Chart leaves it to each workload's class. */
  readonly decided: boolean;
  /** The layers between the house and the props. */
  readonly layers: readonly Layer[];
  readonly reasons: Reasons | undefined;
  readonly declared: readonly DeclaredObject[];
  /** What the layers below the props come to, by workload: the same for every workload of a kind. */
  readonly bases: Map<object, WorkloadBase>;
}

/** The context of a construct. Without an Application, `fallback` serves: a built-in house, or the class's own. */
export function houseContextOf(construct: IConstruct, fallback: House): HouseContext {
  const context = nearestContext(construct) as HouseContext | PlainContexts | undefined;
  if (context !== undefined && !('plain' in context)) {
    refuseOtherNamespace(construct, context);
    return context;
  }
  const outermost = outermostChart(construct);
  // The namespace is the nearest chart's, as for every object of cdk8s; the cluster is the outermost one's.
  const chart = Chart.of(construct);
  const contexts = (contextAt(chart) as PlainContexts | undefined) ?? leavePlainContexts(chart);
  const existing = contexts.plain.get(fallback);
  if (existing !== undefined) return existing;
  refuseSeveralPlatforms(construct, fallback);
  const made = plainContext(outermost, chart.namespace, fallback);
  contexts.plain.set(fallback, made);
  return made;
}

/** An Application is one namespace: a Chart in it with another one would part its workloads from its other objects. */
function refuseOtherNamespace(construct: IConstruct, { path, namespace }: HouseContext): void {
  const chart = Chart.of(construct);
  if (chart.namespace === undefined || chart.namespace === namespace) return;
  throw new CharthouseError({
    path: construct.node.path,
    field: 'namespace',
    problem: `of the Chart ${chart.node.path} is not that of the Application ${path}, to which its workloads go`,
    value: chart.namespace,
    allowed: `${namespace ?? 'none'}: an Application is one namespace`,
    fix: 'leave out the namespace of the Chart, or make an Application of its own for the other namespace',
  });
}

/** Without a target nobody has said which of them it is. */
function refuseSeveralPlatforms(construct: IConstruct, house: House): void {
  const names = Object.keys(house.platforms);
  if (names.length < 2) return;
  throw new CharthouseError({
    path: construct.node.path,
    field: 'scope',
    problem: `is in no Application, and house ${house.name} has several platforms: which one is meant is not known`,
    value: names,
    allowed: `an Application with a target of house ${house.name}`,
    fix: `use an Application in place of the Chart: new Application(app, 'shop', { target: ${house.name}.target(…) })`,
  });
}

/** The contexts of a chart outside any Application, by house. */
interface PlainContexts {
  readonly plain: Map<House, HouseContext>;
}

function leavePlainContexts(chart: Chart): PlainContexts {
  const contexts: PlainContexts = { plain: new Map() };
  leaveContext(chart, contexts);
  return contexts;
}

function plainContext(chart: Chart, namespace: string | undefined, house: House): HouseContext {
  const platforms = Object.values(house.platforms);
  const platform = platforms.length === 1 && platforms[0] !== undefined ? platforms[0] : generic();
  const target = makeTarget(house, 'default', { platform: platform.name, environment: 'default' }, platform);
  return {
    house,
    target,
    path: chart.node.path,
    application: chart.node.id === '' ? 'app' : chart.node.id,
    namespace,
    cluster: `chart ${chart.node.path}`,
    decided: false,
    layers: [],
    reasons: undefined,
    declared: [],
    bases: new Map(),
  };
}

/** The outermost chart that the construct is in: cdk8s users put equal names for different clusters into one App. */
export function outermostChart(construct: IConstruct): Chart {
  const [outermost] = construct.node.scopes.filter((scope): scope is Chart => Chart.isChart(scope));
  if (outermost !== undefined) return outermost;
  throw new CharthouseError({
    path: construct.node.path,
    field: 'scope',
    problem: 'is in no Application and in no Chart',
    allowed: 'an Application, a cdk8s Chart, or a construct in one',
    fix: "pass an Application as the first argument: new Application(app, 'shop', { target })",
  });
}

/** The context that an Application left on this very construct. */
export function applicationContextAt(construct: IConstruct): HouseContext | undefined {
  const context = contextAt(construct) as HouseContext | PlainContexts | undefined;
  return context === undefined || 'plain' in context ? undefined : context;
}

/** All contexts left on this very construct. */
export function contextsAt(construct: IConstruct): readonly HouseContext[] {
  const context = contextAt(construct) as HouseContext | PlainContexts | undefined;
  if (context === undefined) return [];
  return 'plain' in context ? [...context.plain.values()] : [context];
}
