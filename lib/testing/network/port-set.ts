/** Sets of ports: ranges by protocol, so that "all ports" and `endPort` are compared exactly, and never listed. */

/** What NetworkPolicies tell apart. */
export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** Ports of one protocol, both ends included. */
export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** Ranges that do not touch, sorted by protocol and number. */
export type PortSet = readonly PortRange[];

const protocols: readonly Protocol[] = Object.freeze(['TCP', 'UDP', 'SCTP']);
/** The highest number that a port has. */
export const lastPort = 65535;

/** No port at all. */
export const noPort: PortSet = Object.freeze([]);

/** Every port of every protocol. */
export const everyPort: PortSet = Object.freeze(protocols.map((protocol) => ({ protocol, first: 1, last: lastPort })));

/** The ports of a protocol from one number to another, both included; by default all of them. */
export function portsFrom(protocol: Protocol, first = 1, last: number = lastPort): PortSet {
  return first > last ? noPort : [{ protocol, first, last }];
}

/** The ports that are in one set at least. */
export function unionOf(sets: Iterable<PortSet>): PortSet {
  const all = [...sets].flat();
  return protocols.flatMap((protocol) => {
    const sorted = all.filter((range) => range.protocol === protocol).sort((left, right) => left.first - right.first);
    const merged: PortRange[] = [];
    for (const range of sorted) {
      const before = merged.at(-1);
      if (before !== undefined && range.first <= before.last + 1)
        merged[merged.length - 1] = { ...before, last: Math.max(before.last, range.last) };
      else merged.push(range);
    }
    return merged;
  });
}

/** The ports that are in both sets. */
export function intersectionOf(left: PortSet, right: PortSet): PortSet {
  return unionOf(left.map((one) => right.flatMap((other) => {
    const [first, last] = [Math.max(one.first, other.first), Math.min(one.last, other.last)];
    return one.protocol === other.protocol && first <= last ? [{ protocol: one.protocol, first, last }] : [];
  })));
}

/** The ports of the first set that are not in the other one. */
export function without(set: PortSet, other: PortSet): PortSet {
  return other.reduce<PortSet>((rest, taken) => rest.flatMap((range) => {
    if (range.protocol !== taken.protocol || taken.last < range.first || taken.first > range.last) return [range];
    return [
      ...portsFrom(range.protocol, range.first, taken.first - 1),
      ...portsFrom(range.protocol, taken.last + 1, range.last),
    ];
  }), set);
}

/** Ranges in each of which every set has either all ports or none. */
export function elementaryRanges(sets: readonly PortSet[]): PortSet {
  const all = sets.flat();
  return protocols.flatMap((protocol) => {
    const ranges = all.filter((range) => range.protocol === protocol);
    const starts = new Set(ranges.flatMap(({ first, last }) => [first, last + 1]));
    const sorted = [...starts].sort((left, right) => left - right);
    return sorted.slice(0, -1).map((first, index) => ({ protocol, first, last: (sorted[index + 1] ?? first + 1) - 1 }));
  });
}

/** The set as texts: `8080/TCP`, `8000-8999/TCP`, `every UDP port`, `every port`. */
export function portTexts(set: PortSet): readonly string[] {
  if (without(everyPort, set).length === 0) return ['every port'];
  return set.map(({ protocol, first, last }) => {
    if (first === 1 && last === lastPort) return `every ${protocol} port`;
    return `${first === last ? first : `${first}-${last}`}/${protocol}`;
  });
}
