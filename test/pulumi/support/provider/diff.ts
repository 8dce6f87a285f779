/**
 * Diff: what changes, and what of it replaces the object. New inputs are compared with the object as the state has it,
 * cut to the shape of the old inputs, so that a drift that a refresh found is seen too.
 */
import { identityOf, parted } from './checkpoint';
import type { Client } from './client';
import { differences, type Difference } from './compare';
import { forceNew } from './force-new';
import { condition } from './ready';
import { isAnnotated, normalized } from './normalize';
import { pruned } from './prune';
import type { Settings } from './settings';
import { plainOf, textAt, withAt, type Properties } from './values';
import { foundOr } from './wait';

/** What the engine is told. */
export interface Diff {
  readonly changes: ReadonlyMap<string, Difference>;
  readonly replaces: readonly string[];
  readonly deleteFirst: boolean;
}

/** What the engine asks of. */
export interface Asked {
  readonly state: Properties;
  readonly sent: Properties;
  readonly ignored: readonly string[];
}

/** The differences. */
export async function diff({ state, sent, ignored }: Asked, client: Client, settings: Settings): Promise<Diff> {
  const { inputs: oldInputs, live } = parted(state);
  const inputs = normalized(plainOf(sent));
  const { apiVersion, kind } = identityOf(inputs);
  const namespaced = await client.isNamespaced(apiVersion, kind);
  const old = withAt(cut(live, normalized(oldInputs)), ['metadata', 'name'], textAt(live, 'metadata', 'name'));
  const [before, after] = [old, inputs].map((each) => inNamespace(each, namespaced)) as [Properties, Properties];
  const all = differences(before, after, forceNew(inputs, settings));
  const changes = new Map([...all].filter(([path]) => !ignored.some((each) => contains(each, path))));
  const replaces = [...changes].filter(([path, { change, replaces: replacing }]) =>
    replacing || (change === 'delete' && path === 'metadata')).map(([path]) => path);
  if (await isUnready(live, inputs, client)) replaces.push('.metadata.annotations["pulumi.com/replaceUnready"]');
  return { changes, replaces, deleteFirst: replaces.length > 0 && keepsItsName(inputs, live) };
}

function cut(live: Properties, inputs: Properties): Properties {
  const type = withAt(withAt({}, ['apiVersion'], inputs['apiVersion']), ['kind'], inputs['kind']);
  return { ...type, ...pruned(live, inputs) };
}

function inNamespace(object: Properties, namespaced: boolean): Properties {
  const stated = textAt(object, 'metadata', 'namespace');
  return withAt(object, ['metadata', 'namespace'], namespaced ? stated === '' ? 'default' : stated : undefined);
}

/** An object that keeps its name and its namespace cannot be there twice: the old one is deleted first. */
function keepsItsName(inputs: Properties, live: Properties): boolean {
  const [one, other] = [identityOf(inputs), identityOf(live)];
  return !isAnnotated(inputs, 'autonamed') && one.name !== '' && one.name === other.name
    && one.namespace === other.namespace;
}

/** A Job that asks for it is replaced as long as it has not succeeded. */
async function isUnready(live: Properties, inputs: Properties, client: Client): Promise<boolean> {
  if (!isAnnotated(inputs, 'replaceUnready') || textAt(inputs, 'kind') !== 'Job') return false;
  const found = await foundOr(() => client.get(identityOf(live)));
  return found !== undefined && textAt(condition(found, 'Complete'), 'status') !== 'True';
}

/** Whether a path is below another one, or is it; `*` stands for any item. */
function contains(outer: string, path: string): boolean {
  const [above, below] = [stepsOf(outer), stepsOf(path)];
  return above.length <= below.length && above.every((step, index) => step === '*' || step === below[index]);
}

function stepsOf(path: string): readonly string[] {
  const steps = path.match(/\["(?:[^"\\]|\\.)*"\]|\[[^\]]*\]|[^.[\]]+/g) ?? [];
  return steps.map((step) => step.replace(/^\["?|"?\]$/g, ''));
}
