/** The props that are refused no value of their type, and those that are refused one beside other props alone. */

const withReason = 'true and false are both legal with the reason that leaving a lock takes, which is always there';
const flags = 'true and false are both legal';
const words = 'every word of the union is legal';
const families = 'every word is legal, beside the families that it is for: beside others the error is theirs';
const texts = 'any text is legal, and any number of them';
const others = 'any workload of the tree is legal';
const off = 'all that it is told is whether it is there';

/** What takes every value of its type, and why. */
export const asWideAsTheirType: Readonly<Record<string, string>> = Object.freeze({
  after: others,
  args: texts,
  automountServiceAccountToken: flags,
  beside: others,
  connectsTo: others,
  'disruption.unhealthyPodEvictionPolicy': words,
  enableServiceLinks: flags,
  'exposure.match.method': words,
  'exposure.mirror.to': others,
  'exposure.redirect.scheme': words,
  'exposure.redirect.statusCode': words,
  imagePullPolicy: words,
  'job.ignoreDisruptions': flags,
  'job.suspend': flags,
  'lifecycle.postStart.httpGet.scheme': words,
  'lifecycle.preStop.httpGet.scheme': words,
  near: others,
  networkIsolation: off,
  'networkIsolation.egressAnywhere': flags,
  podManagementPolicy: words,
  'podSecurity.fsGroupChangePolicy': words,
  'podSecurity.supplementalGroupsPolicy': words,
  'podServices.publishNotReadyAddresses': flags,
  'podServices.type': words,
  'probes.liveness.httpGet.scheme': words,
  'probes.readiness.httpGet.scheme': words,
  'probes.startup.httpGet.scheme': words,
  release: words,
  'rollout.drain': flags,
  'scaling.behavior.scaleDown.selectPolicy': words,
  'scaling.behavior.scaleUp.selectPolicy': words,
  'scheduling.concurrencyPolicy': words,
  'scheduling.spread': flags,
  'scheduling.suspend': flags,
  'security.privileged': withReason,
  'security.runAsNonRoot': withReason,
  'service.ipFamilyPolicy': families,
  'service.publishNotReadyAddresses': flags,
  'spread.hosts': flags,
  'spread.whenUnsatisfiable': words,
  'storage.accessMode': words,
  'storage.retention': words,
  'storage.retention.whenDeleted': words,
  'storage.retention.whenScaled': words,
  terminationMessagePolicy: words,
  topology: words,
  tty: flags,
});

/** What is refused in at least one workload, for what stands beside it. */
export const besideOthers: Readonly<Record<string, string>> = Object.freeze({
  'exposure.redirectHttp': 'only an edge that serves both schemes redirects from one',
  hostUsers: 'users of its own go with no namespace of the node, and with no device',
  probes: 'what runs to its end has none',
  resizePolicy: 'a pod that is never restarted restarts no container',
  'resizePolicy.cpu': 'a pod that is never restarted restarts no container',
  'resizePolicy.memory': 'a pod that is never restarted restarts no container',
  'security.allowPrivilegeEscalation': 'a lock is left with a reason',
  'security.readOnlyRootFilesystem': 'a lock is left with a reason',
  'service.allocateLoadBalancerNodePorts': 'it is for load balancers',
  'service.externalTrafficPolicy': 'it is for what is reached from outside',
  'service.headless': 'much of what a Service says takes an address',
  'service.internalTrafficPolicy': 'nobody chooses among pods where there is no address',
  'service.trafficDistribution': 'nobody chooses among pods where there is no address',
  setHostnameAsFQDN: 'it takes a subdomain',
  shareProcessNamespace: 'processes of the node are shared already',
});
