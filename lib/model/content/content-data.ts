/** Data that becomes the text of a file: checked and copied when it is given, settled when the file is written. */
import { CharthouseError } from '../error';
import { joined, keepingOutputs } from '../later';
import { isReference, makeReference, type Reference } from '../reference';
import { render, yamlViewpoint } from '../render';
import { isDeferred, isLate, isPlainObject, type Deferred } from '../value';

/**
 * The text of data, as a reference: what is in the data may come later, and what it refers to is connected to.
 * `helper` is what an error names, such as `asJson`; `write` throws for what the format has no way to say.
 */
export function contentOf(helper: string, data: unknown, write: (data: unknown) => string): Reference<string> {
  const copy = copied(data, helper, '', []);
  const endpoints = laterIn(copy).flatMap((value) => (!isDeferred(value) && isReference(value) ? value.endpoints : []));
  // What is wrong already is refused here, and not when the file is written.
  const here = yamlViewpoint(helper, undefined);
  write(filled(copy, (value) => (comesLater(value) ? '' : render(value, here, 'data'))));
  return makeReference(`${helper}(…)`, endpoints, (viewpoint) => {
    const settled = filled(copy, (value) => render(value, keepingOutputs(viewpoint)));
    const outputs = laterIn(settled) as readonly Deferred<unknown>[];
    // With an Output in it the whole text is one: the viewpoint decides what becomes of it, as of any other.
    const whole = joined(outputs, (known) => {
      const values = new Map(outputs.map((output, index) => [output as unknown, known[index]]));
      return write(filled(settled, (each) => (values.has(each) ? values.get(each) : each)));
    });
    return isDeferred(whole) ? viewpoint.deferred(whole, helper) as string : whole;
  });
}

/** A copy, which nobody changes any more. Throws for what is no data. */
function copied(value: unknown, helper: string, field: string, within: readonly unknown[]): unknown {
  if (value === undefined && field !== '') return value;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (comesLater(value) || Number.isFinite(value)) return value;
  refuseOthers(value, within, { path: helper, field: field === '' ? 'data' : field });
  const inside = [...within, value];
  if (Array.isArray(value)) return value.map((item, index) => copied(item, helper, `${field}[${index}]`, inside));
  return Object.fromEntries(Object.entries(value as object).map(([key, entry]: [string, unknown]) =>
    [key, copied(entry, helper, field === '' ? key : `${field}.${key}`, inside)]));
}

const allowed = 'texts, numbers, true, false, null, lists, plain objects, references and Outputs';

/** An object is data where it is plain, holds no secret, and does not hold itself. */
function refuseOthers(
  value: unknown,
  within: readonly unknown[],
  place: { readonly path: string; readonly field: string },
): void {
  if (within.includes(value)) {
    const fix = 'leave out the part that leads back';
    throw new CharthouseError({ ...place, problem: 'holds itself', value, allowed: 'data without a cycle', fix });
  }
  if (isPlainObject(value) && ['secretKey', 'secretValue', 'configMapKey'].some((key) => key in value)) {
    throw new CharthouseError({
      ...place,
      problem: 'is a key of a Secret or ConfigMap, whose value is known in the cluster alone',
      value,
      allowed,
      fix: 'mount the Secret by `secrets`, or give the key as a variable that the program reads',
    });
  }
  if (Array.isArray(value) || isPlainObject(value)) return;
  throw new CharthouseError({
    ...place,
    problem: `must be data (${allowed})`,
    value,
    allowed,
    fix: typeof value === 'number' ? 'check the arithmetic that made it' : 'give what is to be read of it',
  });
}

function comesLater(value: unknown): boolean {
  return isDeferred(value) || isReference(value) || isLate(value);
}

/** All values in the data that come later. */
function laterIn(data: unknown): readonly unknown[] {
  if (comesLater(data)) return [data];
  if (Array.isArray(data)) return data.flatMap(laterIn);
  return isPlainObject(data) ? Object.values(data).flatMap(laterIn) : [];
}

/** The data with each leaf replaced. A field that is undefined is left out; null is data, and stays. */
function filled(data: unknown, leaf: (value: unknown) => unknown): unknown {
  if (data === null || data === undefined) return data;
  if (comesLater(data)) return leaf(data);
  if (Array.isArray(data)) return data.map((item) => filled(item, leaf) ?? null);
  if (!isPlainObject(data)) return leaf(data);
  return Object.fromEntries(Object.entries(data)
    .filter(([, entry]) => entry !== undefined)
    .map(([key, entry]) => [key, filled(entry, leaf)]));
}
