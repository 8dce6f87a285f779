/** Changes of a pattern's defaults, checked when the pattern is made. */
import { firstMonth, monthShape, type DefaultsChange } from '../model/defaults-by-month';
import { CharthouseError } from '../model/error';
import { plainValues } from '../model/plain-values';
import { anything, list, object, textShape, type Shape } from '../model/shape';

/** The shape of a list of changes. */
export const changeShapes: Shape = list(object({ since: monthShape, was: anything, why: textShape }));

/** Throws for a change of a field that is not known, or in a month to which no house can keep. */
export function checkChanges(
  path: string,
  field: string,
  shapes: Readonly<Record<string, Shape>> | undefined,
  changes: readonly Partial<DefaultsChange<object>>[] = [],
): void {
  changes.forEach((change, index) => {
    const place = `${field}[${index}]`;
    for (const key of ['since', 'was', 'why'] as const) {
      if (change[key] !== undefined) continue;
      throw new CharthouseError({
        path, field: `${place}.${key}`, problem: 'is missing', allowed: 'since, was and why', fix: `add ${key}`,
      });
    }
    if (shapes !== undefined) object(shapes).check(plainValues(change.was), { path, field: `${place}.was` });
    if (change.since !== undefined && change.since > firstMonth) return;
    throw new CharthouseError({
      path,
      field: `${place}.since`,
      problem: `must be after ${firstMonth}: no house can keep to an earlier month`,
      value: change.since,
      allowed: `a month after ${firstMonth}`,
      fix: `leave the change out, for the defaults of ${firstMonth} are the first`,
    });
  });
}
