/** Costs are charged to somebody: a label on every object and pod says whom. */
import { definePattern, keys, shape } from 'charthouse';

/** Whom costs are charged to. */
export interface CostLabelsProps {
  /** The cost center. @default - the owner */
  readonly center?: string | undefined;
}

/** Whom costs are charged to. */
export interface CostLabelsKey {
  /**
   * The label `acme.dev/cost-center` of all objects and pods, or `false` for none.
   * @default - the owner's cost center; no label without an owner
   */
  readonly costLabels?: CostLabelsProps | false | undefined;
}

/** What the pattern reads besides its own key. */
interface OwnerKey {
  readonly owner?: string | undefined;
}

const center = shape.of(
  'a cost center: lower-case letters, digits and -',
  (value) => typeof value === 'string' && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value),
);

/** Adds the label `acme.dev/cost-center`. */
export const costLabels = definePattern({
  name: 'costLabels',
  fits: [],
  keys: keys<CostLabelsKey>({ costLabels: shape.orFalse(shape.object({ center })) }),
  reads: keys<OwnerKey>({ owner: shape.text }),
  defaults: { costLabels: {} },
  apply(draft, settings) {
    const charged = settings.costLabels.center ?? settings.owner;
    if (charged === undefined) return;
    draft.add('labels', 'acme.dev/cost-center', charged);
    draft.add('podLabels', 'acme.dev/cost-center', charged);
  },
});
