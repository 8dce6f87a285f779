/** A quantity as Kubernetes writes it back: `1000m` is `1`, and `1024Mi` is `1Gi`. */

const decimal: Readonly<Record<string, number>> = {
  n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18,
};
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The same quantity with the largest unit that needs no fraction; what is no quantity stays as it is. */
export function canonicalQuantity(text: string): string {
  const found = /^([+-]?)(\d*)\.?(\d*)(n|u|m|k|M|G|T|P|E|[KMGTPE]i|)$/.exec(text);
  const [, sign = '', whole = '', fraction = '', unit = ''] = found ?? [];
  if (`${whole}${fraction}` === '') return text;
  const [digits, minus] = [BigInt(`${whole}${fraction}`), sign === '-' ? '-' : ''];
  if (digits === 0n) return '0';
  const power = binary.indexOf(unit);
  const isBinary = power > 0;
  const scaled = isBinary ? roundedUp(digits * 1024n ** BigInt(power), 10n ** BigInt(fraction.length)) : digits;
  if (isBinary && scaled >= 1024n) return `${minus}${inBinary(scaled)}`;
  return `${minus}${inDecimal(scaled, isBinary ? 0 : (decimal[unit] ?? 0) - fraction.length)}`;
}

function roundedUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

function inBinary(value: bigint, power = 0): string {
  return value % 1024n === 0n && power < binary.length - 1
    ? inBinary(value / 1024n, power + 1) : `${value}${binary[power] ?? ''}`;
}

/** Thousands are what units differ by. */
function inDecimal(digits: bigint, exponent: number): string {
  if (digits % 10n === 0n) return inDecimal(digits / 10n, exponent + 1);
  const over = ((exponent % 3) + 3) % 3;
  const [value, power] = [digits * 10n ** BigInt(over), exponent - over];
  const unit = Object.entries(decimal).find(([, each]) => each === power)?.[0];
  return unit === undefined ? `${value}e${power}` : `${value}${unit}`;
}
