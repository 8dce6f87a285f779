/** Builds a planned tree, as it is or varied: what must make no difference is one of the variations. */
import type { Construct } from 'constructs';
import type { App as Cdk8sApp } from 'cdk8s';
import { Application, existing, text, type House, type Listening, type Target, type Workload } from '../../../lib';
import { classes } from '../../support/arbitrary-props';
import type { Props } from './arbitrary-container';
import type { TreePlan, WorkloadPlan } from './arbitrary-tree';
import { ledTo, servedBy } from './legal-services';
import { testHouse } from './test-house';

/** What is done otherwise than planned. */
export interface Variation {
  /** The house whose targets are taken. @default - the house of the tests */
  readonly house?: House | undefined;
  /** The props of a workload, changed. @default - as planned */
  readonly props?: ((props: Props) => Props) | undefined;
  /** Where a workload is put, below its Application. @default - right there */
  readonly scope?: ((application: Construct, index: number) => Construct) | undefined;
  /** What is added to each Application after its workloads. @default - nothing */
  readonly siblings?: ((application: Construct) => void) | undefined;
  /** What becomes of a target. @default - it stays as it is */
  readonly target?: ((target: Target) => Target) | undefined;
}

/** A workload that was built, and the target it goes to. */
interface Built {
  readonly workload: Workload & Listening;
  readonly target: string;
  readonly application: Application;
}

/** Builds the tree under the App, and gives its workloads. */
export function buildTree(app: Cdk8sApp, plan: TreePlan, variation: Variation = {}): readonly Workload[] {
  const built: Built[] = [];
  const { house = testHouse, target: retarget = (target: Target) => target } = variation;
  for (const [index, { target, props, workloads }] of plan.applications.entries()) {
    const application = new Application(app, `app${index}`, {
      ...props,
      target: retarget(house.target(target)),
      existing: [existing.secret('pull')],
    });
    for (const each of workloads) built.push(build(application, each, { plan, built, target, variation }));
    variation.siblings?.(application);
  }
  for (const [from, to] of connectedLate(plan, built)) from.workload.connectTo(to.workload);
  return built.map(({ workload }) => workload);
}

interface Around {
  readonly plan: TreePlan;
  readonly built: readonly Built[];
  readonly target: string;
  readonly variation: Variation;
}

function build(application: Application, { workload, props }: WorkloadPlan, around: Around): Built {
  const index = around.built.length;
  const { scope = (given: Construct) => given, props: change = (given: Props) => given } = around.variation;
  const able = servedBy(application.target.platform.edge?.kind ?? 'gateway', props);
  const given = change(named(connected(able, index, { ...around, application }), index));
  const Class = classes[workload]!;
  return { workload: new Class(scope(application, index), `w${index}`, given), target: around.target, application };
}

/** Names are unique by the workload's turn, and so are ports of the nodes and what is adopted. */
function named(props: Props, index: number): Props {
  const adopt = props.adopt as Props | undefined;
  const service = props.service as Props | undefined;
  return {
    ...props,
    // A port of the nodes leads to one Service.
    ...(service?.nodePort === undefined ? {} : { service: { ...service, nodePort: 30_000 + index } }),
    ...(props.name === undefined ? {} : { name: `${props.name as string}-${index}` }),
    ...(adopt === undefined ? {} : { adopt: {
      ...adopt,
      ...(adopt.name === undefined ? {} : { name: `${adopt.name as string}-old${index}` }),
      ...(adopt.serviceName === undefined ? {} : { serviceName: `${adopt.serviceName as string}-svc${index}` }),
      ...(adopt.selector === undefined ? {} : { selector: { app: `old${index}` } }),
    } }),
  };
}

/** The connections to workloads that are there already, as props. */
function connected(props: Props, index: number, around: Around & Pick<Built, 'application'>): Props {
  const { plan, built, target, application } = around;
  const result: Record<string, unknown> = { ...props };
  const { edge } = application.target.platform;
  for (const { from, to, way } of plan.edges) {
    const callee = built[to];
    if (way === 'exposure' && from === index && edge?.kind === 'gateway') {
      // Whichever there is: a route leads to workloads of its own Application only.
      const beside = built.find((each) => each.application === application && listens(each));
      if (beside !== undefined) Object.assign(result, ledTo(beside.workload, result));
      continue;
    }
    if (from !== index || callee?.target !== target) continue;
    if (way === 'after') result.after = [...(result.after ?? []) as unknown[], callee.workload];
    if (way === 'beside' && callee.application === application) result.beside = callee.workload;
    if (way === 'near') result.near = [...(result.near ?? []) as unknown[], callee.workload];
    if (way === 'apartFrom') {
      const other = { workload: callee.workload, topologyKey: 'rack', required: to % 2 === 0 };
      result.apartFrom = [...(result.apartFrom ?? []) as unknown[], other];
    }
    if (!listens(callee)) continue;
    const { address } = callee.workload;
    const add = (key: string, entry: Props): void => {
      result[key] = { ...result[key] as Props | undefined, ...entry };
    };
    if (way === 'env') add('env', { [`W${to}_PORT`]: callee.workload.port });
    if (way === 'args') result.args = [...(result.args ?? []) as unknown[], text`--peer=${address}`];
    if (way === 'files') add('files', { [`/etc/peers/${to}`]: text`peer = ${callee.workload.hostname}` });
    if (way === 'podAnnotations') add('podAnnotations', { [`example.com/peer${to}`]: callee.workload.url });
    if (way === 'connectsTo') result.connectsTo = [...(result.connectsTo ?? []) as unknown[], callee.workload];
  }
  return result;
}

function connectedLate(plan: TreePlan, built: readonly Built[]): readonly (readonly [Built, Built])[] {
  const workloads = plan.applications.flatMap((application) => application.workloads);
  return plan.edges.flatMap(({ from, to, way }) => {
    const [caller, callee] = [built[from], built[to]];
    if (way !== 'connectTo' || caller === undefined || callee === undefined || !listens(callee)) return [];
    // What waits for a release task cannot come before it.
    if (workloads[from]?.props.release === 'before') return [];
    return caller.target === callee.target ? [[caller, callee] as const] : [];
  });
}

function listens({ workload }: Built): boolean {
  return workload.endpoint.ports.length > 0;
}
