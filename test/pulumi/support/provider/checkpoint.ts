/**
 * What the state keeps of an object: the object as it is in the cluster, beside it the inputs, the API version that it
 * was made with, and the name under which it is applied; laid out as the real provider does.
 */
import { randomBytes } from 'node:crypto';

import type { Identity } from './client';
import { annotation } from './normalize';
import { isMap, markSecrets, plainOf, textAt, type Properties } from './values';

/** Makes the state of an object. Secret is what is so in the inputs that the engine sent. */
export function checkpoint(
  inputs: Properties, live: Properties, { sent, manager, first }: Kept,
): Properties {
  return {
    ...markSecrets(live, sent),
    __inputs: markSecrets(inputs, sent),
    __initialApiVersion: first,
    __fieldManager: manager,
  };
}

/** What is not the object itself. */
interface Kept {
  /** As the engine sent them, with marks of secrets. */
  readonly sent: Properties;
  readonly manager: string;
  /** The API version that it was made with. */
  readonly first: string;
}

/** Inputs and object out of a state. */
export function parted(state: Properties): { readonly inputs: Properties; readonly live: Properties } {
  const { __inputs: inputs, ...live } = plainOf(state);
  return { inputs: isMap(inputs) ? inputs : {}, live };
}

/** By annotation, else as the state has it, else a new one: each object has one of its own. */
export function managerOf(state: Properties, inputs: Properties): string {
  const stated = [annotation(inputs, 'patchFieldManager'), textAt(state, '__fieldManager')];
  return stated.find((name) => name !== '') ?? `pulumi-kubernetes-${randomBytes(4).toString('hex')}`;
}

/** What identifies an object in its cluster. */
export function identityOf(object: Properties): Identity {
  return {
    apiVersion: textAt(object, 'apiVersion'),
    kind: textAt(object, 'kind'),
    namespace: textAt(object, 'metadata', 'namespace'),
    name: textAt(object, 'metadata', 'name'),
  };
}

/** The id of a resource: `namespace/name`, or the name alone. */
export function idOf(object: Properties): string {
  const { namespace, name } = identityOf(object);
  return namespace === '' ? name : `${namespace}/${name}`;
}

/** API version and kind of a resource's type, such as `kubernetes:apps/v1:Deployment`. */
export function typeOf(urn: string): { readonly apiVersion: string; readonly kind: string } {
  const type = urn.split('::')[2]?.split('$').at(-1) ?? '';
  const [, version = '', kind = ''] = type.split(':');
  return { apiVersion: version.replace(/^core\//, ''), kind };
}

/** The last part of a URN. */
export function nameOf(urn: string): string {
  return urn.split('::').slice(3).join('::');
}
