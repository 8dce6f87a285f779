/** What the objects of a route need to know: where requests go, and what is said to the cluster's other operators. */
import type { SettledDraft } from '../../model/draft/settled';
import { CharthouseError } from '../../model/error';
import { text } from '../../model/text';
import type { Value } from '../../model/value';
import type { WorkloadFacts } from '../facts';
import type { ExposureProps } from './route-props';
import { backendOf, type Backend } from './route-targets';
import type { Route } from './routes';

/** A workload that is served. */
export interface Serving {
  readonly facts: WorkloadFacts;
  readonly draft: SettledDraft;
  readonly exposure: ExposureProps;
  readonly routes: readonly Route[];
}

/** Who gets the requests of a route: this workload, and those that take a part of them. */
export function backendsOf(route: Route, { draft, facts }: Serving): readonly [Backend, ...Backend[]] {
  const own = { name: facts.name, port: servicePort(route, draft, facts) };
  const split = (route.props.split ?? []).map((target, index) => {
    const { percent = 100 } = target;
    return { ...backendOf(target, `${route.field}.split[${index}].to`, facts), weight: percent };
  });
  const rest = split.reduce((left, { weight }) => left - weight, 100);
  return split.length === 0 ? [own] : [{ ...own, weight: rest }, ...split];
}

/** The Service's port in front of the port that a route leads to. */
function servicePort({ field, props }: Route, draft: SettledDraft, { path }: WorkloadFacts): number {
  const inService = draft.entries('servicePorts').map(({ key, item }) => ({ name: item.targetPort ?? key, ...item }));
  const numbers = new Map(draft.containerEntries('ports').map(({ key, item }) => [key, item.containerPort]));
  const { port } = props;
  const found = inService.find(({ name }) => port === undefined || name === port || numbers.get(String(name)) === port);
  if (found !== undefined) return found.port;
  throw new CharthouseError({
    path,
    field: `${field}.port`,
    problem: 'is no port that the Service stands in front of',
    value: port,
    allowed: inService.map(({ name }) => `'${String(name)}' (${numbers.get(String(name)) ?? 'a number'})`).join(', '),
    fix: 'name one of its ports, or give the port a Service by `ports`',
  });
}

/** The annotations of a route, which are this workload's before they are the platform's. */
export function annotationsOf(hosts: readonly Value<string>[], { facts, exposure }: Serving): Record<string, unknown> {
  const { dns, edge } = facts.platform;
  const record = dns?.kind === 'external-dns' ? { [`${dns.annotationPrefix}hostname`]: joined(hosts) } : {};
  return { ...edge?.annotations, ...record, ...exposure.annotations };
}

function joined(hosts: readonly Value<string>[]): Value<string> | undefined {
  const [first, ...others] = hosts;
  return first === undefined ? undefined : others.reduce<Value<string>>((all, host) => text`${all},${host}`, first);
}

/** Routes that belong into one object: those that are alike in something. The one that `exposure` says comes first. */
export function grouped(routes: readonly Route[], alike: (left: Route, right: Route) => boolean): readonly Route[][] {
  const groups: Route[][] = [];
  for (const route of routes) {
    const group = groups.find(([first]) => first !== undefined && alike(first, route));
    if (group === undefined) groups.push([route]);
    else group.push(route);
  }
  return groups;
}

/** Every host of the routes, each once. */
export function hostsOf(routes: readonly Route[]): readonly Value<string>[] {
  return [...new Set(routes.flatMap(({ hosts }) => hosts))];
}
