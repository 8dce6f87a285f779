/** Takes from arbitrary props of a controller what Kubernetes, or we, refuse beside each other. */
import type { Props } from './arbitrary-container';
import type { Nature } from './consistent';

/** What a rollout says that its controller has no use for; a store replaces several at once from 1.37 on. */
const useless: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['partition'],
  StatefulSet: ['maxSurge', 'maxUnavailable', 'progressDeadlineSeconds'],
  DaemonSet: ['partition', 'progressDeadlineSeconds'],
};
const strategies: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['zeroDowntime', 'recreate', 'RollingUpdate', 'Recreate'],
  StatefulSet: ['RollingUpdate', 'OnDelete'],
  DaemonSet: ['zeroDowntime', 'RollingUpdate', 'OnDelete'],
};

/** Which fields no props of a workload can say. */
export function impossible(controller: string): readonly string[] {
  const fields = (useless[controller] ?? []).map((field) => `rollout.${field}`);
  // A store names its pods itself; a claim by itself is kept.
  return [...fields, ...(controller === 'StatefulSet' ? ['hostname', 'subdomain'] : [
    'adopt.serviceName', 'storage.retention', 'storage.retention.whenDeleted', 'storage.retention.whenScaled',
  ])];
}

/** The props, of which each is still there where it may be. */
export function legalControllers(given: Props, { controller, traits }: Nature): Props {
  const props: Record<string, unknown> = { ...given };
  if (isRecord(props.rollout)) props.rollout = legalRollout(props.rollout, controller);
  if (isRecord(props.job)) props.job = legalJob(props.job);
  if (isRecord(props.adopt) && controller !== 'StatefulSet') props.adopt = without(props.adopt, ['serviceName']);
  if (isRecord(props.scaling)) {
    props.scaling = legalScaling(measuring(props.scaling, props));
    Reflect.deleteProperty(props, 'replicas');
  }
  const pods = isRecord(props.scaling) ? 2 : Number(props.replicas ?? (traits.includes('stores') ? 1 : 2));
  if (isRecord(props.disruption)) props.disruption = legalBudget(props.disruption, pods);
  // The one Service of a store without a port says nothing of its pods.
  if (props.service === false) Reflect.deleteProperty(props, 'podServices');
  return props;
}

function legalRollout(given: Props, controller: string): Props {
  const { strategy } = given;
  const known = strategies[controller]?.includes(String(strategy)) === true;
  const rolling = without(given, [...useless[controller] ?? [], ...known ? [] : ['strategy']]);
  if (!known) return rolling;
  const stepless = strategy === 'recreate' || strategy === 'Recreate' || strategy === 'OnDelete';
  if (stepless) return without(rolling, ['maxUnavailable', 'maxSurge', 'partition']);
  return strategy === 'zeroDowntime' ? without(rolling, ['maxUnavailable']) : rolling;
}

function legalJob(given: Props): Props {
  const indexed = given.completionMode === 'Indexed';
  let job: Props = indexed
    ? { completions: 3, ...given }
    : without(given, ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy']);
  if (job.restartOnFailure === true) job = without(job, ['podFailurePolicy', 'backoffLimitPerIndex']);
  if (job.backoffLimitPerIndex === undefined) job = without(job, ['maxFailedIndexes']);
  const { rules } = (job.podFailurePolicy ?? {}) as { rules?: readonly Props[] };
  if (rules !== undefined && job.backoffLimitPerIndex === undefined)
    job = { ...job, podFailurePolicy: { rules: rules.filter(({ action }) => action !== 'FailIndex') } };
  const judged = job.restartOnFailure !== true
    && (job.ignoreDisruptions !== false || (job.podFailurePolicy as { rules: unknown[] } | undefined)?.rules.length);
  return judged && job.podReplacementPolicy === 'TerminatingOrFailed' ? without(job, ['podReplacementPolicy']) : job;
}

/** A container's own load is measured of one that is there. */
function measuring(given: Props, { containers, sidecars }: Props): Props {
  const [name] = [containers, sidecars].flatMap((set) => isRecord(set) ? Object.keys(set) : []);
  const metrics = ((given.metrics ?? []) as readonly Props[]).flatMap((metric) => {
    const { containerResource } = metric;
    if (!isRecord(containerResource)) return [metric];
    return name === undefined ? [] : [{ ...metric, containerResource: { ...containerResource, container: name } }];
  });
  return metrics.length === 0 ? without(given, ['metrics']) : { ...given, metrics };
}

function legalScaling(given: Props): Props {
  const { scaleDown } = (given.behavior ?? {}) as { scaleDown?: Props };
  const once = scaleDown?.stabilizationWindowSeconds === undefined ? given : without(given, ['scaleDownSeconds']);
  const measured = once.cpu !== false || once.memory !== undefined || once.metrics !== undefined;
  const resources = ((once.metrics ?? []) as readonly Props[]).some(({ type }) => type === 'Resource');
  const single = resources ? without(once, ['memory']) : once;
  return measured ? single : without(single, ['cpu']);
}

/** One pod at the lowest is held by any budget that holds something. */
function legalBudget(given: Props, pods: number): Props {
  return without(given, [given.minAvailable !== undefined && pods > 1 ? 'maxUnavailable' : 'minAvailable']);
}

function without(given: Props, keys: readonly string[]): Props {
  return Object.fromEntries(Object.entries(given).filter(([key]) => !keys.includes(key)));
}

function isRecord(value: unknown): value is Props {
  return typeof value === 'object' && value !== null;
}
