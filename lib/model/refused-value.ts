/** What is no data, and no text may hold: a value that only looks as if it had been settled. */
import { CharthouseError } from './error';
import { referenceMarker } from './reference';

/** What Pulumi leaves in a plain template string instead of a value. */
const pastedOutput = /Calling \[(toString|toJSON)\] on an \[Output<T>\] is not supported/;

/** Whether a text holds what no text may hold. */
export function isSuspect(text: string): boolean {
  return text.includes(referenceMarker) || (text.length > 40 && pastedOutput.test(text));
}

/** The error for what is no data. */
export function refused(value: unknown, place: { readonly path: string; readonly field: string }): CharthouseError {
  if (typeof value === 'number') {
    return new CharthouseError({
      ...place, problem: 'must be a finite number', value, fix: 'check the arithmetic that made it',
    });
  }
  if (typeof value !== 'string') {
    return new CharthouseError({
      ...place,
      problem: 'must be plain data, a reference or an Output',
      value,
      allowed: 'strings, numbers, booleans, lists and plain objects',
      fix: 'pass the data itself',
    });
  }
  const marked = value.indexOf(referenceMarker);
  if (marked === -1) {
    return new CharthouseError({
      ...place,
      problem: 'holds a Pulumi Output that was pasted into a plain template string',
      value,
      allowed: 'the Output by itself, or inside text`…`',
      fix: 'write text`…` before the template',
    });
  }
  const description = value.slice(marked + referenceMarker.length).split(/["\\\n]/)[0] ?? '';
  return new CharthouseError({
    ...place,
    problem: `holds the reference to ${description} as JSON text`,
    value: description,
    allowed: 'the reference by itself, or inside text`…`',
    fix: 'give the object itself instead of JSON.stringify(…), or build the text with text`…`',
  });
}
