/** Text that holds references or Outputs: text`${api.url}/v1`. */
import type { Endpoint } from './endpoint';
import { CharthouseError } from './error';
import { isReference, makeReference, type Reference } from './reference';
import { isDeferred, type Deferred, type Value, type Viewpoint } from './value';

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
  const rendered = parts.map((part) => (!isDeferred(part) && isReference(part) ? part.render(viewpoint) : part));
  if (!rendered.some(isDeferred)) return rendered.map(String).join('');
  // The joined Output stands for the whole leaf: the viewpoint decides what becomes of it, as of any other.
  return viewpoint.deferred(joinDeferred(rendered), 'text') as string;
}

function joinDeferred(parts: readonly unknown[]): Deferred<unknown> {
  const first = parts.findIndex(isDeferred);
  const output = parts[first] as Deferred<unknown>;
  return output.apply((value) => {
    const known = parts.map((part, index) => (index === first ? value : part));
    return known.some(isDeferred) ? joinDeferred(known) : known.map(String).join('');
  });
}
