/**
 * Judges manifests by the full schemas in `schemas/`, as strictly as `kubectl apply --validate=strict` does and a
 * little more: a field that a definition does not list is an error, and so are two items of a list with equal keys.
 */
import { isIPv4, isIPv6 } from 'node:net';
import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { readSchemas, referredName } from '../../scripts/kubernetes-types/schemas';
import type { JsonSchema } from '../../scripts/kubernetes-types/schemas';

const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
/** As `resource.Quantity` reads it: a decimal number, and a binary, decimal or exponent suffix. */
const quantity = '^[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$';
const replaced: Readonly<Record<string, object>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'], pattern: quantity },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'] },
};

/** The patterns are Go's, where a leading `(?i)` says that case does not matter. */
const regExp = Object.assign(
  (pattern: string, flags: string): RegExp =>
    new RegExp(pattern.replace('(?i)', ''), pattern.includes('(?i)') ? `${flags}i` : flags),
  { code: 'new RegExp' },
);

interface Loaded {
  readonly ajv: Ajv;
  /** Definition names by `apiVersion/kind`. */
  readonly kinds: ReadonlyMap<string, string>;
}

let loaded: Loaded | undefined;

/**
 * What is wrong with a manifest, a line each, with the path; nothing when it is right. A kind without a schema is an
 * error unless `unknownKinds` lists its `apiVersion/kind`.
 */
export function validateStrict(manifest: unknown, unknownKinds: readonly string[] = []): string[] {
  if (!isRecord(manifest)) return ['a manifest must be an object'];
  const { apiVersion, kind, metadata } = manifest;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return ['apiVersion and kind must be text'];
  const id = `${apiVersion}/${kind}`;
  const { ajv, kinds } = loaded ??= load();
  const name = kinds.get(id);
  if (name === undefined) return unknownKinds.includes(id) ? [] : [`${id} has no schema`];
  const named = isRecord(metadata) && (metadata.name ?? metadata.generateName) !== undefined;
  const validate = ajv.getSchema(name) as ValidateFunction;
  validate(manifest);
  return [...named ? [] : ['metadata.name is missing'], ...(validate.errors ?? []).map(line)];
}

function load(): Loaded {
  const ajv = new Ajv({ allErrors: true, strictTypes: false, allowUnionTypes: true, verbose: true, code: { regExp } });
  for (const annotation of ['group-version-kind', 'int-or-string', 'list-type', 'map-type', 'patch-merge-key',
    'patch-strategy', 'preserve-unknown-fields', 'unions']) ajv.addKeyword(`x-kubernetes-${annotation}`);
  ajv.addKeyword({
    keyword: 'x-kubernetes-list-map-keys',
    type: 'array',
    error: { message: 'has two items with equal keys' },
    validate: (keys: readonly string[], items: readonly Record<string, unknown>[]) => haveOwnKeys(items, keys),
  });
  ajv.addFormat('int32', { type: 'number', validate: (value: number) => (value | 0) === value });
  ajv.addFormat('int64', { type: 'number', validate: (value: number) => Number.isSafeInteger(value) });
  ajv.addFormat('double', { type: 'number', validate: (value: number) => Number.isFinite(value) });
  ajv.addFormat('ipv4', isIPv4);
  ajv.addFormat('ipv6', isIPv6);
  ajv.addFormat('byte', /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);

  const kinds = new Map<string, string>();
  for (const [name, schema] of Object.entries(readSchemas())) {
    // A slash would make the references within it relative to a folder.
    const key = name.replaceAll('/', '.');
    ajv.addSchema(replaced[name] ?? closed(schema) as object, key);
    for (const { group, version, kind } of schema['x-kubernetes-group-version-kind'] ?? []) {
      kinds.set(`${group === '' ? '' : `${group}/`}${version}/${kind}`, key);
    }
  }
  return { ajv, kinds };
}

/** The same schema, where an object takes no fields but its own. */
function closed(schema: JsonSchema): unknown {
  if (schema.$ref !== undefined) return { $ref: referredName(schema.$ref) };
  const result: Record<string, unknown> = { ...schema };
  delete result.default;
  if (schema.items !== undefined) result.items = closed(schema.items);
  if (typeof schema.additionalProperties === 'object') {
    result.additionalProperties = closed(schema.additionalProperties);
  }
  if (schema['x-kubernetes-list-type'] === 'set') result.uniqueItems = true;
  if (schema.properties !== undefined) {
    const properties = Object.entries(schema.properties).map(([name, content]) => [name, closed(content)]);
    result.properties = Object.fromEntries(properties);
    if (!schema['x-kubernetes-preserve-unknown-fields']) result.additionalProperties ??= false;
    const isCustom = schema['x-kubernetes-group-version-kind'] && schema.properties.metadata?.type === 'object';
    if (isCustom) (result.properties as Record<string, unknown>).metadata = { $ref: objectMeta };
  }
  return result;
}

/** An absent protocol is TCP: the only default that a list's key has. */
function haveOwnKeys(items: readonly Record<string, unknown>[], keys: readonly string[]): boolean {
  const seen = items.filter(isRecord).map((item) =>
    JSON.stringify(keys.map((key) => item[key] ?? (key === 'protocol' ? 'TCP' : null))));
  return new Set(seen).size === seen.length;
}

function line(error: ErrorObject): string {
  const path = error.instancePath.split('/').slice(1).map((part) => {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
    return /^\d+$/.test(name) ? `[${name}]` : `.${name}`;
  }).join('').replace(/^\./, '');
  const { additionalProperty, missingProperty, allowedValues } = error.params as Record<string, unknown>;
  const at = (name: string): string => path === '' ? name : `${path}.${name}`;
  if (typeof additionalProperty === 'string') return `${at(additionalProperty)} is not a field`;
  if (typeof missingProperty === 'string') return `${at(missingProperty)} is missing`;
  const allowed = Array.isArray(allowedValues) ? `: ${allowedValues.join(', ')}` : '';
  return `${path} ${error.message ?? error.keyword}${allowed}, got ${JSON.stringify(error.data)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
