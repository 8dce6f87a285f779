/**
 * A kit to test house patterns with.
 *
 * @packageDocumentation
 */
export { draftPattern, type DraftedObject, type DraftedPattern, type DraftPatternOptions } from './draft-pattern';
export { manifestsOf, type ManifestsOptions } from './manifests-of';
export type { Manifest } from '../model/kubernetes/types';
