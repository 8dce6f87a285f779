/** The copies of an API server's schemas in `schemas/`, read as JSON schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The part of JSON schema that Kubernetes' OpenAPI uses and we read. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly (string | number)[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'map' | 'set';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** Definitions by their name in the OpenAPI. */
export type Schemas = Readonly<Record<string, JsonSchema>>;

export const root = join(__dirname, '..', '..');
export const kubernetesFile = join(root, 'schemas', 'kubernetes-1.36.schema.json');
export const extensionsFile = join(root, 'schemas', 'gateway-and-monitoring.schema.json');

/** Both copies, as one map. */
export function readSchemas(): Schemas {
  return { ...readJson(kubernetesFile), ...readJson(extensionsFile) };
}

/** The name of the definition that a `$ref` points to. */
export function referredName(reference: string): string {
  return reference.replace('#/components/schemas/', '');
}

/** The definition of a kind. Throws when the schemas lack it. */
export function definitionOf(schemas: Schemas, apiVersion: string, kind: string): string {
  const found = Object.keys(schemas).find((name) =>
    schemas[name]?.['x-kubernetes-group-version-kind']?.some((one) =>
      one.kind === kind && (one.group === '' ? one.version : `${one.group}/${one.version}`) === apiVersion));
  if (found === undefined) throw new Error(`schemas/: no definition of ${apiVersion} ${kind}`);
  return found;
}

function readJson(file: string): Schemas {
  return JSON.parse(readFileSync(file, 'utf8')) as Schemas;
}
