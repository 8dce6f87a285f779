/**
 * Renders a value into plain JSON: late values are settled, references become text, an Output goes to the viewpoint.
 */
import { CharthouseError } from './error';
import { plainMap } from './plain-map';
import { isReference } from './reference';
import { isSuspect, refused } from './refused-value';
import { isDeferred, isLate, isPlainObject, type Deferred, type Viewpoint } from './value';

/** How values are rendered, and what was met on the way. */
interface Rendering {
  readonly viewpoint: Viewpoint;
  /** Whether the keys of objects are put in order, as cdk8s writes them. */
  readonly inOrder: boolean;
  /** Whether all that was rendered is plain data: no token of cdk8s, and nothing that a viewpoint put in its place. */
  plain: boolean;
}

/** Where a value stands, as a chain: its text is needed only where something is wrong. */
interface Place {
  readonly within: Place | undefined;
  /** The key, or the index within a list; the first of a chain may be a whole field. */
  readonly step: string | number;
  readonly value: unknown;
}

/** Renders a value. Fields that are undefined are left out, and so are null ones: the API server reads both alike. */
export function render(value: unknown, viewpoint: Viewpoint, field = ''): unknown {
  return renderAt(value, undefined, field, { viewpoint, inOrder: false, plain: true });
}

/** Renders a value with its keys in order; says whether it is plain data, which needs nothing more of cdk8s. */
export function renderInOrder(
  value: unknown,
  viewpoint: Viewpoint,
): { readonly value: unknown; readonly plain: boolean } {
  const rendering: Rendering = { viewpoint, inOrder: true, plain: true };
  return { value: renderAt(value, undefined, '', rendering), plain: rendering.plain };
}

/**
 * Whether rendering would neither settle nor refuse anything in it: a quick look at what is mostly data already, which
 * copies nothing.
 */
export function isRendered(value: unknown): boolean {
  switch (typeof value) {
    case 'string': return !isSuspect(value);
    case 'number': return Number.isFinite(value);
    case 'boolean': case 'undefined': return true;
    case 'object': return value === null || (Array.isArray(value) ? value.every(isRendered) : areRendered(value));
    default: return false;
  }
}

function areRendered(fields: object): boolean {
  if (Object.getPrototypeOf(fields) !== Object.prototype) return false;
  for (const key in fields) {
    if (!isRendered((fields as Readonly<Record<string, unknown>>)[key])) return false;
  }
  return true;
}

function renderAt(value: unknown, within: Place | undefined, step: string | number, rendering: Rendering): unknown {
  if (typeof value === 'boolean' || value === undefined || value === null) return value ?? undefined;
  if (typeof value === 'string' && !isSuspect(value)) return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const place: Place = { within, step, value };
  const { viewpoint } = rendering;
  if (Array.isArray(value)) return renderList(value, place, rendering);
  if (isDeferred(value)) return put(viewpoint.deferred(value, fieldOf(place)), rendering);
  if (isPlainObject(value)) return renderObject(value, place, rendering);
  if (isReference(value)) return put(value.render(atPlace(viewpoint, place)), rendering);
  if (isLate(value)) return renderAt(value.resolveAt(viewpoint), within, step, rendering);
  // cdk8s settles its own tokens (`Lazy` and alike) after us.
  if (isCdk8sToken(value)) return put(value, rendering);
  throw refused(value, { path: viewpoint.path, field: fieldOf(place) });
}

/** What stands for a value that is not there yet. */
function put(value: unknown, rendering: Rendering): unknown {
  if (typeof value === 'object' || typeof value === 'function') rendering.plain = false;
  return value;
}

function renderList(list: readonly unknown[], place: Place, rendering: Rendering): unknown[] | undefined {
  const items: unknown[] = [];
  for (let index = 0; index < list.length; index++) {
    const rendered = renderAt(list[index], place, index, rendering);
    if (rendered !== undefined) items.push(rendered);
  }
  // A list of which every item came to nothing was never meant to be there.
  return items.length === 0 && list.length > 0 ? undefined : items;
}

function renderObject(
  value: Readonly<Record<string, unknown>>,
  place: Place,
  rendering: Rendering,
): Record<string, unknown> | undefined {
  const keys = Object.keys(value);
  if (rendering.inOrder) keys.sort();
  const result = plainMap();
  let nothing = keys.length > 0;
  for (const key of keys) {
    const rendered = renderAt(value[key], place, key, rendering);
    if (rendered === undefined) continue;
    result[key] = rendered;
    nothing = false;
  }
  // An object of which every field came to nothing was never meant to be there. One that is empty is.
  return nothing ? undefined : result;
}

/** The place as a person writes it: `spec.containers[api].image`. */
function fieldOf({ within, step, value }: Place): string {
  const around = within === undefined ? '' : fieldOf(within);
  if (typeof step === 'number') return `${around}[${nameOf(value) ?? step}]`;
  return around === '' ? step : `${around}.${step}`;
}

/** What tells an item of a list from its neighbours, where it has such a thing. */
function nameOf(item: unknown): string | undefined {
  const name = isPlainObject(item) ? item['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** Text that holds an Output knows nothing of the field that it is for. */
function atPlace(viewpoint: Viewpoint, place: Place): Viewpoint {
  return {
    ...viewpoint,
    deferred: (value) => viewpoint.deferred(value, fieldOf(place)),
    secret: (value) => viewpoint.secret(value, fieldOf(place)),
  };
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
