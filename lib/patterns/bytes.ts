/** Amounts of memory and storage: nobody has a thousandth of a byte, and `100m` is one tenth. */
import { isAmount, type QuantityText } from '../model/quantity';

/** Whether the value is an amount of bytes. */
export function isBytes(value: unknown): value is QuantityText {
  return isAmount(value) && !isPartOfByte(value);
}

/** Whether the quantity counts in parts of a byte: whoever writes `100m` means `100Mi`. */
export function isPartOfByte(quantity: QuantityText): boolean {
  return /[num]$/.test(String(quantity));
}
