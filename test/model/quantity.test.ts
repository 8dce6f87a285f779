import { billionths, compareQuantities, isQuantity, parseQuantity, wholeUnits } from '../../lib/model/quantity';

describe('a quantity', () => {
  test.each([
    ['1', billionths],
    ['0', 0n],
    ['1n', 1n],
    ['1u', 1_000n],
    ['100m', 100_000_000n],
    ['0.1', 100_000_000n],
    ['.5', 500_000_000n],
    ['5.', 5n * billionths],
    ['+1', billionths],
    ['-1500m', -1_500_000_000n],
    ['1k', 1_000n * billionths],
    ['1M', 1_000_000n * billionths],
    ['1G', 10n ** 9n * billionths],
    ['1T', 10n ** 12n * billionths],
    ['1P', 10n ** 15n * billionths],
    ['1E', 10n ** 18n * billionths],
    ['1Ki', 1024n * billionths],
    ['1.5Mi', 1_572_864n * billionths],
    ['1Gi', 2n ** 30n * billionths],
    ['1Ti', 2n ** 40n * billionths],
    ['1Pi', 2n ** 50n * billionths],
    ['1Ei', 2n ** 60n * billionths],
    ['1e3', 1_000n * billionths],
    ['12E6', 12_000_000n * billionths],
    ['1e-3', 1_000_000n],
    ['1.5e+3', 1_500n * billionths],
    [0.25, 250_000_000n],
    [2, 2n * billionths],
  ])('%s is read exactly', (text, amount) => {
    expect(isQuantity(text)).toBe(true);
    expect(parseQuantity(text)).toBe(amount);
  });

  const unreadable = ['', ' 1', '1 ', '1ki', '1K', '1mi', '1.2.3', '.', 'm', '1e', '1e1.5', '1Zi', '0x10', '1,5'];

  test.each(unreadable)(
    'refuses %j',
    (text) => {
      expect(isQuantity(text)).toBe(false);
      expect(() => parseQuantity(text)).toThrow(RangeError);
      expect(() => parseQuantity(text)).toThrow(`not a Kubernetes quantity: ${JSON.stringify(text)}`);
    },
  );

  test.each([[undefined], [null], [NaN], [Infinity], [{}], [['1']], [true]])('is not %p', (value) => {
    expect(isQuantity(value)).toBe(false);
  });

  test('is rounded away from zero below a billionth, as the API server does', () => {
    expect(parseQuantity('0.1n')).toBe(1n);
    expect(parseQuantity('-0.1n')).toBe(-1n);
  });

  test('is cut to the largest that the API server keeps, at no cost', () => {
    expect(wholeUnits('1e999999999999')).toBe(2n ** 63n - 1n);
    expect(wholeUnits('-100E')).toBe(-(2n ** 63n - 1n));
    expect(parseQuantity('0e999999999999')).toBe(0n);
    expect(parseQuantity('1e-999999999999')).toBe(1n);
  });

  test('counts in whole units, rounded away from zero', () => {
    expect(wholeUnits('256Mi')).toBe(268_435_456n);
    expect(wholeUnits('100m')).toBe(1n);
    expect(wholeUnits('-100m')).toBe(-1n);
  });
});

describe('two quantities', () => {
  test.each([
    ['1', '1000m', 0],
    ['0.1', '100m', 0],
    ['1Gi', '1024Mi', 0],
    ['1e3', '1k', 0],
    ['1G', '1Gi', -1],
    ['500m', 0.25, 1],
    ['9007199254740993', '9007199254740992', 1],
  ])('%s against %s gives %d', (left, right, order) => {
    expect(compareQuantities(left, right)).toBe(order);
  });
});
