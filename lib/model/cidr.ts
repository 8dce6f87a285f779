/** Ranges of addresses, as NetworkPolicies name them. */
import { isIPv4, isIPv6 } from 'node:net';
import { CharthouseError } from './error';
import { shapeOf, type Shape, type ShapePlace } from './make-shape';

/** The range of one address: `10.1.2.3/32`, or `2001:db8::1/128`; undefined where the text is a name. */
export function rangeOfAddress(text: string): string | undefined {
  const known = addressOf(text);
  return known === undefined ? undefined : `${known.mapped ? textOf(known) : text}/${known.bits}`;
}

/** The address of a range of one; undefined where the range has several. */
export function singleAddress(cidr: string): string | undefined {
  const [address = ''] = cidr.split('/');
  return rangeOfAddress(address) === cidr ? address : undefined;
}

/** As it stands before a port: `10.1.2.3`, `api.example.com`, `[2001:db8::1]`. */
export function beforePort(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}

/** A range of addresses in CIDR notation. What stands behind the length of its prefix is zero. */
export const cidrShape: Shape = shapeOf('a range of addresses such as 10.20.0.0/16', isCidr, fixOfCidr);

/** Throws where a range that is left out of another one is not a part of it: the API server refuses such. */
export function checkExcept(cidr: string | undefined, except: readonly string[], place: ShapePlace): void {
  for (const [index, part] of except.entries()) {
    if (cidr !== undefined && isPartOf(part, cidr)) continue;
    throw new CharthouseError({
      path: place.path,
      field: `${place.field}[${index}]`,
      problem: cidr === undefined ? 'is left out of nothing: there is no cidr' : 'is not a part of cidr',
      value: part,
      allowed: cidr === undefined ? 'ranges within cidr' : `a smaller range within ${cidr}`,
      fix: cidr === undefined ? 'give the range that it is a part of as `cidr`' : 'leave it out, or widen cidr',
    });
  }
}

/** An address as a number. */
interface Address {
  readonly bits: 32 | 128;
  readonly number: bigint;
  /** Whether it was written as IPv6 though it is one of IPv4, which Kubernetes reads in one way and networks in two. */
  readonly mapped: boolean;
}

const mappedPrefix = 0xffffn << 32n;

function addressOf(text: string): Address | undefined {
  if (isIPv4(text)) return { bits: 32, number: joined(text.split('.').map(BigInt), 8n), mapped: false };
  // Without a zone, such as `%eth0`, which names a machine's own interface.
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const [left = '', right = ''] = new URL(`http://[${text}]`).hostname.slice(1, -1).split('::');
  const [before, after] = [left, right].map((part) => (part === '' ? [] : part.split(':'))) as [string[], string[]];
  const between = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const number = joined([...before, ...between, ...after].map((group) => BigInt(`0x${group}`)), 16n);
  const mapped = number >> 32n === mappedPrefix >> 32n;
  return mapped ? { bits: 32, number: number - mappedPrefix, mapped } : { bits: 128, number, mapped };
}

function joined(parts: readonly bigint[], bits: bigint): bigint {
  return parts.reduce((number, part) => (number << bits) + part, 0n);
}

function textOf({ bits, number }: Address): string {
  const [size, count] = bits === 32 ? [8n, 4] : [16n, 8];
  const partAt = (index: number): bigint => (number >> (size * BigInt(count - 1 - index))) % (1n << size);
  const parts = Array.from({ length: count }, (_, index) => partAt(index));
  if (bits === 32) return parts.join('.');
  return new URL(`http://[${parts.map((part) => part.toString(16)).join(':')}]`).hostname.slice(1, -1);
}

/** A range: its first address, and how many bits all of its addresses share. */
interface Range extends Address {
  readonly length: number;
}

function rangeOf(value: unknown): Range | undefined {
  const [text = '', length = '', ...others] = typeof value === 'string' ? value.split('/') : [];
  const address = addressOf(text);
  if (others.length > 0 || address === undefined || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  return Number(length) <= (address.mapped ? 128 : address.bits) ? { ...address, length: Number(length) } : undefined;
}

function startOf({ bits, number, length }: Range): bigint {
  return (number >> BigInt(bits - length)) << BigInt(bits - length);
}

function isCidr(value: unknown): boolean {
  const range = rangeOf(value);
  return range?.mapped === false && startOf(range) === range.number;
}

function isPartOf(part: string, whole: string): boolean {
  const [inner, outer] = [rangeOf(part), rangeOf(whole)];
  if (outer === undefined || inner?.bits !== outer.bits) return false;
  return inner.length > outer.length && startOf({ ...inner, length: outer.length }) === startOf(outer);
}

function fixOfCidr(value: unknown): string {
  const single = rangeOfAddress(String(value));
  if (single !== undefined) return `write ${single} for this address`;
  const range = rangeOf(value);
  if (range === undefined) return 'give an address, / and a length';
  const own = `${textOf(range)}/${range.bits}`;
  if (range.mapped) return range.length === 128 ? `write ${own}` : 'write it as a range of IPv4';
  return `write ${textOf({ ...range, number: startOf(range) })}/${range.length}, or ${own} for this address alone`;
}
