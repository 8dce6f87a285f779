/**
 * Scratch space counts towards the limits of its pod: on disk as ephemeral storage, by which the kubelet evicts, and in
 * memory as the memory of who wrote it. A size above the limit promises what nobody can use.
 * See https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage
 */
import { billionths, isQuantity, parseQuantity } from '../model/quantity';
import type { Check, Problem } from './check';
import { fieldsOf, itemField, itemsOf, textOf } from './fields';
import type { PodContainer } from './pod-container';
import { podTemplatesOf, type PodTemplate } from './pod-template';

/** A medium of scratch space, and the limit that it counts towards. */
interface Medium {
  readonly of: (medium: unknown) => boolean;
  readonly what: string;
  readonly resource: string;
  readonly fate: string;
  /** Whether a container without the limit leaves the pod without one. */
  readonly open: boolean;
}

/** Huge pages are a medium too, and counted on their own. */
const media: readonly Medium[] = Object.freeze([
  {
    of: (medium: unknown) => medium === undefined || medium === null || medium === '',
    what: 'on disk',
    resource: 'ephemeral-storage',
    fate: 'the pod is evicted',
    open: false,
  },
  {
    of: (medium: unknown) => medium === 'Memory',
    what: 'in memory',
    resource: 'memory',
    fate: 'a container is killed',
    open: true,
  },
]);

export const scratchWithinLimits: Check = {
  rule: 'scratch-within-limits',
  severity: 'warning',
  demand: 'The sizes of a pod\'s emptyDirs are together within the limits of its containers: on disk of ephemeral '
    + 'storage, in memory of memory.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      for (const medium of media) yield* inPod(pod, medium);
    }
  },
};

function* inPod(pod: PodTemplate, medium: Medium): Iterable<Problem> {
  const volumes = sizedVolumes(pod, medium);
  const [largest] = volumes;
  const limit = limitOf(pod, medium);
  const total = volumes.reduce((sum, { amount }) => sum + amount, 0n);
  if (largest === undefined || limit === undefined || total <= limit) return;
  const names = volumes.map(({ name, size }) => `${name} ${size}`).join(', ');
  const { what, resource, fate } = medium;
  yield {
    at: pod.at,
    field: `${largest.field}.emptyDir.sizeLimit`,
    value: largest.size,
    message: `the emptyDirs ${what} may hold ${roundedUp(total)}Mi (${names}), but ${fate} above `
      + `${limit / mebibyte}Mi: they count towards the ${resource} limit`,
    fix: `raise the ${resource} limits to at least ${roundedUp(total)}Mi together, or lower the sizes (charthouse: `
      + '`resources.limits`, and `sizeLimit` of `volumes` and `scratch`)',
  };
}

interface SizedVolume {
  readonly name: string;
  readonly field: string;
  readonly size: string | number;
  readonly amount: bigint;
}

/** The emptyDirs of the medium that state a size, the largest first. */
function sizedVolumes({ spec, field }: PodTemplate, medium: Medium): readonly SizedVolume[] {
  return itemsOf(spec.volumes).flatMap(([volume, index]): readonly SizedVolume[] => {
    const { medium: stated, sizeLimit } = fieldsOf(volume.emptyDir);
    if (!isQuantity(sizeLimit) || !medium.of(stated)) return [];
    const name = textOf(volume.name) ?? String(index);
    const place = itemField(`${field}.volumes`, volume.name, index);
    return [{ name, field: place, size: sizeLimit, amount: parseQuantity(sizeLimit) }];
  }).sort((left, right) => (left.amount > right.amount ? -1 : left.amount < right.amount ? 1 : 0));
}

/**
 * The limit of the pod, as the kubelet has it: of those that run together, or of an init container with the sidecars
 * before it, where that is more. Undefined where there is none, or a value that comes later.
 */
function limitOf({ spec, containers }: PodTemplate, { resource, open }: Medium): bigint | undefined {
  const ofPod = fieldsOf(fieldsOf(spec.resources).limits)[resource];
  if (open && ofPod !== undefined) return isQuantity(ofPod) ? parseQuantity(ofPod) : undefined;
  const stated = containers.map((container) => statedLimit(container, resource));
  const present = stated.filter((limit) => limit !== undefined);
  if (present.length === 0 || (open && present.length < stated.length) || !present.every(isQuantity)) return undefined;
  let sidecars = 0n;
  let starting = 0n;
  let running = 0n;
  containers.forEach(({ role }, index) => {
    const limit = stated[index];
    const amount = isQuantity(limit) ? parseQuantity(limit) : 0n;
    if (role === 'init') {
      starting = starting > sidecars + amount ? starting : sidecars + amount;
      return;
    }
    running += amount;
    if (role === 'sidecar') sidecars += amount;
  });
  return running > starting ? running : starting;
}

function statedLimit({ fields }: PodContainer, resource: string): unknown {
  const limits = fieldsOf(fieldsOf(fields.resources).limits);
  const limit = Object.hasOwn(limits, resource) ? limits[resource] : undefined;
  return limit === null ? undefined : limit;
}

const mebibyte = billionths * 2n ** 20n;

function roundedUp(amount: bigint): bigint {
  return (amount + mebibyte - 1n) / mebibyte;
}
