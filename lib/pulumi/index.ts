/**
 * The same tree as resources of a Pulumi stack.
 *
 * @packageDocumentation
 */
export { clusterProvider, type ClusterProviderProps, type Providers } from './provider';
export { deploy, type Deployed, type DeployOptions } from './deploy';
export type { DeployedApp } from './deployed-app';
export type { Exported } from './exported';
export { fromManifests, type GivenManifest, type GivenMetadata } from './from-manifests';
export { setResourceOptions, type ResourceOptions } from './resource-options';
export type { ResourceOf, ResourceTypes } from './resource-types';
