/** What an Ingress controller is told by annotations, because an Ingress has no field for it. */
import { CharthouseError } from '../../model/error';
import type { IngressEdge, IngressFeatures, RouteAnnotations } from '../../platforms/platform/edge';
import type { WorkloadFacts } from '../facts';
import { secondsOf } from './check-route';
import type { Route } from './routes';

type Annotations = Readonly<Record<string, string>>;

/** Something asked of the controller, and what it answers. */
interface Asked {
  readonly name: string;
  readonly feature: keyof IngressFeatures;
  readonly value: unknown;
  readonly answer: RouteAnnotations;
}

/** The annotations for what a route asks. Throws where the controller cannot do just that. */
export function featureAnnotations(route: Route, { features = {} }: IngressEdge, facts: WorkloadFacts): Annotations {
  const all: Record<string, string> = {};
  for (const { name, feature, value, answer } of askedOf(route, features)) {
    const field = `${route.field}.${name}`;
    if (value === undefined) continue;
    if (answer === undefined) throw cannot(field, value, feature, facts);
    for (const [key, text] of Object.entries(answer)) {
      if (key in all && all[key] !== text) throw twice(field, key, facts);
      all[key] = text;
    }
  }
  return all;
}

function askedOf({ paths, props }: Route, features: IngressFeatures): readonly Asked[] {
  const { redirect, rewrite, requestHeaders, responseHeaders, timeouts } = props;
  const expression = paths.find(({ type }) => type === 'RegularExpression')?.value;
  const ask = <Value>(
    feature: keyof IngressFeatures,
    value: Value | undefined,
    answer: ((value: Value) => RouteAnnotations) | undefined,
    name: string = feature,
  ): Asked => ({ name, feature, value, answer: value === undefined ? undefined : answer?.(value) });
  const seconds = (duration: string | undefined): number | undefined =>
    duration === undefined ? undefined : secondsOf(duration);
  return [
    ask('regularExpressions', expression, features.regularExpressions, 'paths'),
    ask('redirect', redirect, features.redirect),
    ask('rewrite', rewrite, features.rewrite),
    ask('requestHeaders', requestHeaders, features.requestHeaders),
    ask('responseHeaders', responseHeaders, features.responseHeaders),
    ask('timeouts', timeouts, ({ request, backendRequest }) =>
      features.timeouts?.({ request: seconds(request), backendRequest: seconds(backendRequest) })),
  ];
}

/** The annotations that send plain HTTP to HTTPS. */
export function redirectAnnotations({ features }: IngressEdge, facts: WorkloadFacts): Annotations {
  const annotations = features?.redirectHttp?.();
  if (annotations === undefined) throw cannot('exposure.redirectHttp', true, 'redirectHttp', facts);
  return annotations;
}

function cannot(
  field: string,
  value: unknown,
  feature: keyof IngressFeatures,
  { path, platform }: WorkloadFacts,
): CharthouseError {
  return new CharthouseError({
    path,
    field,
    problem: `is more than the edge of platform ${platform.name} can do`,
    value,
    allowed: `where edge.features of the platform has ${feature}`,
    fix: `leave it out for this target (target.pick), or let ${feature} in edge.features of the platform answer to it`,
  });
}

function twice(field: string, key: string, { path, platform }: WorkloadFacts): CharthouseError {
  return new CharthouseError({
    path,
    field,
    problem: `asks platform ${platform.name} for annotation ${key}, which says something else already`,
    value: key,
    allowed: 'each annotation once in a route',
    fix: 'make two routes of it, or join the two in edge.features of the platform',
  });
}
