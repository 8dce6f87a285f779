/** Check: the inputs as they are kept, with a name and a namespace where none is stated. */
import { createHash } from 'node:crypto';

import { nameOf, typeOf } from './checkpoint';
import type { Client } from './client';
import { isAnnotated, normalized } from './normalize';
import type { Settings } from './settings';
import { at, markSecrets, plainOf, textAt, unknown, withAt, type Properties } from './values';

/** What the engine asks to check. */
export interface Stated {
  readonly urn: string;
  readonly old: Properties;
  readonly sent: Properties;
  readonly seed: Uint8Array;
}

/** Checked inputs, with marks of secrets. Throws where something cannot be a resource. */
export async function checked(
  { urn, old, sent, seed }: Stated, client: Client, settings: Settings,
): Promise<Properties> {
  const { kind } = typeOf(urn);
  if (kind.endsWith('List')) throw new Error(`list resources cannot be created directly: ${kind}`);
  if (kind.endsWith('Patch')) throw new Error(`the stand-in of the tests has no patch resources: ${kind}`);
  const inputs = normalized(plainOf(sent));
  const named = withName(inputs, plainOf(old), urn, seed);
  if (textAt(named, 'metadata', 'generateName') !== '' && textAt(named, 'metadata', 'name') === '')
    throw new Error('the `.metadata.generateName` field is not supported in Server-Side Apply mode');
  return markSecrets(await withNamespace(named, client, settings), sent);
}

/** The name that an earlier check gave stays; a new one ends in what the engine's seed says. */
function withName(inputs: Properties, old: Properties, urn: string, seed: Uint8Array): Properties {
  const name = at(inputs, 'metadata', 'name');
  if (name === unknown || (typeof name === 'string' && name !== '')) return inputs;
  if (at(inputs, 'metadata', 'generateName') !== undefined) return inputs;
  const kept = isAnnotated(old, 'autonamed') ? textAt(old, 'metadata', 'name') : '';
  if (kept === '' && Object.keys(old).length > 0) return inputs;
  const drawn = `${nameOf(urn)}-${createHash('sha256').update(seed).digest('hex').slice(0, 8)}`;
  const given = withAt(inputs, ['metadata', 'name'], kept === '' ? drawn : kept);
  return withAt(given, ['metadata', 'annotations', 'pulumi.com/autonamed'], 'true');
}

async function withNamespace(inputs: Properties, client: Client, { access }: Settings): Promise<Properties> {
  const stated = at(inputs, 'metadata', 'namespace');
  if (stated === unknown || (typeof stated === 'string' && stated !== '')) return inputs;
  const namespaced = await client.isNamespaced(textAt(inputs, 'apiVersion'), textAt(inputs, 'kind'));
  return namespaced ? withAt(inputs, ['metadata', 'namespace'], access.namespace) : inputs;
}
