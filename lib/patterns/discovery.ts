/** What a pod is told of the names and addresses of others, and by which name it is found itself. */
import { rangeOfAddress } from '../model/cidr';
import type { AllowedCallee } from '../model/draft/collections';
import type { Derived } from '../model/draft/derived';
import type { Draft } from '../model/draft/draft';
import { CharthouseError } from '../model/error';
import type { PodDNSConfig, PodSpec } from '../model/kubernetes/types';
import { dnsLabel, dnsName, ipAddress } from '../model/name-shapes';
import { flag, list, mapOf, oneOf } from '../model/shape';
import type { NetworkPeer } from '../platforms/platform';
import { dnsConfigShape } from './dns-config';
import type { WorkloadFacts } from './facts';
import { anyAddress, networkPeer } from './network-peer';
import { makePattern, keys } from './pattern';

/** What a pod is told of others, and what others call it. */
export interface DiscoveryKeys {
  /**
   * Whether the address of every Service of the namespace becomes an environment variable: thousands of Services keep
   * pods from starting, and names of the application's own variables are taken.
   * @default false
   */
  readonly enableServiceLinks?: boolean | undefined;
  /**
   * Where names are asked for. `Default` asks whom the node asks, and finds no Service; `None` asks the `nameservers`
   * of `dnsConfig` alone. The NetworkPolicy lets the questions through.
   * @default - the cluster's DNS: `ClusterFirst`, or `ClusterFirstWithHostNet` on the host's network
   */
  readonly dnsPolicy?: PodSpec['dnsPolicy'];
  /**
   * Name servers, search domains and options, besides those that `dnsPolicy` brings.
   * @default - none
   * @example dnsConfig: { options: [{ name: 'ndots', value: '2' }] }
   */
  readonly dnsConfig?: PodDNSConfig | undefined;
  /**
   * Names that stand in the pods' `/etc/hosts`, by address.
   * @default - none
   * @example hostAliases: { '10.1.2.3': ['ledger.bank.internal'] }
   */
  readonly hostAliases?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What pods call themselves. Those of a store are numbered, and take none. @default - the pod's own name */
  readonly hostname?: string | undefined;
  /**
   * Name of the headless Service under which DNS knows the pods by `hostname`. A store has one.
   * @default - none: pods have no names in DNS
   */
  readonly subdomain?: string | undefined;
  /**
   * Whether the host name is the whole name, with `subdomain`, namespace and domain; over 64 characters no pod starts.
   * @default - only the first word of it
   */
  readonly setHostnameAsFQDN?: boolean | undefined;
}

/** Claims what the kubelet tells a pod of others (https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/). */
export const discovery = makePattern({
  name: 'discovery',
  fits: [],
  keys: keys<DiscoveryKeys>({
    enableServiceLinks: flag,
    dnsPolicy: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
    dnsConfig: dnsConfigShape,
    hostAliases: mapOf(list(dnsName)),
    hostname: dnsLabel,
    subdomain: dnsLabel,
    setHostnameAsFQDN: flag,
  }),
  defaults: { enableServiceLinks: false },
  apply(draft, settings, facts) {
    const { enableServiceLinks, dnsPolicy, dnsConfig, hostname, subdomain, setHostnameAsFQDN } = settings;
    checkNames(settings, facts);
    draft.claimPod({
      enableServiceLinks,
      dnsPolicy: dnsPolicy ?? policyOnNode(draft, facts),
      dnsConfig,
      hostname,
      subdomain,
      setHostnameAsFQDN,
      hostAliases: hostAliasesOf(settings.hostAliases, facts.path),
    });
    letQuestionsOut(draft, settings);
  },
});

/** On the node's network `ClusterFirst` means the node's resolver, which knows no Service. */
function policyOnNode(draft: Draft, { traits }: WorkloadFacts): Derived | undefined {
  return !traits.has('perNode') ? undefined : draft.derived([{ kind: 'pod', field: 'hostNetwork' }], (hostNetwork) =>
    (hostNetwork === true ? 'ClusterFirstWithHostNet' : undefined));
}

function hostAliasesOf(
  aliases: DiscoveryKeys['hostAliases'] = {},
  path: string,
): { readonly ip: string; readonly hostnames: readonly string[] }[] | undefined {
  // By address: the order of a map shows nowhere.
  const entries = Object.entries(aliases).sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [ip] of entries) ipAddress.check(ip, { path, field: `hostAliases.${ip}` });
  return entries.length === 0 ? undefined : entries.map(([ip, hostnames]) => ({ ip, hostnames }));
}

/** Whoever is asked besides the cluster's DNS is none that the platform lets everybody reach. */
function letQuestionsOut(draft: Draft, { dnsPolicy, dnsConfig }: DiscoveryKeys): void {
  for (const cidr of new Set((dnsConfig?.nameservers ?? []).map(rangeOfAddress)))
    draft.add('allowedCallees', `name server ${cidr ?? ''}`, questions({ cidr }));
  if (dnsPolicy !== 'Default') return;
  for (const [index, peer] of anyAddress.entries()) draft.add('allowedCallees', `node's DNS ${index}`, questions(peer));
}

function questions(peer: NetworkPeer): AllowedCallee {
  return { to: networkPeer(peer), ports: [53], protocols: ['UDP', 'TCP'] };
}

function checkNames(settings: DiscoveryKeys, { path, controller }: WorkloadFacts): void {
  const { dnsPolicy, dnsConfig, hostname, subdomain, setHostnameAsFQDN } = settings;
  if (dnsPolicy === 'None' && (dnsConfig?.nameservers ?? []).length === 0) {
    throw new CharthouseError({
      path,
      field: 'dnsConfig.nameservers',
      problem: "is missing: dnsPolicy 'None' asks nobody else",
      value: dnsConfig?.nameservers,
      allowed: 'one to three addresses',
      fix: "add the name servers, or write another dnsPolicy, such as 'Default'",
    });
  }
  if (controller === 'StatefulSet' && (hostname ?? subdomain) !== undefined) {
    throw new CharthouseError({
      path,
      field: hostname === undefined ? 'subdomain' : 'hostname',
      problem: 'is what a StatefulSet gives each of its pods: Kubernetes overwrites it',
      value: hostname ?? subdomain,
      allowed: 'neither of the two for a store',
      fix: 'leave it out',
    });
  }
  if (setHostnameAsFQDN !== true || subdomain !== undefined || controller === 'StatefulSet') return;
  throw new CharthouseError({
    path,
    field: 'setHostnameAsFQDN',
    problem: 'changes nothing without a subdomain: the pods have no whole name',
    value: setHostnameAsFQDN,
    allowed: 'setHostnameAsFQDN together with subdomain',
    fix: 'add the name of the headless Service as subdomain, or leave it out',
  });
}
