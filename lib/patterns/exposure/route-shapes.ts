/** The shapes of what is said of routes: names, values and lengths as the Gateway API takes them. */
import { isIPv4 } from 'node:net';
import { CharthouseError } from '../../model/error';
import {
  anyOf,
  anything,
  flag,
  integer,
  list,
  mapOf,
  named,
  object,
  oneOf,
  orFalse,
  port,
  portName,
  shapeOf,
  valueOf,
  type Shape,
  type ShapePlace,
} from '../../model/shape';
import { annotationMap } from '../annotations';

const labels = '([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\.)*[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';

function hostShape(pattern: RegExp, allowed: string): Shape {
  return shapeOf(
    allowed,
    (value) => typeof value === 'string' && value.length <= 253 && pattern.test(value) && !isIPv4(value),
    'write it in lower case, without protocol, port or path',
  );
}

/** A host name, or one with a wildcard. */
export const host = hostShape(new RegExp(`^(\\*\\.)?${labels}$`), 'a host name such as api.example.com');
const hostname = hostShape(new RegExp(`^${labels}$`), 'a host name such as api.example.com, without a wildcard');

const pathText = shapeOf(
  'a path that begins with /',
  (value) => typeof value === 'string' && value.startsWith('/') && value.length <= 1024,
  (value) => (typeof value === 'string' && !value.startsWith('/') ? `write '/${value}'` : 'write a path such as /v1'),
);
const types = ['Prefix', 'Exact', 'RegularExpression', 'ImplementationSpecific'];
const expression = textOf(1024);
const comparedPath = withField('value', object({ value: expression, type: oneOf(...types) }));
const path: Shape = {
  allowed: pathText.allowed,
  check(value, place) {
    const shape = typeof value === 'object' && value !== null ? comparedPath : pathText;
    shape.check(value, place);
  },
};

/** An object that is nothing without one of its fields. */
function withField(field: string, shape: Shape): Shape {
  return {
    ...shape,
    check(value, place) {
      shape.check(value, place);
      if ((value as Readonly<Record<string, unknown>>)[field] !== undefined) return;
      const allowed = shape.fields?.[field]?.allowed ?? field;
      const facts = { path: place.path, field: `${place.field}.${field}`, problem: 'is missing', allowed };
      throw new CharthouseError({ ...facts, fix: `add ${field}` });
    },
  };
}

/** A list of something, which has an item at least. */
function filled(items: Shape, what: string, example: string): Shape {
  return {
    allowed: `a list of ${what}`,
    check(value, place) {
      const some = { allowed: `at least one ${what.replace(/s$/, '')}`, fix: `give [${example}]` };
      shapeOf(some.allowed, (given) => Array.isArray(given) && given.length > 0, some.fix).check(value, place);
      list(items).check(value, place);
    },
  };
}

function textOf(longest: number): Shape {
  return shapeOf(
    `a text of at most ${longest} characters`,
    (value) => typeof value === 'string' && value !== '' && value.length <= longest,
    (value) => (typeof value === 'string' && value !== '' ? 'shorten it' : 'write it as text, in quotes'),
  );
}

const headerName = shapeOf(
  "the name of a header: letters, digits, and some of !#$%&'*+-.^_`|~",
  (value) => typeof value === 'string' && /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,256}$/.test(value),
  'write the name alone',
);

/** Case says nothing in the name of a header: of two the edge would take one, and nobody knows which. */
function distinctHeaders(names: readonly string[], { path: at, field }: ShapePlace): void {
  const lower = names.map((name) => name.toLowerCase());
  const index = lower.findIndex((name, place) => lower.indexOf(name) !== place);
  if (index < 0) return;
  throw new CharthouseError({
    path: at,
    field,
    problem: 'has a header twice',
    value: names[index],
    allowed: 'each header once, whatever the case of its letters',
    fix: 'leave one of the two out',
  });
}

/** A map by names of headers, or of parameters, of which a rule takes 16. */
function byName(entry: Shape, what: 'headers' | 'parameters'): Shape {
  const map = mapOf(entry);
  return {
    ...map,
    check(value, place) {
      map.check(value, place);
      const names = Object.keys(value as object);
      for (const name of names) headerName.check(name, { ...place, field: `${place.field}.${name}` });
      if (what === 'headers') distinctHeaders(names, place);
      atMost(16).check(names, place);
    },
  };
}

function atMost(most: number): Shape {
  return shapeOf(
    `at most ${most} entries`,
    (value) => (value as readonly unknown[]).length <= most,
    'split it, or leave some of it out',
  );
}

function upTo(most: number, items: Shape): Shape {
  const all = list(items);
  return {
    ...all,
    check(value, place) {
      all.check(value, place);
      atMost(most).check(value, place);
    },
  };
}

const values = byName(textOf(4096), 'headers');
const names = upTo(16, headerName);
const removed: Shape = {
  ...names,
  check(value, place) {
    names.check(value, place);
    distinctHeaders(value as readonly string[], place);
  },
};
const changes = object({ set: values, add: values, remove: removed });
const compared = (longest: number): Shape =>
  anyOf(withField('regularExpression', object({ regularExpression: textOf(longest) })), textOf(longest));
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
const target = object({ to: { ...anything, whole: true }, percent: integer(0, 100) });
const rewrite = { hostname, path: pathText, prefix: pathText };
const duration = shapeOf(
  'a duration such as 30s or 1m30s',
  (value) => typeof value === 'string' && /^(\d{1,5}(h|m|s|ms)){1,4}$/.test(value),
  'write a number and one of ms, s, m, h',
);

const routeFields = Object.freeze({
  hosts: filled(valueOf(host), 'host names', "'www.example.com'"),
  paths: filled(path, 'paths', "'/'"),
  match: object({
    method: oneOf(...methods),
    headers: byName(compared(4096), 'headers'),
    queryParams: byName(compared(1024), 'parameters'),
  }),
  port: anyOf(port, portName),
  split: upTo(15, target),
  mirror: target,
  redirect: object(
    { ...rewrite, scheme: oneOf('http', 'https'), port, statusCode: oneOf(301, 302, 303, 307, 308) },
    ['path', 'prefix'],
  ),
  rewrite: object(rewrite, ['path', 'prefix']),
  requestHeaders: changes,
  responseHeaders: changes,
  timeouts: object({ request: duration, backendRequest: duration }),
});

/** The shape of `exposure`. */
export const exposureShape = orFalse(object({
  ...routeFields,
  routes: mapOf(object(routeFields)),
  tls: orFalse(withField('secret', object({ secret: named }))),
  redirectHttp: flag,
  annotations: annotationMap,
}));
