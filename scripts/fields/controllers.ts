/** Who says the fields of controllers. */
import type {
  CronJobSpec,
  DaemonSetSpec,
  DeploymentSpec,
  HorizontalPodAutoscalerSpec,
  JobSpec,
  StatefulSetSpec,
} from '../../lib/model/kubernetes/types';
import { core, pattern, prop, transform, type Decisions } from './decision';

const selector = core('the label `charthouse.dev/workload`, and nothing else; `adopt.selector` keeps an older one');
const template = core('the pod');

export const deploymentSpec: Decisions<DeploymentSpec> = {
  minReadySeconds: prop('rollout.minReadySeconds'),
  paused: transform('somebody says it in the cluster, for a while'),
  progressDeadlineSeconds: prop('rollout.progressDeadlineSeconds'),
  replicas: prop('replicas'),
  revisionHistoryLimit: prop('rollout.revisionHistoryLimit'),
  selector,
  strategy: prop('rollout.strategy', 'rollout.maxSurge', 'rollout.maxUnavailable'),
  template,
};

export const statefulSetSpec: Decisions<StatefulSetSpec> = {
  minReadySeconds: prop('rollout.minReadySeconds'),
  ordinals: prop('ordinals'),
  persistentVolumeClaimRetentionPolicy: prop('storage.retention'),
  podManagementPolicy: prop('podManagementPolicy'),
  replicas: prop('replicas'),
  revisionHistoryLimit: prop('rollout.revisionHistoryLimit'),
  selector,
  serviceName: pattern('ports', 'the headless Service that the workload gets'),
  template,
  updateStrategy: prop('rollout.strategy', 'rollout.partition'),
  volumeClaimTemplates: prop('storage'),
};

export const daemonSetSpec: Decisions<DaemonSetSpec> = {
  minReadySeconds: prop('rollout.minReadySeconds'),
  revisionHistoryLimit: prop('rollout.revisionHistoryLimit'),
  selector,
  template,
  updateStrategy: prop('rollout.maxSurge', 'rollout.maxUnavailable'),
};

export const jobSpec: Decisions<JobSpec> = {
  activeDeadlineSeconds: prop('job.activeDeadlineSeconds'),
  backoffLimit: prop('job.backoffLimit'),
  backoffLimitPerIndex: prop('job.backoffLimitPerIndex'),
  completionMode: prop('job.completionMode'),
  completions: prop('job.completions'),
  managedBy: transform('for controllers that take the place of Kubernetes\' own'),
  manualSelector: transform('the API server gives each Job a selector of its own'),
  maxFailedIndexes: prop('job.maxFailedIndexes'),
  parallelism: prop('job.parallelism'),
  podFailurePolicy: prop('job.podFailurePolicy'),
  podReplacementPolicy: prop('job.podReplacementPolicy'),
  selector: transform('the API server gives each Job a selector of its own'),
  successPolicy: prop('job.successPolicy'),
  suspend: prop('job.suspend'),
  template,
  ttlSecondsAfterFinished: prop('job.ttlSecondsAfterFinished'),
};

export const cronJobSpec: Decisions<CronJobSpec> = {
  concurrencyPolicy: prop('scheduling.concurrencyPolicy'),
  failedJobsHistoryLimit: prop('scheduling.failedJobsHistoryLimit'),
  jobTemplate: core('what a run is: see JobSpec'),
  schedule: prop('schedule'),
  startingDeadlineSeconds: prop('scheduling.startingDeadlineSeconds'),
  successfulJobsHistoryLimit: prop('scheduling.successfulJobsHistoryLimit'),
  suspend: prop('scheduling.suspend'),
  timeZone: prop('timeZone'),
};

export const horizontalPodAutoscalerSpec: Decisions<HorizontalPodAutoscalerSpec> = {
  behavior: prop('scaling.scaleDownSeconds', 'scaling.behavior'),
  maxReplicas: prop('scaling.max'),
  metrics: prop('scaling.cpu', 'scaling.metrics'),
  minReplicas: prop('scaling.min'),
  scaleTargetRef: core('the workload'),
};
