/** Takes manifests apart into what their authors wrote, prop by prop, and looks for each in other manifests. */
import { asRead, withInherited } from './as-read';
import type { Manifest } from './example';

/** What the authors wrote in one place, and what stands there in ours; `undefined` where nothing does. */
export interface Prop {
  /** Kind and name of their object, such as `Deployment frontend`. */
  readonly object: string;
  /** Path in the object; `pod` is the template's `spec`. */
  readonly prop: string;
  readonly theirs: unknown;
  readonly ours: unknown;
}

/** The props of manifests, and the names that they were matched by. */
export interface Comparison {
  readonly props: readonly Prop[];
  readonly names: readonly Prop[];
}

type Tree = Readonly<Record<string, unknown>>;

const controllers = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** What tells the items of a list apart, where it is not their place. */
const itemKeys: Readonly<Record<string, string>> = {
  env: 'name', initContainers: 'name', volumes: 'name', volumeMounts: 'mountPath', httpHeaders: 'name',
};

/** Labels and selectors: identity, which the network policies' test judges by whom they select. */
const identity = /^(metadata\.labels|spec\.selector|spec\.template\.metadata\.labels)\./;

/** Compares all that stands in their manifests with ours; `renamed` has what we call some of their objects. */
export function compare(
  theirs: readonly Manifest[],
  ours: readonly Manifest[],
  renamed: Readonly<Record<string, string>> = {},
): Comparison {
  const readable = ours.map((manifest) => withInherited(asRead(withPortNumbers(manifest, ours), ours)));
  const compared = theirs.map((manifest) =>
    compareObject(asRead(withPortNumbers(manifest, theirs), theirs), counterpart(manifest, readable, renamed)));
  return { props: compared.flatMap(({ props }) => props), names: compared.flatMap(({ names }) => names) };
}

/** Whether both say the same. */
export function agrees({ theirs, ours }: Prop): boolean {
  return JSON.stringify(theirs) === JSON.stringify(ours);
}

function compareObject(theirs: Manifest, ours: Manifest | undefined): Comparison {
  const object = `${theirs.kind} ${theirs.metadata.name}`;
  const found = new Map(ours === undefined ? [] : leavesOf(ours));
  const prop = ([path, value]: readonly [string, unknown]): Prop =>
    ({ object, prop: path.replace(/^spec\.template\.spec\./, 'pod.'), theirs: value, ours: found.get(path) });
  const leaves = leavesOf(theirs);
  const isName = ([path]: readonly [string, unknown]): boolean => /\.containers\[\d+\]\.name$/.test(path);
  const present = ours === undefined ? undefined : `${ours.kind} ${ours.metadata.name}`;
  const names = [{ object, prop: 'kind and name', theirs: object, ours: present }, ...leaves.filter(isName).map(prop)];
  const props = leaves.filter((leaf) => !isName(leaf)).map(prop);
  // An account says no more than that it is there.
  return { props: props.length > 0 ? props : [{ object, prop: '', theirs: object, ours: present }], names };
}

/** The object of the same kind and name; the controller of that name, whichever its kind. */
function counterpart(
  { kind, metadata }: Manifest,
  ours: readonly Manifest[],
  renamed: Readonly<Record<string, string>>,
): Manifest | undefined {
  const kinds = controllers.includes(kind) ? controllers : [kind];
  const name = renamed[`${kind} ${metadata.name}`] ?? metadata.name;
  return ours.find((other) => kinds.includes(other.kind) && other.metadata.name === name);
}

interface Port {
  readonly name?: string;
  readonly containerPort?: number;
  readonly targetPort?: unknown;
}

interface Ports {
  readonly ports?: readonly Port[];
}

/** A Service that leads to the numbers behind the names of its pods' ports. */
function withPortNumbers(manifest: Manifest, all: readonly Manifest[]): Manifest {
  if (manifest.kind !== 'Service') return manifest;
  const spec = manifest.spec as Ports;
  const pods = all.find(({ kind, metadata }) => controllers.includes(kind) && metadata.name === manifest.metadata.name)
    ?.spec as { readonly template: { readonly spec: { readonly containers: readonly Ports[] } } } | undefined;
  const named = pods?.template.spec.containers.flatMap(({ ports = [] }) => ports) ?? [];
  const number = (target: unknown): unknown => named.find(({ name }) => name === target)?.containerPort ?? target;
  const ports = spec.ports?.map((port) => ({ ...port, targetPort: number(port.targetPort) }));
  return { ...manifest, spec: { ...spec, ports } };
}

/** Path and value of all that its authors wrote, without what objects are called and selected by. */
function leavesOf(manifest: Manifest): readonly (readonly [string, unknown])[] {
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...rest } = manifest as Manifest & Tree;
  const { name: _name, namespace: _namespace, ...described } = metadata as Tree;
  return [...leaves({ metadata: described, ...rest }, '')].filter(([path]) => !identity.test(path));
}

function* leaves(value: unknown, path: string): Iterable<readonly [string, unknown]> {
  if (Array.isArray(value) && value.some(isTree)) {
    const key = itemKeys[path.replace(/^.*\./, '')];
    for (const [index, item] of (value as Tree[]).entries()) {
      const { [key ?? '']: name, ...others } = item;
      yield* leaves(others, `${path}[${key === undefined ? index : String(name)}]`);
    }
  } else if (isTree(value) && Object.keys(value).length > 0) {
    for (const [key, item] of Object.entries(value)) yield* leaves(item, path === '' ? key : `${path}.${key}`);
  } else if (path !== 'metadata') {
    yield [path, value];
  }
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
