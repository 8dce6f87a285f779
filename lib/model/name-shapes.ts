/** Shapes of names as the API server takes them: labels' keys, DNS names, addresses. */
import { rangeOfAddress } from './cidr';
import { isLabelKey } from './names';
import { labelValue, mapOf, shapeOf, type Shape } from './shape';

const word = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const words = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** One lower-case word of at most 63 characters, such as a host's name or a namespace's. */
export const dnsLabel: Shape = shapeOf(
  "one word of at most 63 lower-case letters, digits and '-'",
  (value) => typeof value === 'string' && value.length <= 63 && word.test(value),
  'choose a name of that form',
);

/** Lower-case words with dots between them, such as a host's whole name or a class' name. */
export const dnsName: Shape = shapeOf(
  "lower-case words of letters, digits and '-', with dots between them",
  (value) => typeof value === 'string' && isDnsName(value),
  'choose a name of that form',
);

/** The key of a label. */
export const labelKey: Shape = shapeOf(
  "a label's key, such as topology.kubernetes.io/zone",
  (value) => typeof value === 'string' && isLabelKey(value),
  "write at most 63 letters, digits, '-', '_' or '.', and before them, if anything, a DNS name and '/'",
);

/** An address, of either version. */
export const ipAddress: Shape = shapeOf(
  'an address such as 10.1.2.3 or 2001:db8::1',
  (value) => typeof value === 'string' && rangeOfAddress(value) !== undefined,
  'give an address, not a name or a range',
);

const labelValues = mapOf(labelValue);

/** A map from labels' keys to their values. */
export const labelMap: Shape = {
  ...labelValues,
  check(value, place) {
    labelValues.check(value, place);
    for (const key of Object.keys(value as object)) labelKey.check(key, { ...place, field: `${place.field}.${key}` });
  },
};

function isDnsName(text: string): boolean {
  return text.length <= 253 && words.test(text);
}
