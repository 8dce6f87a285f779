/** A resource of the Kubernetes provider: what its typed classes register, without loading any of them. */
import {
  CustomResource,
  output,
  secret,
  type CustomResourceOptions,
  type Input,
  type Inputs,
  type Output,
  type Resource,
} from '@pulumi/pulumi';
import { kindSchema } from '../model/kubernetes/schema';
import { silent } from './output-state';
import { otherVersionsOf, typeTokenOf } from './type-tokens';

/** A manifest, its Outputs in their places. */
export interface ResourceManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** What must have settled before a resource is sent. */
export interface Waiting {
  /** It may fail: then nothing is sent. @default - it is open */
  readonly gate?: Promise<unknown> | undefined;
  /** When it is prepared. @default - at once */
  readonly turn?: Promise<void> | undefined;
}

/** An object of a cluster. Its fields are Outputs, as those of the provider's typed class are. */
export class KubernetesResource extends CustomResource {
  /**
   * Registers the object, once the gate is open and its turn has come; with `id` in its options it is read, not made.
   * Where the gate fails, so do all of its fields: the SDK would let whoever waits for them wait for ever.
   */
  public constructor(
    name: string,
    manifest: ResourceManifest,
    options: CustomResourceOptions,
    { gate, turn }: Waiting = {},
  ) {
    const inputs = inputsOf(manifest);
    const { dependsOn } = options;
    const aliases = [...options.aliases ?? [], ...otherVersionsOf(manifest)];
    const before = [gate, turn].filter((each) => each !== undefined);
    super(typeTokenOf(manifest), name, inputs, {
      ...options,
      ...aliases.length === 0 ? {} : { aliases },
      ...before.length === 0 ? {} : { dependsOn: settled(before, dependsOn) },
      ...isSecret(manifest)
        ? { additionalSecretOutputs: [...secretFields, ...options.additionalSecretOutputs ?? []] }
        : {},
    });
    if (gate === undefined) return;
    const fields = this as unknown as Record<string, Output<unknown> | undefined>;
    for (const field of ['urn', 'id', ...Object.keys(inputs)]) {
      const value = fields[field];
      if (value !== undefined) fields[field] = silent(output(gate.then(() => value)));
    }
  }
}

/** Not an Output: the SDK would look for unknown values in all that a resource knows. */
async function settled(
  before: readonly Promise<unknown>[], dependsOn: CustomResourceOptions['dependsOn'],
): Promise<Input<Resource>[]> {
  await Promise.all(before);
  return listOf(dependsOn);
}

/** What was said of whom a resource waits for: options that were merged have a list. */
export function listOf(dependsOn: CustomResourceOptions['dependsOn'] = []): Input<Resource>[] {
  return (Array.isArray(dependsOn) ? dependsOn : [dependsOn]) as Input<Resource>[];
}

const secretFields: readonly string[] = Object.freeze(['data', 'stringData']);

/** Kinds that only say something: no controller answers. */
const withoutStatus: ReadonlySet<string> = new Set([
  'ClusterRole', 'ClusterRoleBinding', 'ConfigMap', 'LimitRange', 'NetworkPolicy', 'PriorityClass', 'Role',
  'RoleBinding', 'Secret', 'ServiceAccount', 'StorageClass',
]);

/** The typed classes name every field of their kind: the SDK gives an Output for those alone that were there. */
const frames = new Map<string, Inputs>();

function inputsOf(manifest: ResourceManifest): Inputs {
  const key = `${manifest.apiVersion}/${manifest.kind}`;
  let frame = frames.get(key);
  if (frame === undefined) {
    frame = frameOf(manifest);
    frames.set(key, frame);
  }
  const inputs: Inputs = { ...frame, ...manifest };
  // What a Secret holds is secret, whoever wrote it.
  for (const field of isSecret(manifest) ? secretFields : [])
    if (manifest[field] !== undefined) inputs[field] = secret(manifest[field]);
  return inputs;
}

function frameOf({ apiVersion, kind }: ResourceManifest): Inputs {
  const fields = Object.keys(kindSchema(apiVersion, kind)?.fields ?? { metadata: '', spec: '' });
  const named = withoutStatus.has(kind) ? fields : [...fields, 'status'];
  return Object.fromEntries(named.map((field) => [field, undefined]));
}

/** Whether the manifest is that of a Secret. */
export function isSecret({ apiVersion, kind }: ResourceManifest): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}
