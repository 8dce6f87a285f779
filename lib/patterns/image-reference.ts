/** References to images: always with a stated version, and from the house's registry where they name none. */
import { whenKnown } from '../model/later';
import { shapeOf } from '../model/shape';
import type { Value } from '../model/value';

const tagged =
  /^[a-z0-9][a-zA-Z0-9._:/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}(@sha256:[a-f0-9]{64})?|@sha256:[a-f0-9]{64})$/;

/** One without a version, or with the tag that names none. */
const untagged = /^[a-z0-9][a-z0-9._/-]*(:[0-9]+\/[a-z0-9._/-]+)?(:latest)?$/;

/** Whether the reference states a version: a tag after the last slash, or a digest. */
export function statesVersion(image: unknown): boolean {
  if (typeof image !== 'string' || !tagged.test(image)) return false;
  const [name = '', digest] = image.split('@');
  const last = name.slice(name.lastIndexOf('/') + 1);
  return digest !== undefined || (last.includes(':') && !last.endsWith(':latest'));
}

/** A reference with a version: what runs must not depend on when a pod started. */
export const imageShape = shapeOf(
  "an image with a tag other than latest, or a digest, such as 'api:1.4.2'",
  statesVersion,
  "add the version: name:1.4.2, or name@sha256:…, or state why there is none: because: { image: '…' }",
);

/** Any reference: one without a version takes a reason. */
export const referenceShape = shapeOf(
  imageShape.allowed,
  (value) => statesVersion(value) || (typeof value === 'string' && untagged.test(value)),
  'add the version: name:1.4.2, or name@sha256:…',
);

/** The reference with the registry, where it names none. `false` is Docker Hub. */
export function qualified(value: Value<string>, registry: string | false | undefined): Value<string> {
  if (registry === undefined || registry === false) return value;
  return whenKnown(value, (known) => withRegistry(known, registry));
}

function withRegistry(value: string, registry: string): string {
  const first = value.split('/')[0] ?? '';
  const namesRegistry = value.includes('/') && (first.includes('.') || first.includes(':') || first === 'localhost');
  return namesRegistry ? value : `${registry}/${value}`;
}
