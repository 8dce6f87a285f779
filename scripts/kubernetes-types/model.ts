/** From schemas to a flat table of named definitions, from which both outputs are written. */
import { metadataFields, wantedKinds } from './kinds';
import { singular, withShortNames } from './names';
import { definitionOf, type JsonSchema, referredName, type Schemas } from './schemas';

/**
 * What a field holds. A string is a scalar in lower case (`string`, `integer`, `number`, `boolean`, `quantity`,
 * `int-or-string`, `time`, `any`) or the name of a definition, in upper case.
 */
export type FieldType =
  | string
  | { readonly enum: readonly (string | number)[] }
  | { readonly list: FieldType; readonly keys?: Readonly<Record<string, unknown>>; readonly set?: true }
  | { readonly map: FieldType; readonly atomic?: true };

export interface Definition {
  readonly fields: Record<string, FieldType>;
  readonly required?: readonly string[];
  /** A server-side apply replaces it as a whole. */
  readonly atomic?: true;
  /** Takes any field besides those listed. */
  readonly open?: true;
}

export interface Model {
  /** Definition names by `apiVersion/kind`. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly definitions: Readonly<Record<string, Definition>>;
}

const scalars: Readonly<Record<string, string>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'time',
};
const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The wanted kinds and all that they refer to. Throws when two different definitions would get one name. */
export function modelOf(schemas: Schemas): Model {
  const builder = new Builder(schemas);
  const kinds: Record<string, string> = {};
  for (const { apiVersion, kind } of wantedKinds) {
    kinds[`${apiVersion}/${kind}`] = builder.define(definitionOf(schemas, apiVersion, kind), kind);
  }
  return withShortNames({ kinds, definitions: builder.definitions }, builder.paths);
}

class Builder {
  readonly definitions: Record<string, Definition> = {};
  /** The paths at which the shape of a nested definition occurs, by the name that the first of them gave it. */
  readonly paths = new Map<string, string[]>();
  private readonly sources = new Map<string, string>();
  private readonly byShape = new Map<string, string>();

  constructor(private readonly schemas: Schemas) {}

  /** Defines one definition of the OpenAPI, once. */
  define(source: string, name: string): string {
    const taken = this.sources.get(name);
    if (taken === source) return name;
    if (taken !== undefined || this.definitions[name]) throw new Error(`${name} is taken, and wanted for ${source}`);
    this.sources.set(name, source);
    const schema = this.schemas[source];
    if (schema === undefined) throw new Error(`schemas/: no definition ${source}`);
    const definition = this.definitionFrom(schema, name, source);
    this.definitions[name] = definition;
    this.byShape.set(JSON.stringify(definition), name);
    return name;
  }

  private definitionFrom(schema: JsonSchema, name: string, source = ''): Definition {
    const isKind = schema['x-kubernetes-group-version-kind'] !== undefined;
    const fields: Record<string, FieldType> = {};
    for (const [field, content] of Object.entries(schema.properties ?? {})) {
      if ((isKind && field === 'status') || (source === objectMeta && !metadataFields.includes(field))) continue;
      const part = name.replace(/Spec$/, '') + field.charAt(0).toUpperCase() + field.slice(1);
      fields[field] = isKind && field === 'metadata' ? this.reference(objectMeta) : this.typeOf(content, part);
    }
    return {
      fields,
      ...schema.required?.length ? { required: [...schema.required].sort() } : {},
      ...schema['x-kubernetes-map-type'] === 'atomic' ? { atomic: true as const } : {},
      ...schema['x-kubernetes-preserve-unknown-fields'] ? { open: true as const } : {},
    };
  }

  private typeOf(schema: JsonSchema, path: string): FieldType {
    if (schema.$ref !== undefined) return this.reference(referredName(schema.$ref));
    if (schema['x-kubernetes-int-or-string'] || schema.format === 'int-or-string') return 'int-or-string';
    if (schema.enum) return { enum: [...schema.enum] };
    if (schema.items) return this.listOf(schema, schema.items, path);
    if (schema.properties) return this.nested(schema, path);
    if (typeof schema.additionalProperties === 'object') {
      const atomic = schema['x-kubernetes-map-type'] === 'atomic' ? { atomic: true as const } : {};
      return { map: this.typeOf(schema.additionalProperties, `${path}Value`), ...atomic };
    }
    return schema.type === undefined || schema.type === 'object' ? 'any' : schema.type;
  }

  private listOf(schema: JsonSchema, items: JsonSchema, path: string): FieldType {
    const list = this.typeOf(items, singular(path));
    const mergeKey = schema['x-kubernetes-patch-merge-key'];
    const keys = schema['x-kubernetes-list-map-keys'] ?? (mergeKey === undefined ? undefined : [mergeKey]);
    if (keys === undefined) return schema['x-kubernetes-list-type'] === 'set' ? { list, set: true } : { list };
    const item = items.$ref === undefined ? items : this.schemas[referredName(items.$ref)];
    // A required key has no default worth the name: the OpenAPI's is its Go zero value.
    return { list, keys: Object.fromEntries(keys.map((key) =>
      [key, item?.required?.includes(key) ? null : item?.properties?.[key]?.default ?? null])) };
  }

  private reference(source: string): FieldType {
    const scalar = scalars[source];
    if (scalar !== undefined) return scalar;
    const schema = this.schemas[source];
    if (!schema?.properties) return this.typeOf(schema ?? {}, '');
    return this.define(source, source.slice(source.lastIndexOf('.') + 1));
  }

  /** An object within a custom resource: named after its path, unless an equal one has a name already. */
  private nested(schema: JsonSchema, path: string): string {
    const definition = this.definitionFrom(schema, path);
    const shape = JSON.stringify(definition);
    const known = this.byShape.get(shape);
    if (known !== undefined) {
      this.paths.get(known)?.push(path);
      return known;
    }
    if (this.definitions[path]) throw new Error(`${path} is taken by another shape`);
    this.definitions[path] = definition;
    this.paths.set(path, [path]);
    this.byShape.set(shape, path);
    return path;
  }
}
