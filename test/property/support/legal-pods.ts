/** Takes from arbitrary props of a pod what Kubernetes, or we, refuse beside each other. */
import type { Props } from './arbitrary-container';
import type { Nature } from './consistent';

/** The props, of which each is still there where it may be. */
export function legalPods(given: Props, { controller }: Nature): Props {
  const props: Record<string, unknown> = { ...given };
  const drop = (...keys: readonly string[]): void => {
    for (const key of keys) Reflect.deleteProperty(props, key);
  };
  // A store names its pods itself.
  if (controller === 'StatefulSet') drop('hostname', 'subdomain');
  else if (props.subdomain === undefined) drop('setHostnameAsFQDN');
  const { nameservers } = (props.dnsConfig ?? {}) as Props;
  if (props.dnsPolicy === 'None' && nameservers === undefined)
    props.dnsConfig = { ...props.dnsConfig as Props | undefined, nameservers: ['10.0.0.53'] };
  if (props.serviceAccount === false) drop('access');
  const shared = ['hostNetwork', 'hostPID', 'hostIPC'].some((key) => props[key] === true);
  if (shared) {
    drop('hostUsers', 'shareProcessNamespace');
    const { sysctls: _ofTheNode, ...podSecurity } = (props.podSecurity ?? {}) as Props;
    props.podSecurity = podSecurity;
  }
  if (props.hostNetwork === true) {
    if (props.dnsPolicy === 'ClusterFirst') drop('dnsPolicy');
    // The ports of the old pod are not free yet.
    drop('rollout');
  }
  return props;
}

/** What leaves the pod's walls takes a reason. */
export function podReasons(props: Props): Props {
  const taking = ['hostNetwork', 'hostPID', 'hostIPC', 'podSecurity', 'access'];
  return Object.fromEntries(taking.filter((key) => props[key] !== undefined && props[key] !== false)
    .map((key) => [key, 'it is part of the node']));
}
