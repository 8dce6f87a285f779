/** The options of a resource: what patterns say of its delivery, and what somebody says by hand. */
import { mergeOptions, type CustomResourceOptions } from '@pulumi/pulumi';
import type { IConstruct } from 'constructs';
import { CharthouseError } from '../model/error';
import { awaitBudget } from './await-budget';
import type { PlannedObject } from './planned-object';

/** What may be said of a resource by hand; the rest is the stack's to say. */
export type ResourceOptions = Omit<
  CustomResourceOptions, 'id' | 'urn' | 'parent' | 'provider' | 'version' | 'pluginDownloadURL'
>;

const said = new WeakMap<IConstruct, ResourceOptions>();

/**
 * Says options of the resources of a construct: of one object, as `api.object('Deployment')`, of a workload or of all
 * that is below another construct. What is said nearer goes before; lists are joined.
 *
 * @example setResourceOptions(orders.object('StatefulSet'), { customTimeouts: { create: '30m' } })
 * @throws CharthouseError for an option that the stack says itself
 */
export function setResourceOptions(construct: IConstruct, options: ResourceOptions): void {
  for (const name of ['id', 'urn', 'parent', 'provider', 'version', 'pluginDownloadURL']) {
    if ((options as Readonly<Record<string, unknown>>)[name] === undefined) continue;
    throw new CharthouseError({
      path: construct.node.path,
      field: name,
      problem: 'is what the stack says itself',
      value: name,
      allowed: 'protect, retainOnDelete, ignoreChanges, aliases, dependsOn, customTimeouts, import and the like',
      fix: name === 'provider' ? 'give the provider to deploy' : 'leave it out',
    });
  }
  said.set(construct, mergeOptions(said.get(construct), options));
}

/** Fields that the provider cannot change without deleting the object, and that the API server can. */
const replacedNeedlessly: Readonly<Record<string, readonly string[]>> = Object.freeze({
  StatefulSet: Object.freeze(['spec.revisionHistoryLimit']),
});

/** All options of an object but where it stands and whom it waits for. */
export function optionsOf(planned: PlannedObject): CustomResourceOptions {
  const { delivery, manifest, object } = planned;
  const { protect = false, retain = false, ignoreChanges = [], timeout } = delivery;
  const ignored = [...ignoreChanges, ...replacedNeedlessly[manifest.kind] ?? []];
  const budget = timeout === undefined ? awaitBudget(manifest) : { create: timeout, update: timeout };
  const own: CustomResourceOptions = {
    ...protect ? { protect } : {},
    ...protect || retain ? { retainOnDelete: true } : {},
    ...ignored.length === 0 ? {} : { ignoreChanges: ignored },
    ...budget === undefined ? {} : { customTimeouts: budget },
  };
  const byHand = object.node.scopes.flatMap((scope) => said.get(scope) ?? []);
  return byHand.reduce<CustomResourceOptions>((merged, options) => {
    const { customTimeouts, ...others } = options;
    const timeouts = { ...merged.customTimeouts, ...customTimeouts };
    const both = mergeOptions(merged, others);
    return Object.keys(timeouts).length === 0 ? both : { ...both, customTimeouts: timeouts };
  }, own);
}
