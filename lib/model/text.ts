/** Text that holds references or Outputs: text`${api.url}/v1`. */
import type { Endpoint } from './endpoint';
import { CharthouseError } from './error';
import { joined, keepingOutputs } from './later';
import { isReference, makeReference, type Reference } from './reference';
import { isDeferred, type Value, type Viewpoint } from './value';

/**
 * Joins strings, numbers, references and Outputs into one text, as a tagged template. An Output makes the whole text an
 * Output; a reference makes it a reference, and so a connection.
 *
 * @example text`postgres://${orders.address}/orders`
 */
export function text(strings: TemplateStringsArray, ...values: readonly Value<string | number>[]): Reference<string> {
  for (const [index, value] of values.entries()) checkPart(value, index, strings);
  const parts: readonly Value<string | number>[] = strings.flatMap((string, index) => {
    const value = values[index];
    return index < values.length && value !== undefined ? [string, value] : [string];
  });
  const endpoints = values.flatMap((value): readonly Endpoint[] =>
    !isDeferred(value) && isReference(value) ? value.endpoints : [],
  );
  const names = values.map((value) =>
    isDeferred(value) ? 'an Output' : isReference(value) ? value.description : value,
  );
  const known = strings.join('\n');
  return makeReference(`text with ${names.join(', ')}`, endpoints, (viewpoint) => renderParts(parts, viewpoint), known);
}

function checkPart(value: unknown, index: number, strings: TemplateStringsArray): void {
  if (isDeferred(value) || isReference(value) || typeof value === 'string' || Number.isFinite(value)) return;
  throw new CharthouseError({
    path: 'text',
    field: `\${…} after '${strings[index] ?? ''}'`,
    problem: value == null ? 'has no value' : 'must be a text, a number, a reference or an Output',
    value,
    allowed: 'a text, a number, a reference or an Output',
    fix: 'check that the value is there, and write an object out yourself',
  });
}

function renderParts(parts: readonly Value<string | number>[], viewpoint: Viewpoint): string {
  const inside = keepingOutputs(viewpoint);
  const rendered = parts.map((part) => (!isDeferred(part) && isReference(part) ? part.render(inside) : part));
  const whole = joined(rendered, (known) => known.map((part) => written(part, viewpoint)).join(''));
  // The joined Output stands for the whole leaf: the viewpoint decides what becomes of it, as of any other.
  return isDeferred(whole) ? viewpoint.deferred(whole, 'text') as string : whole;
}

/** A part that is known, which for an Output is when the stack is deployed. */
function written(part: unknown, { path }: Viewpoint): string {
  if (typeof part === 'string' || typeof part === 'number' || typeof part === 'boolean') return String(part);
  throw new CharthouseError({
    path,
    field: 'text`…`',
    problem: 'holds an Output that is no text',
    value: part,
    allowed: 'Outputs of a text or a number',
    fix: 'take the text out of it by apply',
  });
}
