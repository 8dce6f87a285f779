/** What the props of a house look like: what the types say, for programs in JavaScript and for casts. */
import { hasBrand } from '../model/brand';
import { monthShape } from '../model/defaults-by-month';
import { anything, list, mapOf, object, oneOf, shapeOf, textShape } from '../model/shape';

const domain = shapeOf(
  'a DNS name such as eu.example.com',
  (value) =>
    typeof value === 'string' && /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)*[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(value),
  'write it in lower case, without protocol or path',
);

const uid = shapeOf(
  'a uid such as 6a1f1c0e-7f5b-4c58-9e6a-0d7c0a1b2c3d',
  (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  'take what `kubectl get namespace kube-system -o jsonpath={.metadata.uid}` prints',
);

const target = object({
  platform: textShape,
  environment: textShape,
  domain,
  delivery: oneOf('kubectl', 'argocd', 'flux', 'pulumi'),
  namespace: textShape,
  clusterUid: uid,
  defaults: anything,
});

const house = shapeOf(
  'what defineHouse returns', (value) => hasBrand(value, 'House'), 'make it with defineHouse({ … })',
);
const platform = shapeOf(
  'what definePlatform returns', (value) => hasBrand(value, 'Platform'), 'make it with definePlatform({ … })',
);
const pattern = shapeOf(
  'what definePattern returns', (value) => hasBrand(value, 'Pattern'), 'make it with definePattern({ … })',
);
const workload = shapeOf(
  'what defineWorkload returns',
  (value) => typeof value === 'function' && 'definition' in value,
  'make it with defineWorkload({ … })',
);

/** The shape of each prop of `defineHouse`. */
export const houseShapes = Object.freeze({
  name: textShape,
  version: textShape,
  extends: house,
  platforms: mapOf(platform),
  targets: mapOf(target),
  defaults: anything,
  defaultsFor: mapOf(anything),
  patterns: list(pattern),
  without: list(textShape),
  workloads: mapOf(workload),
  severities: mapOf(oneOf('error', 'warning', 'info', 'off')),
  waivers: mapOf(textShape),
  because: mapOf(textShape),
  compat: monthShape,
});
