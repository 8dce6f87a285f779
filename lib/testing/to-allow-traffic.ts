/** `toAllowTraffic`: the NetworkPolicies of both sides let one end reach the other, on each of its ports. */
import { CharthouseError } from '../model/error';
import { evaluate, type SideVerdict } from './network/evaluate';
import type { NetworkEnd } from './network/network-end';
import { policiesOf, type Policy } from './network/network-policy';
import {
  everyPort, intersectionOf, lastPort, portTexts, portsFrom, unionOf, without, type PortSet, type Protocol,
} from './network/port-set';
import { constructOf, findEnd, type FoundEnd, type TrafficEnd } from './network/traffic-end';
import { result, type MatcherContext, type MatcherResult } from './matcher';
import { oneCluster, subjectOf } from './subject';

/**
 * Whether traffic is allowed. Without a port it is asked about the main port of `to`; with `.not`, about any port at
 * all.
 */
export function toAllowTraffic(
  this: MatcherContext,
  tested: unknown,
  from: TrafficEnd,
  to: TrafficEnd,
  port?: number | string,
): MatcherResult {
  const near = [constructOf(from), constructOf(to)];
  const { objects } = oneCluster(subjectOf(tested, 'toAllowTraffic'), near, 'toAllowTraffic');
  const caller = findEnd(from, objects, 'from').end;
  const called = findEnd(to, objects, 'to');
  const policies = policiesOf(objects.map(({ manifest }) => manifest));
  const verdict = evaluate(policies, caller, called.end);
  const asked = askedPorts(called, port, this.isNot === true);
  const open = intersectionOf(verdict.ports, asked);
  const sides = [
    sideText('egress', caller, verdict.egress, asked),
    sideText('ingress', called.end, verdict.ingress, asked),
  ];
  const traffic = `traffic from ${caller.name} to ${called.end.name}`;
  if (this.isNot === true) {
    const on = portTexts(open).join(', ');
    return result(open.length > 0, `expected no ${traffic}, but it is allowed on ${on}`, sides);
  }
  const closed = without(asked, open);
  const but = open.length === 0 ? 'it is not allowed' : `not allowed are ${portTexts(closed).join(', ')}`;
  return result(closed.length === 0, `expected ${traffic} on ${portTexts(asked).join(', ')}, but ${but}`, sides);
}

function askedPorts(called: FoundEnd, port: number | string | undefined, negated: boolean): PortSet {
  if (port !== undefined) return statedPort(called.end, port);
  if (negated) return everyPort;
  return called.ports.length > 0 ? called.ports : everyPort;
}

/** `8080`, `53/UDP`, or the name of a port of the called pods. */
function statedPort(end: NetworkEnd, port: number | string): PortSet {
  const [, digits, protocol = 'TCP'] = /^(\d+)(?:\/(TCP|UDP|SCTP))?$/.exec(String(port)) ?? [];
  const number = Number(digits);
  // What no port has is open to nobody: with `.not` it would hold for ever.
  if (number >= 1 && number <= lastPort) return portsFrom(protocol as Protocol, number, number);
  const ports = end.pods?.ports ?? [];
  const named = ports.filter(({ name }) => name === port);
  if (named.length > 0) {
    return unionOf(named.map((each) =>
      portsFrom(each.protocol as Protocol, Number(each.number), Number(each.number))));
  }
  const names = ports.flatMap(({ name }) => (name === undefined ? [] : `'${name}'`));
  throw new CharthouseError({
    path: 'toAllowTraffic',
    field: 'port',
    problem: `must be a port of ${end.name}`,
    value: port,
    allowed: [`a number from 1 to ${lastPort}`, "such as '53/UDP'", ...names].join(', '),
    fix: 'write its number, with the protocol where it is not TCP',
  });
}

function sideText(
  direction: 'egress' | 'ingress', end: NetworkEnd, { policies, ports }: SideVerdict, asked: PortSet,
): string {
  const side = `  ${direction} of ${end.name}:`;
  if (end.pods === undefined) return `${side} outside the cluster, where no policy holds`;
  if (policies.length === 0) return `${side} open, for no NetworkPolicy holds it`;
  const by = policies.map(nameOf).join(', ');
  if (without(asked, ports).length === 0) return `${side} allowed by NetworkPolicy ${by}`;
  const instead = ports.length === 0 ? 'nothing' : portTexts(ports).join(', ');
  return `${side} NetworkPolicy ${by} allows ${instead} between the two`;
}

function nameOf({ namespace, name }: Policy): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}
