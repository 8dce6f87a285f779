/** Variables that refer to themselves by `$(NAME)`: Kubernetes would leave that text as it is. */
import { CharthouseError } from '../../model/error';
import { circleOf, knownText } from '../../model/variable-references';
import { containerField, type ContainerFacts } from '../facts';
import type { EnvValue } from './variables';

/** Throws where variables refer to themselves, by way of others too. Those of an `envFrom` may be meant instead. */
export function refuseCircles(env: Readonly<Record<string, EnvValue>>, facts: ContainerFacts): void {
  const circle = circleOf(new Map(Object.entries(env).map(([name, value]) => [name, knownText(value)])));
  if (circle === undefined) return;
  const [first = '', ...others] = circle;
  const own = others.length === 1;
  throw new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, `env.${first}`),
    problem: own ? 'refers to itself' : `refers to itself by way of ${others.slice(0, -1).join(' and ')}`,
    value: knownText(env[first]),
    allowed: 'references to other variables, without a circle; what the image sets is not seen here',
    fix: `write $$(${others[0] ?? first}) where that text itself is meant, or give the variable another name`,
  });
}
