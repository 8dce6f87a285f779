/** Sets of IP addresses: ranges of numbers by family, so that a block with exceptions is compared exactly. */
import { isIPv4, isIPv6 } from 'node:net';

/** Addresses of one family, both ends included. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** Ranges, which may overlap. */
export type AddressSet = readonly AddressRange[];

const bits = Object.freeze({ 4: 32, 6: 128 });

/** The addresses of a range in CIDR notation, or of a single address; none where the text is neither. */
export function addressesOf(text: string): AddressSet {
  const [address = '', length, ...others] = text.split('/');
  const family = isIPv4(address) ? 4 : isIPv6(address) ? 6 : undefined;
  if (family === undefined || others.length > 0 || length === '') return [];
  const kept = length === undefined ? bits[family] : Number(length);
  if (!Number.isInteger(kept) || kept < 0 || kept > bits[family]) return [];
  const size = 1n << BigInt(bits[family] - kept);
  const number = family === 4 ? numberOfIPv4(address) : numberOfIPv6(address);
  const first = number - (number % size);
  return [{ family, first, last: first + size - 1n }];
}

/** The addresses of the first set that are not in the other one. */
export function addressesWithout(set: AddressSet, other: AddressSet): AddressSet {
  return other.reduce<AddressSet>((rest, taken) => rest.flatMap((range) => {
    if (range.family !== taken.family || taken.last < range.first || taken.first > range.last) return [range];
    return [
      { ...range, last: taken.first - 1n },
      { ...range, first: taken.last + 1n },
    ].filter(({ first, last }) => first <= last);
  }), set);
}

/** Whether the first set has every address of the other one. */
export function holdsAddresses(set: AddressSet, other: AddressSet): boolean {
  return addressesWithout(other, set).length === 0;
}

/** Whether the set has every address of a family. */
export function holdsEveryAddress(set: AddressSet): boolean {
  return [addressesOf('0.0.0.0/0'), addressesOf('::/0')].some((all) => holdsAddresses(set, all));
}

function numberOfIPv4(address: string): bigint {
  return address.split('.').reduce((number, part) => number * 256n + BigInt(part), 0n);
}

function numberOfIPv6(address: string): bigint {
  const [left = '', right] = address.replace(/%.*$/, '').replace(/[\d.]+$/, ipv4AsGroups).split('::');
  const groups = (text = ''): readonly string[] => (text === '' ? [] : text.split(':'));
  const [before, after] = [groups(left), groups(right)];
  const between = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...between, ...after].reduce((number, group) => number * 65536n + BigInt(`0x${group}`), 0n);
}

/** An address may end as one of IPv4 does: `::ffff:10.0.0.1`. */
function ipv4AsGroups(text: string): string {
  if (!isIPv4(text)) return text;
  const number = numberOfIPv4(text);
  return `${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
}
