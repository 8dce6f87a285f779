/**
 * What an API server refuses though its schema lets it through: formats and combinations, as Kubernetes' validation
 * has them (pkg/apis/core/validation, apimachinery's validation). Written after its code, not after ours.
 */
import { isIP } from 'node:net';
import { isRecord, type Manifest } from './manifests';

type Fields = Readonly<Record<string, unknown>>;
type Rule = (value: never, parent: Fields) => boolean;

const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const dnsName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const word = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

function isKey(key: string): boolean {
  const [name = '', prefix, ...more] = key.split('/').reverse();
  return more.length === 0 && word.test(name)
    && (prefix === undefined || (prefix.length <= 253 && dnsName.test(prefix)));
}
function areLabels(labels: Fields): boolean {
  return Object.entries(labels).every(([key, value]) => isKey(key) && (value === '' || word.test(String(value))));
}
const isName = (name: string): boolean => name.length <= 253 && dnsName.test(name);
const between = (low: number, high: number) => (value: number | string): boolean =>
  typeof value === 'string' || (Number.isInteger(value) && value >= low && value <= high);
const port = (value: number | string): boolean => typeof value === 'number'
  ? between(1, 65_535)(value)
  : value.length <= 15 && /^(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(value) && /[a-z]/.test(value);
const seconds = between(0, 2_147_483_647);
const positive = between(1, 2_147_483_647);
const unique = (key: string) => (items: readonly Fields[]): boolean =>
  new Set(items.map((item) => item[key])).size === items.length;
const isPathWithin = (path: string): boolean => path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
const isRange = (range: string): boolean => {
  const [address = '', length = ''] = range.split('/');
  const version = isIP(address);
  return version !== 0 && /^\d{1,3}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128);
};

const sysctl = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;

interface Toleration {
  readonly key?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly effect?: string;
  readonly tolerationSeconds?: number;
}

function isToleration({ key, operator = 'Equal', value, effect, tolerationSeconds }: Toleration): boolean {
  return (key === undefined ? operator === 'Exists' : isKey(key))
    && (value === undefined || (operator !== 'Exists' && areLabels({ a: value })))
    && (tolerationSeconds === undefined || effect === 'NoExecute');
}

const configKey = /^(?!\.\.?$|\.\.)[-._a-zA-Z0-9]{1,253}$/;
const isNamed = ({ name }: Fields): boolean => typeof name === 'string' && isName(name);
const isKeyOf = (reference: Fields): boolean => isNamed(reference) && configKey.test(String(reference.key));

