/** Every check of the library, one file each, in the order of their rules. */
import { apiGroupOffered } from './api-group-offered';
import { apiVersionServed } from './api-version-served';
import { budgetLetsPodsGo } from './budget-lets-pods-go';
import { graceCoversPreStop } from './grace-covers-pre-stop';
import { hostPortsFree } from './host-ports-free';
import { imageHasDigest } from './image-has-digest';
import { legalLabels } from './legal-labels';
import { legalNames } from './legal-names';
import { limitsCoverRequests } from './limits-cover-requests';
import { minimumBelowMaximum } from './minimum-below-maximum';
import { mountsHaveVolumes } from './mounts-have-volumes';
import { networkPolicyHolds } from './network-policy-holds';
import { nodeLabelsCurrent } from './node-labels-current';
import { nodePortsFree } from './node-ports-free';
import { plainTextSecret } from './plain-text-secret';
import { probePortDeclared } from './probe-port-declared';
import { probePortExists } from './probe-port-exists';
import { pullSecretsExist } from './pull-secrets-exist';
import { referenceKeysExist } from './reference-keys-exist';
import { referencesExist } from './references-exist';
import { roleExists } from './role-exists';
import { scalingHasRequests } from './scaling-has-requests';
import { scalingOwnsReplicas } from './scaling-owns-replicas';
import { scalingTargetExists } from './scaling-target-exists';
import { scratchWithinLimits } from './scratch-within-limits';
import { selectorMatchesTemplate } from './selector-matches-template';
import { selectorsDisjoint } from './selectors-disjoint';
import { servicePortDeclared } from './service-port-declared';
import { servicePortExists } from './service-port-exists';
import { serviceSelectsOneWorkload } from './service-selects-one-workload';
import { serviceTargetExists } from './service-target-exists';
import { singleWriterClaim } from './single-writer-claim';
import { storeStatesUser } from './store-states-user';
import { uniqueIdentity } from './unique-identity';
import { uniqueInPod } from './unique-in-pod';
import { variablesExist } from './variables-exist';
import { variablesInOrder } from './variables-in-order';
import type { Check } from './check';

/** The checks that every tree is judged by. */
export const checks: readonly Check[] = Object.freeze([
  apiGroupOffered,
  apiVersionServed,
  budgetLetsPodsGo,
  graceCoversPreStop,
  hostPortsFree,
  imageHasDigest,
  legalLabels,
  legalNames,
  limitsCoverRequests,
  minimumBelowMaximum,
  mountsHaveVolumes,
  networkPolicyHolds,
  nodeLabelsCurrent,
  nodePortsFree,
  plainTextSecret,
  probePortDeclared,
  probePortExists,
  pullSecretsExist,
  referenceKeysExist,
  referencesExist,
  roleExists,
  scalingHasRequests,
  scalingOwnsReplicas,
  scalingTargetExists,
  scratchWithinLimits,
  selectorMatchesTemplate,
  selectorsDisjoint,
  servicePortDeclared,
  servicePortExists,
  serviceSelectsOneWorkload,
  serviceTargetExists,
  singleWriterClaim,
  storeStatesUser,
  uniqueIdentity,
  uniqueInPod,
  variablesExist,
  variablesInOrder,
]);
