/** Strict schemas for kubeconform: Kubernetes' own as its modules have them, and our copies of custom resources'. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { extensionsFile, type JsonSchema, type Schemas } from '../../../scripts/kubernetes-types/schemas';
import { go } from '../../support/go/go';
import { cacheFolder } from '../../support/go/go-module';
import { putWhole } from '../../support/go/put-whole';

/** The versions whose schemas are known. */
export const kubernetesVersions = ['v1.36.3', 'v1.35.4', 'v1.34.4'] as const;

export type KubernetesVersion = (typeof kubernetesVersions)[number];

const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const referred = '#/definitions/';

/** What OpenAPI calls text, and may be a number as well. */
const replaced: Readonly<Record<string, object>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: ['string', 'number'] },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['string', 'integer'] },
};

/** A folder with a schema for each kind, as `<group>/<kind>_<version>.json`; made where it is missing. */
export function schemaFolder(version: KubernetesVersion): string {
  const sources = [__filename, extensionsFile].map((file) => readFileSync(file));
  const hash = sources.reduce((all, each) => all.update(each), createHash('sha256')).digest('hex').slice(0, 12);
  const target = join(cacheFolder(), `kubernetes-${version}-schemas-${hash}`);
  if (!existsSync(target)) putWhole(target, (folder) => { writeSchemas(folder, definitionsOf(version)); });
  return target;
}

/** The definitions of a version, with those of the custom resources. */
function definitionsOf(version: string): Schemas {
  const { Dir: folder } = JSON.parse(go(['mod', 'download', '-json', `k8s.io/kubernetes@${version}`])) as
    { readonly Dir: string };
  const text = readFileSync(join(folder, 'api', 'openapi-spec', 'swagger.json'), 'utf8');
  const { definitions } = JSON.parse(text) as { readonly definitions: Schemas };
  return { ...definitions, ...JSON.parse(readFileSync(extensionsFile, 'utf8')) as Schemas };
}

function writeSchemas(target: string, definitions: Schemas): void {
  const closedByName = new Map(Object.entries(definitions).map(([name, schema]) =>
    [name, replaced[name] ?? closed(schema)] as const));
  for (const [name, schema] of Object.entries(definitions)) {
    const [named, ...more] = schema['x-kubernetes-group-version-kind'] ?? [];
    // What is of many groups is no kind of objects: options of deleting, events of watching.
    if (named === undefined || more.length > 0) continue;
    // As kubeconform calls the group without a name.
    const folder = join(target, named.group === '' ? named.version : named.group);
    mkdirSync(folder, { recursive: true });
    const all = Object.fromEntries([...reached(name, closedByName)].map((each) => [each, closedByName.get(each)]));
    const text = JSON.stringify({ $ref: reference(name), definitions: all });
    writeFileSync(join(folder, `${named.kind.toLowerCase()}_${named.version}.json`), text);
  }
}

/** The same schema, where an object takes no fields but its own. */
function closed(schema: JsonSchema): object {
  if (schema.$ref !== undefined) return { $ref: schema.$ref.replace(/^#\/components\/schemas\//, referred) };
  const { type, required, enum: values, items, properties, additionalProperties, pattern } = schema as JsonSchema
    & { readonly pattern?: string };
  const open = schema['x-kubernetes-preserve-unknown-fields'] === true || properties === undefined;
  const within = typeof additionalProperties === 'object' ? closed(additionalProperties) : additionalProperties;
  return {
    type: schema['x-kubernetes-int-or-string'] === true ? ['string', 'integer'] : type,
    required,
    enum: values,
    pattern,
    items: items && closed(items),
    properties: properties && Object.fromEntries(Object.entries(properties).map(([name, each]) =>
      [name, isMetadata(name, each, schema) ? { $ref: reference(objectMeta) } : closed(each)])),
    additionalProperties: within ?? (open ? undefined : false),
  };
}

/** Definitions of custom resources leave out what every object has. */
function isMetadata(name: string, { type, properties }: JsonSchema, of: JsonSchema): boolean {
  const isKind = of['x-kubernetes-group-version-kind'] !== undefined;
  return name === 'metadata' && isKind && type === 'object' && properties === undefined;
}

/** The names of all that a definition refers to, itself included. */
function reached(name: string, all: ReadonlyMap<string, object>, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const [, other] of JSON.stringify(all.get(name)).matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g))
    reached(other!.replaceAll('~1', '/'), all, known);
  return known;
}

function reference(name: string): string {
  return referred + name.replaceAll('/', '~1');
}
