/** Delivery hints in the words of who delivers: annotations that keep an engine from pruning what holds data. */
import type { Delivery } from '../model/object';
import type { DeliveryKind } from '../patterns/facts';

/** What must be kept when it leaves the tree, by who delivers; kubectl prunes nothing, a stack has means of its own. */
const keep: Readonly<Record<DeliveryKind, Readonly<Record<string, string>>>> = Object.freeze({
  // https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
  argocd: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
  // https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
  flux: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
  kubectl: {},
  pulumi: {},
});

/** The annotations that a delivery needs on an object. */
export function deliveryAnnotations(delivery: Delivery, kind: DeliveryKind): Readonly<Record<string, string>> {
  return delivery.retain === true ? keep[kind] : {};
}
