/** What the data of a platform looks like: what the types say, for programs in JavaScript and for casts. */
import { cidrShape } from '../model/cidr';
import { anything, flag, integer, list, mapOf, object, oneOf, port, shapeOf, textShape } from '../model/shape';

const kubernetes = shapeOf(
  'a minor version of Kubernetes such as 1.36, as text',
  (value) => typeof value === 'string' && /^1\.\d{2}$/.test(value),
  'give the minor version that the clusters run, without v and patch level',
);
const peers = list(object({
  namespaceLabels: mapOf(textShape), podLabels: mapOf(textShape), cidr: cidrShape, except: list(cidrShape),
}));
const callable = shapeOf('a function that returns annotations', (value) => typeof value === 'function');
const accessModes = list(oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'));

/** The shape of each prop of `definePlatform`. */
export const platformShapes = Object.freeze({
  name: textShape,
  kubernetes,
  edge: object({
    kind: oneOf('gateway', 'ingress'),
    gateway: object({ name: textShape, namespace: textShape, sectionName: textShape, httpSectionName: textShape }),
    supportedFeatures: list(textShape),
    className: textShape,
    pathType: oneOf('Prefix', 'Exact', 'ImplementationSpecific'),
    features: object({
      redirectHttp: callable,
      regularExpressions: callable,
      redirect: callable,
      rewrite: callable,
      requestHeaders: callable,
      responseHeaders: callable,
      timeouts: callable,
    }),
    trafficFrom: peers,
    annotations: mapOf(textShape),
    drainSeconds: integer(0, 86400),
  }),
  tls: object({
    kind: oneOf('edge', 'cert-manager', 'secret', 'none'), clusterIssuer: textShape, secretName: textShape,
  }),
  dns: object({ kind: oneOf('external-dns', 'wildcard'), annotationPrefix: textShape }),
  storage: mapOf(object({ storageClassName: textShape, accessModes })),
  identity: anything,
  metrics: object({
    kind: oneOf('prometheus-operator', 'annotations'), labels: mapOf(textShape), scrapedFrom: peers,
  }),
  network: object({
    dns: object({ to: peers, ports: list(port) }),
    apiServer: object({ to: peers, ports: list(port) }),
    probesFrom: peers,
    nodes: peers,
    externalHosts: object({ kind: oneOf('any-public-address'), except: list(cidrShape), exceptIPv6: list(cidrShape) }),
  }),
  offers: object({
    priorityClasses: list(textShape),
    storageClasses: list(textShape),
    runtimeClasses: list(textShape),
    apiGroups: list(textShape),
  }),
  assignsUsers: flag,
});

/** What each capability cannot be without: the field, and where it is needed. */
export const neededFields: readonly (readonly [capability: string, ...fields: readonly string[]])[] = Object.freeze([
  ['edge', 'kind', 'trafficFrom'],
  ['tls', 'kind'],
  ['dns', 'kind'],
  ['metrics', 'kind', 'scrapedFrom'],
  ['network', 'dns', 'externalHosts'],
]);
