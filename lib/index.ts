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
export { defineHouse } from './house/define-house';
export type { AllKeys, Choices, House, HouseProps, Target, TargetOf, TargetProps } from './house/house';
export { defineWorkload } from './house/define-workload';
export type { WorkloadClass, WorkloadDefinition } from './house/workload-class';
export type { Listening, Workload, WorkloadOf } from './house/workload-contract';
export type { AdoptProps, Because, ContainerSets, WorkloadProps } from './house/core-props';
export type { BuiltinKeys, ContainerProps } from './house/keys';
export type { Covered, Explained } from './house/explained';
export { hardened } from './house/hardened';
export { builtin } from './house/builtin';
export {
  definePattern,
  keys,
  type AnyPattern,
  type ContainerPart,
  type DefaultsReach,
  type KeySet,
  type Pattern,
  type PatternProps,
} from './patterns/pattern';
export type { DefaultsOf, LayerValue, Settings } from './patterns/settings';
export type { ContainerKeysFor, KeysFor } from './patterns/keys-for';
export type { ContainerFacts, DeliveryKind, TargetFacts, WorkloadFacts } from './patterns/facts';
export type { ControllerKind, Trait } from './patterns/traits';
export type { ConfigurationKeys, EnvValue, PodField } from './patterns/configuration';
export type { Connectable, ConnectionKeys } from './patterns/connections';
export type { ContainerPortKeys } from './patterns/container-ports';
export type { DisruptionKey, DisruptionProps } from './patterns/disruption';
export type { ExposureKeys, ExposureProps } from './patterns/exposure';
export type { HostAccessKeys, HostPathProps } from './patterns/host-access';
export type { ImageKeys, ImagePullKeys } from './patterns/image';
export type { JobKeys, JobProps } from './patterns/jobs';
export type { LabelKeys } from './patterns/labels';
export type { MetricsKey, MetricsProps } from './patterns/metrics';
export type { AllowedFrom, NetworkKeys, NetworkProps } from './patterns/network-isolation';
export type { Beside, PlacementKeys } from './patterns/placement';
export type { NamedPort, PortKeys, ServiceProps } from './patterns/ports';
export type { ProbeProps, ProbesKey, ProbesProps } from './patterns/probes';
export type { ContainerNameKey, ProcessKeys } from './patterns/process';
export type { ResourcesKey, ResourcesProps } from './patterns/resources';
export type { RolloutKey, RolloutProps } from './patterns/rollout';
export type { ScalingKeys, ScalingProps } from './patterns/scaling';
export type { ScheduleKeys, ScheduleOptions } from './patterns/schedule';
export type { SecretKeys } from './patterns/secrets';
export type { ContainerSecurity, ScratchProps, SecurityKeys, UserKeys } from './patterns/security';
export type { ServiceAccountKey, ServiceAccountProps } from './patterns/service-account';
export type { SpreadKey, SpreadProps } from './patterns/spread';
export type { RetentionProps, StorageKey, StorageProps } from './patterns/storage';
export type { TopologyKeys } from './patterns/topology';
export type { VolumeKeys, VolumeProps } from './patterns/volumes';
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
  type Named,
  type SecretKey,
} from './model/existing';
export { external, peer, type Elsewhere, type ExternalProps, type PeerProps } from './model/elsewhere';
export { secret, type SecretValue } from './model/secret';
export { text } from './model/text';
export type { Reference } from './model/reference';
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
  GatewayEdge,
  IngressEdge,
  Metrics,
  Network,
  NetworkPeer,
  Offered,
  PlatformProps,
  StorageTier,
  Tls,
} from './platforms/platform';
export type { Check, CheckedObject, CheckInput, DeclaredObject, PlainManifest, Problem } from './checks/check';
export { version } from './model/version';
