/**
 * Kubernetes' quantities (`100m`, `256Mi`, `1e3`), read exactly: a bigint count of billionths, the finest step that the
 * API server keeps. Floating point would make `0.1` and `100m` differ.
 * See https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */

/** A quantity as manifests write it: text, or a plain number. */
export type QuantityText = string | number;

/** Billionths in one unit: `parseQuantity('1') === billionths`. */
export const billionths = 1_000_000_000n;

/** What the API server cuts larger quantities down to. */
const largest = (2n ** 63n - 1n) * billionths;

const form = /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

const decimalExponents: Readonly<Record<string, number>> = Object.freeze({
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
});

const binaryExponents: Readonly<Record<string, number>> = Object.freeze({
  Ki: 10,
  Mi: 20,
  Gi: 30,
  Ti: 40,
  Pi: 50,
  Ei: 60,
});

/** Whether the API server would read this as a quantity. */
export function isQuantity(value: unknown): value is QuantityText {
  return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && form.test(value);
}

/** Whether the value is a quantity that something can have: none below zero. */
export function isAmount(value: unknown): value is QuantityText {
  return isQuantity(value) && parseQuantity(value) >= 0n;
}

/**
 * A quantity in billionths of its unit (a core, a byte), rounded away from zero as the API server does.
 * @throws RangeError where it is no quantity; ask `isQuantity` first about values of others.
 */
export function parseQuantity(quantity: QuantityText): bigint {
  const match = form.exec(String(quantity));
  if (match === null) {
    const text = JSON.stringify(quantity);
    throw new RangeError(`not a Kubernetes quantity: ${text}; write one such as 100m, 0.5, 256Mi or 2G`);
  }
  const [, sign = '', digits = '', exponent, suffix = ''] = match;
  const [whole = '', fraction = ''] = digits.split('.');
  const power = exponent === undefined ? (decimalExponents[suffix] ?? 0) : clamp(Number(exponent));
  const magnitude = scaled(BigInt(whole + fraction), power - fraction.length, BigInt(binaryExponents[suffix] ?? 0));
  const bounded = magnitude > largest ? largest : magnitude;
  return sign === '-' ? -bounded : bounded;
}

/** Below zero where `left` is the smaller, zero where both are the same amount (`1` and `1000m`), else above zero. */
export function compareQuantities(left: QuantityText, right: QuantityText): number {
  const difference = parseQuantity(left) - parseQuantity(right);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A quantity in whole units (bytes, cores), rounded away from zero. */
export function wholeUnits(quantity: QuantityText): bigint {
  const amount = parseQuantity(quantity);
  return amount < 0n ? -roundedUp(-amount, billionths) : roundedUp(amount, billionths);
}

/** `digits * 10^power * 2^binary`, in billionths. */
function scaled(digits: bigint, power: number, binary: bigint): bigint {
  const shifted = digits * 2n ** binary * billionths;
  return power >= 0 ? shifted * 10n ** BigInt(power) : roundedUp(shifted, 10n ** BigInt(-power));
}

function roundedUp(amount: bigint, divisor: bigint): bigint {
  return (amount + divisor - 1n) / divisor;
}

/** An exponent of a million must not cost a number of a million digits: beyond this all is nothing or the largest. */
function clamp(exponent: number): number {
  return Math.max(-1000, Math.min(1000, exponent));
}