/** By the name of a field, wherever it stands. */
const rules: Readonly<Record<string, Rule>> = {
  labels: areLabels,
  matchLabels: areLabels,
  nodeSelector: areLabels,
  annotations: (each: Fields) => Object.keys(each).every((key) => isKey(key.toLowerCase())),
  matchExpressions: (each: readonly Fields[]) => each.every(({ key }) => isKey(String(key))),
  topologyKey: isKey,
  containerPort: port, hostPort: port, nodePort: between(30_000, 32_767), targetPort: port,
  initialDelaySeconds: seconds, periodSeconds: positive, timeoutSeconds: positive, failureThreshold: positive,
  successThreshold: positive, terminationGracePeriodSeconds: seconds, activeDeadlineSeconds: positive,
  ttlSecondsAfterFinished: seconds, backoffLimit: seconds, completions: seconds, parallelism: seconds,
  minReadySeconds: seconds, revisionHistoryLimit: seconds, startingDeadlineSeconds: seconds, replicas: seconds,
  runAsUser: seconds, runAsGroup: seconds, fsGroup: seconds, weight: between(0, 1_000_000), maxSkew: positive,
  defaultMode: between(0, 0o777), mode: between(0, 0o777), expirationSeconds: between(600, 2 ** 32),
  containers: unique('name'), initContainers: unique('name'), volumes: unique('name'),
  mountPath: (path: string) => path !== '' && !path.includes(':'),
  subPath: isPathWithin, subPathExpr: isPathWithin, localhostProfile: isPathWithin,
  nameservers: (each: readonly string[]) => each.length <= 3 && each.every((address) => isIP(address) !== 0),
  searches: (each: readonly string[]) => each.length <= 32 && each.join(' ').length <= 2048
    && each.every((domain) => domain === '.' || isName(domain.replace(/\.$/, '').replaceAll('_', '-'))),
  hostAliases: (each: readonly Fields[]) => each.every(({ ip, hostnames = [] }) =>
    isIP(String(ip)) !== 0 && (hostnames as readonly string[]).every(isName)),
  hostname: isName,
  subdomain: (name: string) => dnsLabel.test(name),
  priorityClassName: isName, runtimeClassName: isName, storageClassName: isName, serviceAccountName: isName,
  volumeName: isName, ingressClassName: isName, secretName: isName, claimName: isName,
  tolerations: (each: readonly Toleration[]) => each.every(isToleration),
  env: (each: readonly Fields[]) => each.every(({ name }) => /^[ -<>-~]+$/.test(String(name))),
  configMapKeyRef: isKeyOf, secretKeyRef: isKeyOf, configMapRef: isNamed, secretRef: isNamed,
  image: (image: unknown) => typeof image !== 'string' || (image !== '' && image.trim() === image),
  securityContext: (each: Fields) => each.allowPrivilegeEscalation !== false
    || (each.privileged !== true && !addsAdmin(each.capabilities)),
  volumeMounts: (each: readonly Fields[], { securityContext }: Fields) => unique('mountPath')(each)
    && each.every(({ mountPropagation }) => mountPropagation !== 'Bidirectional' || isPrivileged(securityContext)),
  sessionAffinityConfig: (_how: unknown, spec: Fields) => spec.sessionAffinity === 'ClientIP',
  externalTrafficPolicy: (_how: unknown, { type }: Fields) => type === 'NodePort' || type === 'LoadBalancer',
  loadBalancerClass: (name: string, { type }: Fields) => type === 'LoadBalancer' && isKey(name),
  loadBalancerSourceRanges: (each: readonly string[], { type }: Fields) =>
    type === 'LoadBalancer' && each.every(isRange),
  cidr: isRange, except: (each: readonly string[]) => each.every(isRange),
  endPort: (last: number, { port: first }: Fields) => port(last) && last >= Number(first),
  maxReplicas: (most: number, { minReplicas = 1 }: Fields) => most >= Number(minReplicas),
  averageUtilization: positive,
  topologySpreadConstraints: (each: readonly Fields[]) =>
    unique('id')(each.map((it) => ({ id: `${String(it.topologyKey)} ${String(it.whenUnsatisfiable)}` }))),
  sysctls: (each: readonly Fields[]) => unique('name')(each)
    && each.every(({ name }) => sysctl.test(String(name))),
  data: (each: Fields) => Object.keys(each).every((key) => configKey.test(key)),
  resources: ({ requests, limits }: { requests?: Fields; limits?: Fields }) =>
    [...Object.keys(requests ?? {}), ...Object.keys(limits ?? {})].every((name) => isKey(name)),
};

function isPrivileged(context: unknown): boolean {
  return isRecord(context) && context.privileged === true;
}

function addsAdmin(capabilities: unknown): boolean {
  return isRecord(capabilities) && Array.isArray(capabilities.add) && capabilities.add.includes('SYS_ADMIN');
}

/** What an API server would refuse, a line each; nothing where it takes the manifest. */
export function refusedByServer(manifest: Manifest): readonly string[] {
  const { name, labels } = manifest.metadata as Fields;
  const limit = { Service: 63, CronJob: 52, StatefulSet: 253 }[manifest.kind] ?? 253;
  const named = String(name).length <= limit && (manifest.kind === 'Service' ? dnsLabel : dnsName).test(String(name));
  const own = named || manifest.apiVersion.startsWith('rbac.') ? [] : [`metadata.name ${String(name)}`];
  return [...own, ...areLabels((labels ?? {}) as Fields) ? [] : ['metadata.labels'], ...broken(manifest, '')];
}

function broken(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => broken(item, `${path}[${index}]`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    const holds = rule === undefined || entry === undefined || entry === null || rule(entry as never, value);
    return [...holds ? [] : [`${path}.${key}: ${JSON.stringify(entry)}`], ...broken(entry, `${path}.${key}`)];
  });
}
