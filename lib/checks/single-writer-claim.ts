/** A read-write-once volume that two pods want: the new one waits for the old, which waits for the new. */
import { autoscalersFor } from './autoscalers';
import type { Check, CheckInput, Problem } from './check';
import { fieldAt, itemField, itemsOf, listOf, numberOf, textOf } from './fields';
import { isKind } from './object-identity';
import { objectNamed } from './objects-by-name';
import { podTemplatesOf, type PodTemplate } from './pod-template';

export const singleWriterClaim: Check = {
  rule: 'single-writer-claim',
  severity: 'error',
  foreign: 'warning',
  demand: 'A ReadWriteOnce or ReadWriteOncePod claim serves a workload of one pod, '
    + 'which a Deployment replaces by Recreate.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      const place = singleWriterVolume(pod, input);
      if (place !== undefined) {
        yield* manyPods(pod, place, input);
      }
    }
  },
};

interface ClaimPlace {
  readonly claim: string;
  readonly mode: string;
  readonly field: string;
}

function* manyPods(
  { at }: PodTemplate, { claim, mode, field }: ClaimPlace, input: CheckInput,
): Iterable<Problem> {
  const { manifest } = at;
  const scaledTo = autoscalersFor(input, at)[0]?.maximum;
  const count = scaledTo ?? numberOf(fieldAt(manifest, 'spec.replicas')) ?? 1;
  const strategy = textOf(fieldAt(manifest, 'spec.strategy.type')) ?? 'RollingUpdate';
  const text = `claim ${claim} is ${mode}`;
  if (isKind(manifest, 'apps', 'DaemonSet')) {
    const message = `${text}, but a DaemonSet has a pod on each node`;
    yield { at, field, value: claim, message, fix: 'use a ReadWriteMany claim, or a volume of the node' };
  } else if (count > 1) {
    yield {
      at,
      field: scaledTo === undefined ? 'spec.replicas' : field,
      value: count,
      message: `${text}, but up to ${count} pods share it`,
      fix: 'use one replica, a ReadWriteMany claim, or a StatefulSet with a claim for each pod '
        + '(charthouse: a StatefulStore with `storage`)',
    };
  } else if (isKind(manifest, 'apps', 'Deployment') && strategy !== 'Recreate') {
    yield {
      at,
      field: 'spec.strategy.type',
      value: strategy,
      message: `${text}, but ${strategy} starts the new pod before the old one is gone`,
      fix: 'write strategy: { type: Recreate } (charthouse: what `storage` does by itself)',
    };
  }
}

/** The first volume of the pod whose claim, found in the tree, only one node or pod can write. */
function singleWriterVolume(pod: PodTemplate, input: CheckInput): ClaimPlace | undefined {
  for (const [volume, index] of itemsOf(pod.spec.volumes)) {
    const claim = textOf(fieldAt(volume, 'persistentVolumeClaim.claimName'));
    const object = claim === undefined ? undefined
      : objectNamed(input, 'PersistentVolumeClaim', pod.namespace, claim);
    const modes = listOf(fieldAt(object?.manifest, 'spec.accessModes'));
    const shared = modes.includes('ReadWriteMany') || modes.includes('ReadOnlyMany');
    const mode = modes.find((item) => item === 'ReadWriteOnce' || item === 'ReadWriteOncePod');
    if (claim !== undefined && typeof mode === 'string' && !shared) {
      const field = `${itemField(`${pod.field}.volumes`, volume.name, index)}.persistentVolumeClaim.claimName`;
      return { claim, mode, field };
    }
  }
  return undefined;
}
