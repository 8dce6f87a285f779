/** Takes from arbitrary props what contradicts itself: each key is valid, but not every combination is. */
import type { Trait } from '../../../lib';
import type { Props } from './arbitrary-container';
import { hostPortReasons, legalContainers } from './legal-containers';
import { legalControllers } from './legal-controllers';
import { legalPods, podReasons } from './legal-pods';
import { legalServices } from './legal-services';
import { legalVolumes, volumeReasons } from './arbitrary-volumes';

/** What is known of the workload. */
export interface Nature {
  readonly controller: string;
  readonly traits: readonly Trait[];
}

const sets = ['containers', 'initContainers', 'sidecars'] as const;

/** The props without their contradictions, and with the reasons that they take. */
export function consistent(given: Props, { controller, traits }: Nature): Props {
  const props: Record<string, unknown> = { ...given };
  const drop = (...keys: readonly string[]): void => {
    for (const key of keys) Reflect.deleteProperty(props, key);
  };
  // A host needs a Service to lead to, and ports beside the main one need the main one.
  if (props.service === false || props.port === undefined) drop('host', 'exposure');
  if (props.port === undefined) drop('ports');
  // Whoever is let in is let in to something.
  if (props.allowFrom !== undefined) {
    props.containerPorts = { ...props.containerPorts as Props | undefined, 'for-callers': 1001 };
  }
  if (traits.includes('stores') && props.topology === undefined) drop('replicas');
  // Else most Deployments would have one writer, and nothing to scale.
  if (props.storage === undefined) drop('storages');
  if (props.storage !== undefined && controller === 'Deployment') {
    // A claim that one pod at a time can mount.
    drop('scaling', 'rollout');
    props.replicas = 1;
  }
  if (controller === 'DaemonSet' && isRecord(props.rollout)) {
    // Of the two, an agent's rollout takes one.
    const { maxUnavailable: _both, ...surging } = props.rollout;
    if (surging.maxSurge !== undefined) props.rollout = surging;
  }
  if (isRecord(props.scaling)) {
    // An autoscaler by CPU needs requests of every container.
    if (props.resources === false) drop('resources');
    for (const set of sets) if (props[set] !== undefined) props[set] = withRequests(props[set] as Sets);
  }
  share(props);
  const nature = { controller, traits };
  const volumes = legalVolumes(props, controller);
  const whole = legalServices(legalControllers(legalPods(legalContainers(volumes, nature), nature), nature));
  return { ...whole, because: { ...props.because as Props | undefined, ...reasons(whole) } };
}

type Sets = Readonly<Record<string, Props>>;

function withRequests(containers: Sets): Sets {
  return Object.fromEntries(Object.entries(containers).map(([name, { resources, ...container }]) =>
    [name, resources === false || resources === undefined ? container : { ...container, resources }]));
}

/** A sidecar sees the first volume of the main container. */
function share(props: Record<string, unknown>): void {
  const [volume] = Object.keys((props.volumes ?? {}));
  const [sidecar] = Object.entries((props.sidecars ?? {}) as Sets);
  if (volume === undefined || sidecar === undefined) return;
  const [name, container] = sidecar;
  const shared = { [volume]: { path: '/shared', shared: true } };
  props.sidecars = { [name]: { ...container, volumes: { ...container.volumes as Props | undefined, ...shared } } };
}

/** What leaves the pod's walls takes a reason. */
function reasons(props: Props): Props {
  const relaxed = (container: Props): boolean => container.security !== undefined;
  return {
    ...(props.hostPaths === undefined ? {} : { hostPaths: 'it reads what the node writes' }),
    ...(relaxed(props) ? { security: 'its image was made so' } : {}),
    ...hostPortReasons(props),
    ...podReasons(props),
    ...volumeReasons(props),
    ...Object.fromEntries(sets.flatMap((set) => Object.entries((props[set] ?? {}) as Sets)
      .filter(([, container]) => relaxed(container))
      .map(([name]) => [`${set}.${name}.security`, 'somebody else made it']))),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
