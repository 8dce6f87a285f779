/** Ranges of addresses, as NetworkPolicies name them. */
import { isIPv4, isIPv6 } from 'node:net';
import { shapeOf, type Shape } from './shape';

/** The range of one address: `10.1.2.3/32`, or `2001:db8::1/128`; undefined where the text is a name. */
export function rangeOfAddress(text: string): string | undefined {
  if (isIPv4(text)) return `${text}/32`;
  return isPlainIPv6(text) ? `${text}/128` : undefined;
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

/** Without a zone, such as `%eth0`, which names a machine's own interface. */
function isPlainIPv6(text: string): boolean {
  return isIPv6(text) && !text.includes('%');
}

/** A range of addresses in CIDR notation. */
export const cidrShape: Shape = shapeOf(
  'a range of addresses such as 10.20.0.0/16',
  isCidr,
  (value) => {
    const range = rangeOfAddress(String(value));
    return range === undefined ? 'give an address, / and a length' : `write ${range} for this address`;
  },
);

function isCidr(value: unknown): boolean {
  const [address = '', length = '', ...others] = typeof value === 'string' ? value.split('/') : [];
  if (others.length > 0 || !/^(0|[1-9]\d{0,2})$/.test(length)) return false;
  return (isIPv4(address) && Number(length) <= 32) || (isPlainIPv6(address) && Number(length) <= 128);
}
