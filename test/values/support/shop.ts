/** A shop to try values in: one or several Applications, and the fields that tests ask for. */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { App, Application, CharthouseError, defineHouse, generic, type House } from '../../../lib';

/** A house of two targets, which are two clusters. */
export const house: House = defineHouse({
  name: 'shop',
  version: '1',
  platforms: { generic: generic() },
  targets: {
    one: { platform: 'generic', environment: 'test' },
    two: { platform: 'generic', environment: 'test' },
  },
});

/** Applications of one App: by default all of target `one`. */
export function applications(...ids: readonly string[]): { readonly app: App; readonly made: readonly Application[] } {
  const app = new App();
  const made = ids.map((id) => new Application(app, id, { target: house.target('one') }));
  return { app, made };
}

/** One Application `shop`. */
export function shop(): Application {
  return applications('shop').made[0]!;
}

/** The manifest of a kind below a construct, with an optional role in its name. */
export function manifest(construct: IConstruct, kind: string, name?: string): Record<string, unknown> {
  const found = construct.node.findAll().find((each): each is ApiObject =>
    ApiObject.isApiObject(each) && each.kind === kind && (name === undefined || each.name === name));
  if (found === undefined) throw new Error(`no ${kind} below ${construct.node.path}`);
  return found.toJson() as Record<string, unknown>;
}

/** A value at a path such as `spec.template.spec.containers.0.env`. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], value);
}

const container = 'spec.template.spec.containers.0';

/** The variables of the main container, by name. */
export function environment(workload: IConstruct, kind = 'Deployment'): Readonly<Record<string, unknown>> {
  const env = at(manifest(workload, kind), `${container}.env`) as readonly { name: string; value?: unknown }[];
  return Object.fromEntries(env.map(({ name, value, ...source }) => [name, value ?? source]));
}

/** A field of the main container. */
export function ofContainer(workload: IConstruct, field: string, kind = 'Deployment'): unknown {
  return at(manifest(workload, kind), `${container}.${field}`);
}

/** The NetworkPolicy's rules that name peers, without those for DNS. */
export function rules(workload: IConstruct, direction: 'ingress' | 'egress'): readonly unknown[] {
  interface Rule { readonly ports?: readonly { readonly port?: number }[] }
  const all = at(manifest(workload, 'NetworkPolicy'), `spec.${direction}`);
  return ((all ?? []) as readonly Rule[]).filter(({ ports }) => ports?.some(({ port }) => port === 53) !== true);
}

/** Pods of a workload, as a NetworkPolicy names them. */
export function pods(name: string, namespace?: string): Record<string, unknown> {
  const podSelector = { matchLabels: { 'charthouse.dev/workload': name } };
  return namespace === undefined
    ? { podSelector }
    : { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector };
}

/** What a program throws, as the error that it must be. */
export function thrownBy(run: () => unknown): CharthouseError {
  try {
    run();
  } catch (error) {
    if (error instanceof CharthouseError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
