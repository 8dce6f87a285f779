/**
 * A kit for authors of houses and patterns: constructs and patterns tried alone, matchers, and what policies allow.
 *
 * @packageDocumentation
 */
export { allowedTraffic } from './allowed-traffic';
export { draftPattern, type DraftedObject, type DraftedPattern, type DraftPatternOptions } from './draft-pattern';
export { manifestSerializer, manifestText, type SnapshotSerializer } from './manifest-serializer';
export { manifestsOf, type ManifestsOptions } from './manifests-of';
export type { MatcherContext, MatcherResult } from './matcher';
export { matchers, type CharthouseMatchers } from './matchers';
export { trafficText, type AllowedTraffic } from './network/traffic-among';
export type { PlainAddresses, PlainPods, TrafficEnd } from './network/traffic-end';
export type { PodSecurityLevel } from './pod-security/violations';
export type { Manifest } from '../model/kubernetes/types';
