/**
 * Inputs as the server would say them back, so that equal things show no difference. The real provider sends the kinds
 * that it knows through the Go types of Kubernetes: nulls, empty lists and the zero of a field that is no pointer there
 * go, and quantities are written in their own way. A Secret's `stringData` becomes `data`. Fields that those types do
 * not have go there too; here they do not.
 */
import { canonicalQuantity } from './quantity';
import { at, hasUnknown, isList, isMap, textAt, withAt, type Properties, type Value } from './values';

/** Groups that come with Kubernetes; a version of one alone is the core's. */
const builtIn = new Set([
  '', 'apps', 'batch', 'autoscaling', 'policy', 'admissionregistration.k8s.io', 'apiextensions.k8s.io',
  'apiregistration.k8s.io', 'certificates.k8s.io', 'coordination.k8s.io', 'discovery.k8s.io', 'events.k8s.io',
  'networking.k8s.io', 'node.k8s.io', 'rbac.authorization.k8s.io', 'scheduling.k8s.io', 'storage.k8s.io',
]);

/** Fields that the Go types omit where they have this value; fields with pointers keep it. */
const omitted: ReadonlyMap<Value, ReadonlySet<string>> = new Map<Value, ReadonlySet<string>>([
  [false, new Set([
    'hostNetwork', 'hostPID', 'hostIPC', 'readOnly', 'stdin', 'stdinOnce', 'tty', 'paused', 'publishNotReadyAddresses',
  ])],
  ['', new Set(['value', 'subPath', 'subPathExpr', 'hostIP', 'hostname', 'subdomain', 'clusterIP', 'message'])],
  [0, new Set(['minReadySeconds', 'initialDelaySeconds', 'hostPort', 'nodePort'])],
]);

/** Maps of text, which are omitted where nothing is in them; `{}` of a structure says something. */
const textMaps = new Set([
  'labels', 'annotations', 'data', 'binaryData', 'stringData', 'matchLabels', 'nodeSelector', 'requests', 'limits',
]);

/** Maps of quantities by the names of resources, and fields that are quantities. */
const quantities = new Set([
  'requests', 'limits', 'capacity', 'hard', 'podFixed', 'default', 'defaultRequest', 'max', 'min',
  'maxLimitRequestRatio',
]);
const quantityFields = new Set(['sizeLimit', 'divisor', 'averageValue']);

/** What the server alone sets. */
const readOnly = [
  'creationTimestamp', 'deletionGracePeriodSeconds', 'deletionTimestamp', 'generation', 'managedFields',
  'resourceVersion', 'uid',
];

/** Inputs without marks of secrets, as they are compared and sent. */
export function normalized(inputs: Properties): Properties {
  const known = isBuiltIn(textAt(inputs, 'apiVersion')) && !hasUnknown(inputs);
  const typed = known ? asTyped(withEncodedData(inputs)) : inputs;
  return readOnly.reduce((all, name) => withAt(all, ['metadata', name], undefined), typed);
}

/** Whether the kinds of a version come with Kubernetes. */
export function isBuiltIn(apiVersion: string): boolean {
  return builtIn.has(apiVersion.includes('/') ? apiVersion.split('/')[0] ?? '' : '');
}

function asTyped(value: Properties): Properties {
  const kept = Object.entries(value).filter(([name, each]) => !isOmitted(name, each));
  return Object.fromEntries(kept.map(([name, each]) => [name, fieldAsTyped(name, each)]));
}

function fieldAsTyped(name: string, value: Value): Value {
  if (quantities.has(name) && isMap(value))
    return Object.fromEntries(Object.entries(value).map(([resource, amount]) => [resource, asQuantity(amount)]));
  if (quantityFields.has(name)) return asQuantity(value);
  return textMaps.has(name) ? value : valueAsTyped(value);
}

function asQuantity(value: Value): Value {
  return typeof value === 'string' || typeof value === 'number' ? canonicalQuantity(String(value)) : value;
}

function valueAsTyped(value: Value): Value {
  if (isMap(value)) return asTyped(value);
  return isList(value) ? value.map(valueAsTyped) : value;
}

function isOmitted(name: string, value: Value): boolean {
  if (value === null || omitted.get(value)?.has(name) === true) return true;
  if (isList(value)) return value.length === 0 && name !== 'rules';
  return isMap(value) && textMaps.has(name) && Object.keys(value).length === 0;
}

/** A Secret's text is what the server makes of it. */
function withEncodedData(inputs: Properties): Properties {
  if (textAt(inputs, 'kind') !== 'Secret' || textAt(inputs, 'apiVersion') !== 'v1') return inputs;
  const { stringData, data, ...others } = inputs;
  if (!isMap(stringData) || Object.keys(stringData).length === 0) return inputs;
  const encoded = Object.entries(stringData).map(([name, text]) =>
    [name, Buffer.from(typeof text === 'string' ? text : JSON.stringify(text)).toString('base64')] as const);
  return { ...others, data: { ...isMap(data) ? data : {}, ...Object.fromEntries(encoded) } };
}

/** Whether somebody asks for it in an annotation with `"true"`. */
export function isAnnotated(object: Properties, name: string): boolean {
  return annotation(object, name) === 'true';
}

/** The text of one of Pulumi's annotations, or an empty one. */
export function annotation(object: Properties, name: string): string {
  return textAt(at(object, 'metadata', 'annotations'), `pulumi.com/${name}`);
}
