/** What is known of a workload before any pattern speaks. */
import type { IConstruct } from 'constructs';
import { connectionsOf } from '../model/connections';
import { CharthouseError } from '../model/error';
import { checkName, workloadLabel } from '../model/names';
import type { Reasons } from '../model/reasons';
import { isStated } from '../model/stated';
import type { WorkloadFacts } from '../patterns/facts';
import type { HouseContext } from './context';
import type { AdoptProps } from './core-props';
import { predecessorPaths } from './order';
import { orderDepth, releasePhase } from './release-phases';
import { refuseCircleAt } from './walked-order';
import type { WorkloadDefinition } from './workload-class';

/** The facts of a workload. Throws where its name is none that Kubernetes takes. */
export function factsOf(
  construct: IConstruct,
  props: Readonly<Record<string, unknown>>,
  definition: WorkloadDefinition,
  context: HouseContext,
  adopt: AdoptProps,
  reasons: Reasons,
): WorkloadFacts {
  const { path } = construct.node;
  const name = (props['name'] as string | undefined) ?? construct.node.id;
  checkName(
    name,
    definition.controller === 'Deployment' || definition.controller === 'DaemonSet'
      ? 'Service'
      : definition.controller,
    path,
    'name',
  );
  checkName(name, 'Service', path, 'name');
  const { target } = context;
  return {
    path,
    name,
    workload: definition.name,
    controller: definition.controller,
    controllerName: adopt.name ?? name,
    serviceName: serviceNameOf(adopt, name, definition, path),
    traits: new Set(definition.traits),
    application: context.application,
    namespace: context.namespace,
    cluster: context.cluster,
    target: {
      name: target.name,
      environment: target.environment,
      domain: target.hasDomain ? target.domain : undefined,
      delivery: target.delivery,
    },
    platform: target.platform,
    selector: Object.freeze({ ...(adopt.selector ?? { [workloadLabel]: name }) }),
    connections: connectionsOf(construct),
    statedBy: (field) => statedBy(field, props, definition, context),
    reason: (field) => reasons.use(field),
    startsAfter: () => predecessorPaths(construct),
    orderDepth: () => {
      refuseCircleAt(construct);
      return orderDepth(construct);
    },
    releasePhase: () => {
      refuseCircleAt(construct);
      return releasePhase(construct);
    },
  };
  }

function statedBy(
  field: string,
  props: Readonly<Record<string, unknown>>,
  { name, defaults }: WorkloadDefinition,
  { house, layers }: HouseContext,
): 'props' | 'kind' | undefined {
  if (isStated(props, field)) return 'props';
  const ofKind = [...house.layers, ...layers].filter(({ workload }) => workload === name).map(({ values }) => values);
  return [defaults, ...ofKind].some((values) => isStated(values, field)) ? 'kind' : undefined;
}

/** A StatefulSet names the Service that gives its pods their names, and can never name another. */
function serviceNameOf(adopt: AdoptProps, name: string, definition: WorkloadDefinition, path: string): string {
  const { serviceName } = adopt;
  if (serviceName === undefined) return `${name}-headless`;
  if (definition.controller !== 'StatefulSet') {
    throw new CharthouseError({
      path,
      field: 'adopt.serviceName',
      problem: `has no effect on a ${definition.controller}: only a StatefulSet names a Service`,
      value: serviceName,
      allowed: 'for a StatefulStore only',
      fix: 'leave it out',
    });
  }
  checkName(serviceName, 'Service', path, 'adopt.serviceName');
  return serviceName;
}
