/** What is known of a workload before any pattern speaks. */
import type { IConstruct } from 'constructs';
import { connectionsOf } from '../model/connections';
import { checkName, workloadLabel } from '../model/names';
import type { Reasons } from '../model/reasons';
import type { WorkloadFacts } from '../patterns/facts';
import type { HouseContext } from './context';
import type { AdoptProps } from './core-props';
import { orderDepth, predecessorPaths } from './order';
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
    reason: (field) => reasons.use(field),
    startsAfter: () => predecessorPaths(construct),
    orderDepth: () => orderDepth(construct),
  };
  }
