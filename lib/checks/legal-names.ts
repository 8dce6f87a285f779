/** Names that the API server refuses, or under which pods never appear. */
import { isAtLeast } from '../model/kubernetes/served';
import { inKeyOrder } from '../model/key-order';
import type { Check, CheckedObject, Problem } from './check';
import { fieldAt, fieldsOf, itemField, itemsOf } from './fields';
import {
  dnsLabel, dnsSubdomain, pathSegment, portName, serviceName, strictVariableName, variableName, type NameFormat,
} from './name-formats';
import { groupOf, kindOf } from './object-identity';
import { objectsOfKind } from './objects-by-kind';
import { podTemplatesOf, type PodTemplate } from './pod-template';

export const legalNames: Check = {
  rule: 'legal-names',
  severity: 'error',
  demand: 'Names of objects, namespaces, containers, volumes, ports and variables are such as the API server takes, '
    + 'and short enough for what it makes of them.',
  * run(input) {
    const variables = isAtLeast(input.platform.kubernetes, '1.32') ? variableName : strictVariableName;
    for (const at of input.objects) yield* inMetadata(at);
    for (const at of objectsOfKind(input, '', 'Service')) {
      yield* inList(at, 'spec.ports', fieldAt(at.manifest, 'spec.ports'), word, 'port name', 'unnamed too');
    }
    for (const pod of podTemplatesOf(input)) {
      yield* inPod(pod, variables);
    }
  },
};

/** By group and kind: all others take a DNS name of 253 characters. The labels that controllers make are shorter. */
const formats: Readonly<Record<string, NameFormat>> = Object.freeze({
  '/Service': serviceName,
  '/Namespace': dnsLabel(63),
  'apps/StatefulSet': dnsLabel(52),
  'batch/CronJob': dnsSubdomain(52),
  'batch/Job': dnsSubdomain(63),
  'rbac.authorization.k8s.io/Role': pathSegment,
  'rbac.authorization.k8s.io/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/RoleBinding': pathSegment,
  'rbac.authorization.k8s.io/ClusterRoleBinding': pathSegment,
  'networking.k8s.io/IPAddress': pathSegment,
  'certificates.k8s.io/ClusterTrustBundle': pathSegment,
});

const anyObject = dnsSubdomain(253);
const word = dnsLabel(63);

function* inMetadata(at: CheckedObject): Iterable<Problem> {
  const { name, namespace, generateName } = fieldsOf(at.manifest.metadata);
  const kind = kindOf(at.manifest);
  const format = formats[`${groupOf(at.manifest)}/${kind}`] ?? anyObject;
  if ((name !== undefined || generateName === undefined) && !isLegal(name, format)) {
    yield judged(at, 'metadata.name', name, format, `${kind || 'object'} name`, ' (charthouse: the `name` prop)');
  }
  if (namespace !== undefined && !isLegal(namespace, word)) {
    yield judged(at, 'metadata.namespace', namespace, word, 'namespace');
  }
}

function* inPod(pod: PodTemplate, variables: NameFormat): Iterable<Problem> {
  const { at, field, spec } = pod;
  yield* inList(at, `${field}.volumes`, spec.volumes, word, 'volume name');
  for (const container of pod.containers) {
    const { fields } = container;
    if (!isLegal(fields.name, word)) {
      yield judged(at, `${container.field}.name`, fields.name, word, 'container name');
    }
    yield* inList(at, `${container.field}.env`, fields.env, variables, 'variable name');
    yield* inList(at, `${container.field}.ports`, fields.ports, portName, 'port name', 'unnamed too');
  }
}

/** The names of a list's items; a port needs none. */
function* inList(
  at: CheckedObject, field: string, list: unknown, format: NameFormat, what: string, unnamed?: 'unnamed too',
): Iterable<Problem> {
  for (const [{ name }, index] of itemsOf(list)) {
    if ((name !== undefined || unnamed === undefined) && !isLegal(name, format)) {
      yield judged(at, `${itemField(field, name, index)}.name`, name, format, what);
    }
  }
}

function isLegal(value: unknown, format: NameFormat): boolean {
  return typeof value === 'string' && format.accepts(value);
}

function judged(
  at: CheckedObject, field: string, value: unknown, format: NameFormat, what: string, where = '',
): Problem {
  const fix = `use ${format.allowed}${where}`;
  if (typeof value === 'string') {
    return { at, field, value, message: `'${value}' (${value.length} characters) is no legal ${what}`, fix };
  }
  const found = value === undefined || value === null ? 'missing' : `no text but ${JSON.stringify(inKeyOrder(value))}`;
  return { at, field, value, message: `the ${what} is ${found}`, fix };
}
