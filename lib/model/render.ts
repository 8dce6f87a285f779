/**
 * Renders a value into plain JSON: late values are settled, references become text, an Output goes to the viewpoint.
 */
import { CharthouseError } from './error';
import { isReference, referenceMarker } from './reference';
import { isDeferred, isLate, isPlainObject, type Deferred, type Viewpoint } from './value';

/** What Pulumi leaves in a plain template string instead of a value. */
const pastedOutput = /Calling \[(toString|toJSON)\] on an \[Output<T>\] is not supported/;

/** Renders a value. Fields that are undefined are left out, and so are null ones: the API server reads both alike. */
export function render(value: unknown, viewpoint: Viewpoint, field = ''): unknown {
  if (typeof value === 'string') return checkedText(value, viewpoint, field);
  if (typeof value === 'number') return checkedNumber(value, viewpoint, field);
  if (typeof value === 'boolean' || value === undefined || value === null) return value ?? undefined;
  if (isDeferred(value)) return viewpoint.deferred(value, field);
  if (isPlainObject(value)) return renderObject(value, viewpoint, field);
  if (isReference(value)) return value.render(atField(viewpoint, field));
  if (isLate(value)) return render(value.resolveAt(viewpoint), viewpoint, field);
  if (Array.isArray(value)) {
    const items = value
      .map((item, index) => render(item, viewpoint, `${field}[${nameOf(item) ?? index}]`))
      .filter((item) => item !== undefined);
    // A list of which every item came to nothing was never meant to be there.
    return items.length === 0 && value.length > 0 ? undefined : items;
  }
  // cdk8s settles its own tokens (`Lazy` and alike) after us.
  if (isCdk8sToken(value)) return value;
  throw new CharthouseError({
    path: viewpoint.path,
    field,
    problem: 'must be plain data, a reference or an Output',
    value,
    allowed: 'strings, numbers, booleans, lists and plain objects',
    fix: 'pass the data itself',
  });
}

/** What tells an item of a list from its neighbours, where it has such a thing. */
function nameOf(item: unknown): string | undefined {
  const name = isPlainObject(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** Text that holds an Output knows nothing of the field that it is for. */
function atField(viewpoint: Viewpoint, field: string): Viewpoint {
  return {
    path: viewpoint.path,
    namespace: viewpoint.namespace,
    deferred: (value) => viewpoint.deferred(value, field),
    secret: (value) => viewpoint.secret(value, field),
  };
}

function renderObject(
  value: Record<string, unknown>,
  viewpoint: Viewpoint,
  field: string,
): Record<string, unknown> | undefined {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const rendered = render(value[key], viewpoint, field === '' ? key : `${field}.${key}`);
    if (rendered !== undefined) result[key] = rendered;
  }
  return cameToNothing(value, result) ? undefined : result;
}

/** Whether everything in an object came to nothing: then it was never meant to be there. An empty object is. */
function cameToNothing(value: Record<string, unknown>, rendered: Record<string, unknown>): boolean {
  return Object.keys(rendered).length === 0 && Object.keys(value).length > 0;
}

function checkedText(value: string, viewpoint: Viewpoint, field: string): string {
  if (value.includes(referenceMarker)) {
    const description = value.slice(value.indexOf(referenceMarker) + referenceMarker.length).split(/["\\\n]/)[0] ?? '';
    throw new CharthouseError({
      path: viewpoint.path,
      field,
      problem: `holds the reference to ${description} as JSON text`,
      value: description,
      allowed: 'the reference by itself, or inside text`…`',
      fix: 'give the object itself instead of JSON.stringify(…), or build the text with text`…`',
    });
  }
  if (value.length > 40 && pastedOutput.test(value)) {
    throw new CharthouseError({
      path: viewpoint.path,
      field,
      problem: 'holds a Pulumi Output that was pasted into a plain template string',
      value,
      allowed: 'the Output by itself, or inside text`…`',
      fix: 'write text`…` before the template',
    });
  }
  return value;
}

function checkedNumber(value: number, viewpoint: Viewpoint, field: string): number {
  if (Number.isFinite(value)) return value;
  throw new CharthouseError({
    path: viewpoint.path,
    field,
    problem: 'must be a finite number',
    value,
    fix: 'check the arithmetic that made it',
  });
}

function isCdk8sToken(value: unknown): boolean {
  const token = value as { readonly resolve?: unknown; readonly produce?: unknown };
  return typeof token.resolve === 'function' || typeof token.produce === 'function';
}

/** The viewpoint of YAML: no Output can be written. */
export function yamlViewpoint(path: string, namespace: string | undefined): Viewpoint {
  return {
    path,
    namespace,
    deferred(_value: Deferred<unknown>, field: string): never {
      throw new CharthouseError({
        path,
        field,
        problem: 'is a Pulumi Output, which has no value in YAML synthesis',
        value: 'an Output',
        allowed: 'a plain value or a reference',
        fix: 'give a plain value here, or deploy the tree as a Pulumi stack',
      });
    },
    secret(_value: Deferred<string>, field: string): never {
      throw new CharthouseError({
        path,
        field,
        problem: 'is a secret value, which YAML synthesis never writes',
        value: 'a secret',
        allowed: 'a key of a Secret that exists',
        fix: "use existing.secret('name', ['key']).key('key')",
      });
    },
  };
}
