/** Reads the schemas of a running API server into `schemas/`: without descriptions, one definition a line. */
import { writeFileSync } from 'node:fs';
import { extensionsFile, type JsonSchema, kubernetesFile, type Schemas } from './schemas';

const extensionGroups = ['gateway.networking.k8s.io', 'monitoring.coreos.com'];
/** Kubernetes' own definitions; a served custom resource has its group's name reversed instead. */
const kubernetesOwn = /^io\.k8s\.(api|apimachinery|apiextensions-apiserver|kube-aggregator)\./;

/**
 * Rewrites the copies. That of the extensions is left alone when the server serves none of their groups.
 * @throws when the server does not answer with an index of schemas.
 */
export async function refresh(address: string, token?: string): Promise<void> {
  const index = await get<{ paths: Record<string, { serverRelativeURL: string }> }>('/openapi/v3', address, token);
  const merged: Record<string, JsonSchema> = {};
  for (const { serverRelativeURL } of Object.values(index.paths)) {
    const document = await get<{ components?: { schemas?: Schemas } }>(serverRelativeURL, address, token);
    Object.assign(merged, document.components?.schemas);
  }
  const kubernetes: Record<string, unknown> = {};
  const extensions: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(merged)) {
    const own = schema['x-kubernetes-group-version-kind']?.[0];
    if (kubernetesOwn.test(name)) kubernetes[name] = tidy(schema);
    else if (own && extensionGroups.includes(own.group) && !own.kind.endsWith('List')) {
      extensions[`${own.group}/${own.version}/${own.kind}`] = withoutServerFields(tidy(schema) as JsonSchema);
    }
  }
  write(kubernetesFile, kubernetes);
  if (Object.keys(extensions).length > 0) write(extensionsFile, extensions);
}

async function get<T>(path: string, address: string, token: string | undefined): Promise<T> {
  const response = await fetch(new URL(path, address), {
    headers: { accept: 'application/json', ...token === undefined ? {} : { authorization: `Bearer ${token}` } },
  });
  if (!response.ok) throw new Error(`${address}${path}: ${response.status} ${response.statusText}`);
  return await response.json() as T;
}

/** Sorted, without descriptions, and with `allOf: [{ $ref }]` as the plain `$ref` that it stands for. */
function tidy(value: unknown, named = false): unknown {
  if (Array.isArray(value)) return value.map((item) => tidy(item));
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, content] of Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) {
    if (!named && key === 'description') continue;
    if (!named && key === 'allOf' && Array.isArray(content) && content.length === 1) Object.assign(result, content[0]);
    else result[key] = key === 'default' && !named ? content : tidy(content, key === 'properties' && !named);
  }
  return result;
}

/** A custom resource as a manifest writes it: its status is the controller's, and its metadata is Kubernetes'. */
function withoutServerFields(schema: JsonSchema): JsonSchema {
  const { status: _status, ...properties } = schema.properties ?? {};
  return { ...schema, properties: { ...properties, metadata: { type: 'object' } } };
}

function write(file: string, schemas: Record<string, unknown>): void {
  const lines = Object.keys(schemas).sort().map((name) => `${JSON.stringify(name)}:${JSON.stringify(schemas[name])}`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}
