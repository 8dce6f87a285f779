/**
 * Charthouse: typed, high-level constructs for Kubernetes that encode how a house runs software.
 *
 * @packageDocumentation
 */
export { App } from './synth/app';
export { FindingsError } from './synth/findings-error';
export { Application, type ApplicationProps } from './house/application';
export { WebService, type WebServiceProps, type WebServiceTraits } from './workloads/web-service';
export { Worker, type WorkerProps, type WorkerTraits } from './workloads/worker';
export {
  DaemonAgent,
  type DaemonAgentKeys,
  type DaemonAgentProps,
  type DaemonAgentTraits,
} from './workloads/daemon-agent';
export {
  StatefulStore,
  type StatefulStoreKeys,
  type StatefulStoreProps,
  type StatefulStoreTraits,
} from './workloads/stateful-store';
export { CronTask, type CronTaskProps, type CronTaskTraits } from './workloads/cron-task';
export { Task, type TaskProps, type TaskTraits } from './workloads/task';
export { constructs, type BoundClass, type ConstructsOf } from './workloads/constructs';
export { applyPattern, type ApplyPatternOptions } from './house/apply-pattern';
export { configurationFor, type ConfigurationOptions } from './house/configuration-for';
export { ConfigurationError, type ConfigurationIssue } from './house/configuration-error';
export { defineHouse } from './house/define-house';
export { ExternalService, type ExternalServiceProps } from './house/external-service';
export type { AllKeys, Choices, House, HouseProps, Target, TargetOf, TargetProps } from './house/house';
export { defineWorkload } from './house/define-workload';
export type { WorkloadClass, WorkloadDefinition } from './house/workload-class';
export type { Listening, StorePod, Storing, Workload, WorkloadOf } from './house/workload-contract';
export type { AdoptProps, Because, ContainerSets, WorkloadProps } from './house/core-props';
export type { BuiltinKeys, ContainerProps } from './house/keys';
export type { Covered, Explained } from './house/explained';
export type { GivenReason, HouseReport, LeftLock } from './house/reported';
export { harden, type HardenOptions } from './house/harden';
export { hardened } from './house/hardened';
export { imagesFrom, type Images, type ImagesOptions } from './house/images-from';
export type { SchemaIssue, SchemaResult, StandardSchema } from './house/standard-schema';
export { hardening, type Mixin } from './house/hardening';
export { builtin } from './house/builtin';
export { definePattern } from './patterns/define-pattern';
export {
  keys,
  type AnyPattern,
  type ContainerPart,
  type DefaultsReach,
  type KeySet,
  type Pattern,
  type PatternProps,
} from './patterns/pattern';
export type { DefaultsOf, LayerValue, Settings } from './patterns/settings';
export type { DefaultsChange } from './model/defaults-by-month';
export type { ContainerKeysFor, KeysFor } from './patterns/keys-for';
export type { ContainerFacts, DeliveryKind, ReleasePhase, TargetFacts, WorkloadFacts } from './patterns/facts';
export type { ControllerKind, Trait } from './patterns/traits';
export type { AccessKeys } from './patterns/access/access';
export type { AccessRule, AccessVerb } from './patterns/access/access-rules';
export type { ConfigurationKeys } from './patterns/configuration/configuration';
export type { FileContent, FileProps } from './patterns/configuration/file-content';
export type { EnvFrom } from './patterns/configuration/env-from';
export type { ConfigMapKeyOf, EnvValue, SecretKeyOf } from './patterns/configuration/variables';
export type { Connectable } from './patterns/connectable';
export type { ConnectionKeys } from './patterns/connections';
export type { ContainerPortKeys, ContainerPortProps } from './patterns/container-ports';
export type { DiscoveryKeys } from './patterns/discovery';
export type { DisruptionKey, DisruptionProps } from './patterns/disruption';
export type {
  ExposureKeys,
  ExposureProps,
  ExposureTls,
  RegularExpression,
  RouteMatch,
  RoutePath,
  RouteProps,
  RouteTarget,
  RouteTimeouts,
} from './patterns/exposure/route-props';
export type { HostAccessKeys, HostPathProps } from './patterns/host-access';
export type { HostNamespaceKeys } from './patterns/host-namespaces';
export type { ImageKeys, ImagePullKeys } from './patterns/image';
export type { JobKeys, JobProps } from './patterns/jobs/job-props';
export type { LabelKeys } from './patterns/labels';
export type { ExecProps, HttpGetProps } from './patterns/handlers';
export type { HookProps, LifecycleKey, LifecycleProps } from './patterns/lifecycle';
export type { MetricsKey, MetricsProps } from './patterns/metrics';
export type { AllowedFrom, PortRange } from './patterns/network-isolation/allowed-from';
export type { NetworkKeys, NetworkProps } from './patterns/network-isolation/network-isolation';
export type { NodeAffinityProps, PodAffinityProps } from './patterns/placement/affinity';
export type { Beside, Neighbour } from './patterns/placement/neighbours';
export type { PlacementKeys } from './patterns/placement/placement';
export type { TolerationProps } from './patterns/placement/tolerations';
export type { PodSecurityKeys, PodSecurityProps } from './patterns/pod-security';
export type { PodServiceProps, PodServicesKey } from './patterns/pod-services';
export type { NamedPort } from './patterns/ports/added-ports';
export type { PortKeys } from './patterns/ports/ports';
export type { ServiceProps } from './patterns/ports/service-props';
export type { ProbeProps, ProbesKey, ProbesProps, RestartingProbeProps } from './patterns/probes';
export type { ContainerNameKey, ProcessKeys } from './patterns/process';
export type { ReleaseKeys } from './patterns/release';
export type { ResourcesKey, ResourcesProps } from './patterns/resources';
export type { RolloutKey, RolloutProps } from './patterns/rollout/rollout-props';
export type { ScalingKeys, ScalingProps } from './patterns/scaling/scaling-props';
export type { ScheduleKeys, ScheduleOptions } from './patterns/schedule';
export type { SecretKeys } from './patterns/secrets';
export type { ContainerSecurity } from './patterns/container-security';
export type { ScratchProps, SecurityKeys, UserKeys } from './patterns/security';
export type { ServiceAccountKey, ServiceAccountProps } from './patterns/service-account';
export type { SpreadKey, SpreadProps } from './patterns/spread';
export type { DataSource, KeptVolumeProps } from './patterns/storage/kept-volume';
export type { RetentionProps, StorageKey, StorageProps } from './patterns/storage/storage';
export type { TerminationKeys } from './patterns/termination';
export type { TopologyKeys } from './patterns/topology';
export type { ClaimProps } from './patterns/claim-spec';
export type { MountedProps, MountProps } from './patterns/volume-mount';
export type { DownwardFile, DownwardFiles } from './patterns/volumes/downward-files';
export type { FileItem, FileItems } from './patterns/volumes/file-items';
export type {
  ClaimSource,
  CsiSource,
  ImageSource,
  NfsSource,
  ProjectedSource,
  TokenSource,
  VolumeProps,
} from './patterns/volumes/volume-props';
export type { VolumeKeys } from './patterns/volumes/volumes';
export {
  bounded,
  locked,
  unset,
  whenStated,
  type Bounds,
  type Rule,
  type Unset,
  type WhenStated,
} from './model/rule';
export {
  existing,
  type ConfigMapKey,
  type ExistingClaim,
  type ExistingConfigMap,
  type ExistingObject,
  type ExistingSecret,
  type ExistingServiceAccount,
  type KeyOptions,
  type KeyReference,
  type Named,
  type SecretKey,
} from './model/existing';
export type { ForeignObject } from './model/foreign-object';
export { external, peer, type Elsewhere, type ExternalProps, type PeerProps } from './model/elsewhere';
export {
  containerResource,
  podField,
  type ContainerResource,
  type ContainerResourceName,
  type PodField,
  type PodFieldPath,
} from './model/pod-field';
export { secret, type SecretValue } from './model/secret';
export { asIni, type IniSection, type IniValue } from './model/content/as-ini';
export { asJson } from './model/content/as-json';
export { asYaml } from './model/content/as-yaml';
export { localFile, type FileUrl } from './model/content/local-file';
export { text } from './model/text';
export type { Reference } from './model/reference';
export type { HeaderChanges, RouteRedirect, RouteRewrite } from './model/route';
export type { Deferred, Late, Value, Viewpoint } from './model/value';
export { CharthouseError, type ErrorFacts } from './model/error';
export { findingText, type Finding, type Severity } from './model/finding';
export type { Graph, GraphEdge, GraphNode } from './model/graph';
export {
  emitted,
  emittedCustom,
  KubernetesObject,
  type Delivery,
  type EmitOptions,
  type EmittedObject,
} from './model/object';
export type {
  ContainerFields,
  ContainerSet,
  ContainerVerbs,
  ControllerFields,
  Draft,
  PodFields,
} from './model/draft/draft';
export type { SettledDraft } from './model/draft/settled';
export type { Derived, DerivedEntries, FieldReference } from './model/draft/derived';
export type {
  AddedContainer,
  AllowedCallee,
  AllowedCaller,
  ContainerCollections,
  DraftConnection,
  DraftFile,
  Entry,
  EntryOrder,
  PodCollections,
} from './model/draft/collections';
export type { Needs } from './model/draft/folds';
export type { Patch, Transform, TransformOptions, Transforms } from './model/transform/transform';
export { shape } from './model/shapes';
export type { Shape, ShapePlace } from './model/shape';
export { definePlatform, type Platform } from './platforms/define-platform';
export { generic } from './platforms/generic';
export { k3s } from './platforms/k3s';
export type {
  CloudIdentity,
  Dns,
  Edge,
  ExternalHosts,
  GatewayEdge,
  IngressEdge,
  IngressFeatures,
  Metrics,
  Network,
  NetworkPeer,
  Offered,
  PlatformProps,
  RouteAnnotations,
  RouteFeature,
  RouteSeconds,
  StorageTier,
  Tls,
} from './platforms/platform';
export type { Check, CheckedObject, CheckInput, DeclaredObject, PlainManifest, Problem } from './checks/check';
export { version } from './model/version';
