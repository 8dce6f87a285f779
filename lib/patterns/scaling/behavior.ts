/** How fast pods come and go. */
import { CharthouseError } from '../../model/error';
import type { HorizontalPodAutoscalerSpec } from '../../model/kubernetes/types';
import { featureSince } from '../../model/kubernetes/served';
import { isAmount } from '../../model/quantity';
import { integer, list, object, oneOf, shapeOf } from '../../model/shape';
import type { WorkloadFacts } from '../facts';
import { refuseBefore } from '../kubernetes-since';
import type { ScalingProps } from './scaling-props';

type Behavior = NonNullable<HorizontalPodAutoscalerSpec['behavior']>;

const rules = object({
  stabilizationWindowSeconds: integer(0, 3600),
  selectPolicy: oneOf('Max', 'Min', 'Disabled'),
  policies: list(
    object({ type: oneOf('Pods', 'Percent'), value: integer(1, 2 ** 31 - 1), periodSeconds: integer(1, 1800) }),
  ),
  tolerance: shapeOf('a share such as 0.05 or 50m', isAmount, 'write 0.05 for 5 percent'),
});

/** The shape of both directions. */
export const behaviorShape = object({ scaleUp: rules, scaleDown: rules });

/** The behavior, with the seconds of lower load that are said in short. Throws where the API server would refuse it. */
export function behaviorOf({ behavior = {}, scaleDownSeconds }: ScalingProps, facts: WorkloadFacts): Behavior {
  const { scaleUp, scaleDown } = behavior;
  for (const direction of ['scaleUp', 'scaleDown'] as const) checkRules(behavior, direction, facts);
  const window = scaleDown?.stabilizationWindowSeconds;
  if (window !== undefined && facts.statedBy('scaling.scaleDownSeconds') === 'props') {
    throw new CharthouseError({
      path: facts.path,
      field: 'scaling.scaleDownSeconds',
      problem: 'says the same as scaling.behavior.scaleDown.stabilizationWindowSeconds',
      value: scaleDownSeconds,
      allowed: 'one of the two',
      fix: 'leave one of the two out',
    });
  }
  return {
    ...(scaleUp === undefined ? {} : { scaleUp }),
    scaleDown: { ...scaleDown, stabilizationWindowSeconds: window ?? scaleDownSeconds },
  };
}

function checkRules(behavior: Behavior, direction: keyof Behavior, facts: WorkloadFacts): void {
  const { path } = facts;
  const { policies, tolerance } = behavior[direction] ?? {};
  const field = `scaling.behavior.${direction}`;
  if (policies?.length === 0) {
    throw new CharthouseError({
      path,
      field: `${field}.policies`,
      problem: 'is empty',
      value: policies,
      allowed: 'at least one policy',
      fix: "leave it out for Kubernetes' own, or say selectPolicy: 'Disabled' for none",
    });
  }
  for (const [index, policy] of (policies ?? []).entries()) {
    const said: Partial<typeof policy> = policy;
    const lacking = (['type', 'value', 'periodSeconds'] as const).find((key) => said[key] === undefined);
    if (lacking === undefined) continue;
    throw new CharthouseError({
      path,
      field: `${field}.policies[${index}].${lacking}`,
      problem: 'is missing',
      allowed: "such as { type: 'Pods', value: 2, periodSeconds: 60 }",
      fix: 'add it to the policy',
    });
  }
  if (tolerance !== undefined)
    refuseBefore(featureSince.autoscalerTolerance.on, `${field}.tolerance`, tolerance, facts);
}
