/** Scratch space: an emptyDir, which goes with the pod and counts as ephemeral storage. */
import { shapeOf, valueOf } from '../model/shape';
import type { Value } from '../model/value';
import { isBytes } from './bytes';

/** A size of scratch space. */
export const scratchSize = valueOf(
  shapeOf('a size such as 64Mi', isBytes, 'write a number and a unit such as Mi or Gi'),
);

/** What an emptyDir is. */
export interface ScratchSpace {
  /** @default - on disk */
  readonly medium?: 'Memory' | undefined;
  /** @default - no limit */
  readonly sizeLimit?: Value<string> | undefined;
}

/** The source of a volume; one without size or medium is an empty object, and still there. */
export function emptyDir({ medium, sizeLimit }: ScratchSpace): { readonly emptyDir: ScratchSpace } {
  return {
    emptyDir: { ...(medium === undefined ? {} : { medium }), ...(sizeLimit === undefined ? {} : { sizeLimit }) },
  };
}
