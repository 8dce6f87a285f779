/**
 * What a variable can say of its own pod: a field, or a resource of its container
 * (https://kubernetes.io/docs/concepts/workloads/pods/downward-api/).
 */
import { CharthouseError, nearest } from './error';
import { fixFor } from './make-shape';
import { isLabelKey } from './names';

/** A field of the pod. Of the lists `podIPs` and `hostIPs` a variable gets all addresses, with commas. */
export type PodFieldPath =
  | 'metadata.name'
  | 'metadata.namespace'
  | 'metadata.uid'
  | `metadata.labels['${string}']`
  | `metadata.annotations['${string}']`
  | 'spec.nodeName'
  | 'spec.serviceAccountName'
  | 'status.podIP'
  | 'status.podIPs'
  | 'status.hostIP'
  | 'status.hostIPs';

/** A field of the pod, such as `status.podIP`. */
export interface PodField {
  readonly podField: PodFieldPath;
}

/** A request or limit of a container. Without a limit it is what the node has. */
export type ContainerResourceName =
  | `${'requests' | 'limits'}.${'cpu' | 'memory' | 'ephemeral-storage'}`
  | `${'requests' | 'limits'}.hugepages-${string}`;

/** A request or limit of the container, in units of the divisor, rounded up. */
export interface ContainerResource {
  readonly containerResource: ContainerResourceName;
  /** The unit: `1m` or `1` of cpu, `1`, `1k` to `1E` or `1Ki` to `1Ei` of all else. @default '1' */
  readonly divisor?: string | undefined;
}

/** Where such a value stands. */
interface Place {
  readonly path: string;
  readonly field: string | undefined;
}

const fields = Object.freeze([
  'metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.podIP',
  'status.podIPs', 'status.hostIP', 'status.hostIPs',
]);
const listedFields = `${fields.join(', ')}, metadata.labels['…'], metadata.annotations['…']`;
const resources = Object.freeze(['cpu', 'memory', 'ephemeral-storage', 'hugepages-<size>'].flatMap((name) =>
  [`requests.${name}`, `limits.${name}`]));
const unitsOfCpu = Object.freeze(['1m', '1']);
const unitsOfBytes = Object.freeze(['1', ...'k M G T P E Ki Mi Gi Ti Pi Ei'.split(' ').map((unit) => `1${unit}`)]);

/**
 * A field of the pod, for an environment variable. Throws for a field that variables cannot have.
 *
 * @example env: { POD_NAME: podField('metadata.name'), NODE: podField('spec.nodeName') }
 */
export function podField(field: PodFieldPath): PodField {
  checkPodField(field, { path: 'podField', field: undefined });
  return Object.freeze({ podField: field });
}

/**
 * A request or limit of the container that the variable is for. Throws for what no container has.
 *
 * @example env: { MEMORY_MIB: containerResource('limits.memory', { divisor: '1Mi' }) }
 */
export function containerResource(
  resource: ContainerResourceName,
  options: Pick<ContainerResource, 'divisor'> = {},
): ContainerResource {
  const given = { containerResource: resource, divisor: options.divisor };
  checkContainerResource(given, { path: 'containerResource', field: undefined });
  return Object.freeze(given);
}

/** Throws where variables cannot have the field. */
export function checkPodField(field: unknown, place: Place): void {
  const subscript = typeof field === 'string' ? /^metadata\.(?:labels|annotations)\['(.+)'\]$/.exec(field)?.[1] : '';
  if (fields.includes(field as string) || (subscript !== undefined && isLabelKey(subscript))) return;
  const guess = typeof field === 'string' ? nearest(field, fields) : undefined;
  throw new CharthouseError({
    ...place,
    problem: 'must be a field of the pod that a variable can have',
    value: field,
    allowed: listedFields,
    fix: fixFor(field, guess === undefined ? `take one of ${listedFields}` : `did you mean '${guess}'?`),
  });
}

/** Throws where no container has the resource, or it is not counted in that unit. */
export function checkContainerResource(given: Readonly<Record<keyof ContainerResource, unknown>>, place: Place): void {
  const { containerResource: resource, divisor } = given;
  const [, name] = typeof resource === 'string'
    ? /^(?:requests|limits)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.exec(resource) ?? []
    : [];
  if (name === undefined) {
    const guess = typeof resource === 'string' ? nearest(resource, resources) : undefined;
    throw new CharthouseError({
      ...place,
      problem: 'must be a request or limit that a variable can have',
      value: resource,
      allowed: resources.join(', '),
      fix: fixFor(resource, guess === undefined ? `take one of ${resources.join(', ')}` : `did you mean '${guess}'?`),
    });
  }
  const units = name === 'cpu' ? unitsOfCpu : unitsOfBytes;
  if (divisor === undefined || units.includes(divisor as string)) return;
  throw new CharthouseError({
    path: place.path,
    field: place.field === undefined ? 'divisor' : `${place.field}.divisor`,
    problem: `is no unit of ${name}`,
    value: divisor,
    allowed: units.join(', '),
    fix: fixFor(divisor, 'take one of these, or leave it out'),
  });
}
