/** The resources of a tree: a component for the App, each Application and each workload, and one resource an object. */
import {
  ComponentResource,
  unknown,
  type ComponentResourceOptions,
  type CustomResource,
  type Output,
} from '@pulumi/pulumi';
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { applicationContextAt } from '../house/context';
import type { Workload } from '../house/workload-contract';
import { CharthouseError } from '../model/error';
import { ClusterGuard } from './cluster-guard';
import { passGate } from './gate';
import { Judge } from './judge';
import { KubernetesResource, listOf, type ResourceManifest } from './kubernetes-resource';
import { providerFor, type Providers } from './provider';
import type { OrderedObject } from './registration-order';
import { namesIn, ResourceNames } from './resource-names';
import { optionsOf } from './resource-options';
import type { ResourceOf } from './resource-types';
import { shownPlainly } from './shown-plainly';
import type { StackApp } from './stack-app';
import { Turns } from './turns';

/** What a deployment is told of itself. */
export interface DeployedAppOptions extends ComponentResourceOptions {
  /**
   * What targets were called before, by what they are called now: the resources stay the same ones.
   * @default - none had another name
   */
  readonly formerTargets?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** A tree as resources of a stack. */
export class DeployedApp extends ComponentResource {
  // Out of sight of the SDK, which looks into whatever is given to it.
  readonly #name: string;
  readonly #providers: Providers;
  readonly #app: StackApp;
  readonly #names: ResourceNames;
  readonly #resources = new Map<IConstruct, KubernetesResource>();
  readonly #byPath = new Map<string, KubernetesResource>();
  readonly #components = new Map<IConstruct, ComponentResource>();
  readonly #componentNames = new Set<string>();
  readonly #guards = new Map<string, ClusterGuard>();
  readonly #judge: Judge;

  /** @internal */
  public constructor(
    name: string,
    providers: Providers,
    { formerTargets = {}, ...options }: DeployedAppOptions,
    app: StackApp,
  ) {
    super('charthouse:index:App', name, {}, options);
    this.#name = name;
    this.#providers = providers;
    this.#app = app;
    this.#judge = new Judge(app);
    this.#names = new ResourceNames(name, { deployments: namesIn(options.aliases), targets: formerTargets });
  }

  /** The resource of an object of the tree. Throws where the tree has no such object. */
  public resource(object: ApiObject): CustomResource;
  /** The resource of a workload's object, by its kind. Throws where the workload has no such object. */
  public resource<const K extends string>(workload: Workload, kind: K, role?: string): ResourceOf<K>;
  public resource(of: ApiObject | Workload, kind?: string, role = ''): CustomResource {
    const object = kind === undefined ? of : (of as Workload).object(kind, role);
    const found = this.#resources.get(object);
    if (found !== undefined) return found;
    throw new CharthouseError({
      path: object.node.path,
      problem: `is no object of the deployment ${this.#name}`,
      allowed: 'objects of its own tree',
      fix: 'ask the deployment that made it; for a workload name the kind too: resource(api, \'Service\')',
    });
  }

  /** @internal What changes with a Secret, and tells nothing of it. */
  public versionOf(path: string): Output<unknown> {
    const secret = this.#byPath.get(path) as ResourceOf<'Secret'> | undefined;
    if (secret === undefined) throw new Error(`${path} is not registered before what refers to it`);
    // A preview may know all of the object but that.
    return secret.metadata.apply(({ resourceVersion }) => (resourceVersion as string | undefined) ?? unknown);
  }

  /** @internal Registers the objects, one after the other. */
  public register(objects: readonly OrderedObject[], version: string): void {
    const turns = new Turns();
    for (const planned of objects) {
      const { object, manifest } = planned;
      const made = this.#app.outputs.restored(manifest) as ResourceManifest;
      const { dependsOn: said, ...options } = optionsOf(planned);
      const named = [planned.cluster, manifest.metadata.namespace, manifest.metadata.name] as const;
      const aliases = [...options.aliases ?? [], ...this.#names.aliasesOf(...named)];
      const waitsFor = planned.waitsFor.flatMap((other) => this.#resources.get(other) ?? []);
      const resource = new KubernetesResource(this.#names.nameOf(...named), made, {
        ...options,
        ...aliases.length === 0 ? {} : { aliases },
        dependsOn: [...waitsFor, ...listOf(said)],
        parent: this.parentOf(planned),
        provider: providerFor(planned, this.#providers),
        version,
      }, { gate: this.gateOf(planned, version), turn: turns.next() });
      this.#resources.set(object, resource);
      this.#byPath.set(object.node.path, resource);
    }
    this.registerOutputs();
  }

  /** What must be settled before the object is sent; undefined where it may be sent at once. */
  private gateOf(planned: OrderedObject, version: string): Promise<unknown> | undefined {
    const { cluster } = planned;
    let guard = this.#guards.get(cluster);
    if (guard === undefined) {
      const options = { parent: this, version };
      guard = new ClusterGuard(providerFor(planned, this.#providers), this.#name, planned, options);
      this.#guards.set(cluster, guard);
    }
    const gates = [
      guard.before(planned),
      planned.outputs.length === 0 ? undefined : passGate(planned, this.#app.outputs, this.#judge),
    ].filter((gate) => gate !== undefined);
    if (gates.length === 0) return undefined;
    return Promise.all(gates).catch((error: unknown) => { throw shownPlainly(error); });
  }

  /** The component of its workload, or of its Chart: constructs between them are nobody's parents. */
  private parentOf({ chart, cluster, workload }: OrderedObject): ComponentResource {
    const context = applicationContextAt(chart);
    const around = context === undefined
      ? this.component(chart, 'Chart', ['', chart.node.path], this)
      : this.component(chart, 'Application', [cluster, context.namespace, context.application], this);
    if (workload === undefined) return around;
    const namespace = context === undefined ? chart.namespace : context.namespace;
    return this.component(workload, 'Workload', [cluster, namespace, workloadNameOf(workload)], around);
  }

  /** Named by what it is, as objects are; two that are the same are told apart by their paths. */
  private component(
    construct: IConstruct,
    type: string,
    named: readonly [cluster: string, ...parts: readonly (string | undefined)[]],
    parent: ComponentResource,
  ): ComponentResource {
    const known = this.#components.get(construct);
    if (known !== undefined) return known;
    const own = `${type} ${this.#names.nameOf(...named)}`;
    const [cluster, ...parts] = this.#componentNames.has(own) ? ['', construct.node.path] : named;
    this.#componentNames.add(own);
    const aliases = [...this.#names.aliasesOf(cluster, ...parts)];
    const options = { parent, ...aliases.length === 0 ? {} : { aliases } };
    const name = this.#names.nameOf(cluster, ...parts);
    const component = new ComponentResource(`charthouse:index:${type}`, name, {}, options);
    this.#components.set(construct, component);
    return component;
  }
}

function workloadNameOf(workload: IConstruct & Partial<Pick<Workload, 'workloadName'>>): string {
  return workload.workloadName ?? workload.node.id;
}
