/** The API of a cluster, as the tests speak with it: server-side apply, strictly; what the server says is kept. */
import { saidOf } from './maker';

/** An object of the cluster, or to be. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly generation?: number;
    readonly resourceVersion?: string;
    readonly uid?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
  readonly status?: unknown;
}

/** What the server answers. */
export interface Answer {
  readonly status: number;
  readonly object: KubernetesObject;
  /** What it says is wrong, and which construct made that; undefined where nothing is wrong. */
  readonly problem: string | undefined;
  readonly warnings: readonly string[];
}

interface Resource {
  readonly name: string;
  readonly namespaced: boolean;
  readonly kind: string;
}

/** Speaks with a cluster. */
export class Api {
  private readonly resources = new Map<string, Promise<readonly Resource[]>>();

  public constructor(private readonly url: string) {}

  /** Applies an object: every field must be known, and is ours. */
  public async apply(
    object: KubernetesObject,
    { dryRun = false, manager = 'charthouse' }: { readonly dryRun?: boolean; readonly manager?: string } = {},
  ): Promise<Answer> {
    const strictly = { fieldManager: manager, fieldValidation: 'Strict', force: 'true' };
    const query = new URLSearchParams({ ...strictly, ...dryRun ? { dryRun: 'All' } : {} });
    const path = await this.pathOf(object);
    if (path === undefined) return unserved(object);
    const answer = await this.ask('PATCH', `${path}?${query.toString()}`, object, 'application/apply-patch+yaml');
    const { problem, warnings } = answer;
    const told = problem === undefined ? problem : saidOf(object, problem);
    return { ...answer, problem: told, warnings: warnings.map((warning) => saidOf(object, warning)) };
  }

  /** An object as it is now. */
  public async get(object: KubernetesObject): Promise<Answer> {
    const path = await this.pathOf(object);
    return path === undefined ? unserved(object) : this.ask('GET', path);
  }

  /** All objects of a kind in a namespace, or everywhere. */
  public async list(apiVersion: string, kind: string, namespace?: string): Promise<readonly KubernetesObject[]> {
    const resource = await this.resourceOf(apiVersion, kind);
    if (resource === undefined) return [];
    const path = pathTo(apiVersion, resource, resource.namespaced ? namespace : undefined);
    const { object, problem } = await this.ask('GET', path);
    if (problem !== undefined) throw new Error(`cannot list ${kind}: ${problem}`);
    const { items } = object as unknown as { readonly items: readonly KubernetesObject[] };
    return items.map((item) => ({ ...item, apiVersion, kind }));
  }

  /** Deletes an object, and what belongs to it. */
  public async remove(object: KubernetesObject): Promise<Answer> {
    const path = await this.pathOf(object);
    return path === undefined ? unserved(object) : this.ask('DELETE', path, { propagationPolicy: 'Background' });
  }

  /** Any request. */
  public async ask(method: string, path: string, body?: object, type = 'application/json'): Promise<Answer> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': type } };
    const response = await fetch(`${this.url}${path}`, { method, ...sent });
    const text = await response.text();
    const object = (text.startsWith('{') ? JSON.parse(text) : { message: text }) as KubernetesObject;
    const warnings = (response.headers.get('warning') ?? '').split(/, (?=299 )/).filter((each) => each !== '');
    const { message } = object as { readonly message?: string };
    return { status: response.status, object, problem: response.ok ? undefined : message ?? text, warnings };
  }

  private async pathOf({ apiVersion, kind, metadata }: KubernetesObject): Promise<string | undefined> {
    const resource = await this.resourceOf(apiVersion, kind);
    if (resource === undefined) return undefined;
    const namespace = resource.namespaced ? metadata.namespace ?? 'default' : undefined;
    return `${pathTo(apiVersion, resource, namespace)}/${metadata.name}`;
  }

  /** Asked anew where a kind is unknown: its definition may have come meanwhile. */
  private async resourceOf(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const known = this.resources.get(apiVersion) ?? this.discover(apiVersion);
    this.resources.set(apiVersion, known);
    const found = (await known).find((resource) => resource.kind === kind && !resource.name.includes('/'));
    if (found === undefined) this.resources.delete(apiVersion);
    return found;
  }

  private async discover(apiVersion: string): Promise<readonly Resource[]> {
    const { object, problem } = await this.ask('GET', rootOf(apiVersion));
    if (problem !== undefined) return [];
    return (object as unknown as { readonly resources: readonly Resource[] }).resources;
  }
}

function unserved(object: KubernetesObject): Answer {
  const problem = saidOf(object, `the cluster serves no ${object.kind} of ${object.apiVersion}`);
  return { status: 404, object, problem, warnings: [] };
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

function pathTo(apiVersion: string, { name }: Resource, namespace: string | undefined): string {
  return `${rootOf(apiVersion)}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${name}`;
}
