/** In which order objects are registered, and which of them wait for which. */
import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { configurationKinds } from '../house/create-objects';
import { predecessorsOf } from '../house/order-graph';
import { visitDepthFirst } from '../model/depth-first';
import type { PlannedObject } from './planned-object';

/** An object in its turn. */
export interface OrderedObject extends PlannedObject {
  /** What must be ready before it. Each has had its turn. */
  readonly waitsFor: readonly ApiObject[];
}

/** Kinds that run pods: a stack waits until these are ready. */
const controllers: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);

/** Gives every object its turn: what others wait for comes first. The tree has no circles: its findings tell. */
export function inRegistrationOrder(objects: readonly PlannedObject[]): readonly OrderedObject[] {
  const surroundings = new Surroundings(objects);
  const around = new Map<ApiObject, ReturnType<Surroundings['around']>>();
  const turns = new Map<ApiObject, OrderedObject>();
  for (const first of objects) {
    // Objects that wait for each other without an order of ours, such as an object and its own parts, come as they are.
    visitDepthFirst(first, {
      isDone: ({ object }) => turns.has(object),
      next: (planned) => {
        const { before, waitsFor } = surroundings.around(planned);
        around.set(planned.object, { before, waitsFor });
        return [...waitsFor, ...before];
      },
      leave: (planned) => {
        const { waitsFor = [] } = around.get(planned.object) ?? {};
        turns.set(planned.object, { ...planned, waitsFor: waitsFor.map(({ object }) => object) });
      },
    });
  }
  return [...turns.values()];
}

/** Who stands around an object: by workload, namespace and definition. */
class Surroundings {
  private readonly byObject = new Map<IConstruct, PlannedObject>();
  private readonly byWorkload = new Map<IConstruct, PlannedObject[]>();
  private readonly namespaces = new Map<string, PlannedObject>();
  private readonly definitions = new Map<string, PlannedObject>();
  private readonly named = new Map<IConstruct, readonly PlannedObject[]>();

  public constructor(objects: readonly PlannedObject[]) {
    for (const planned of objects) {
      const { object, workload, cluster, manifest } = planned;
      this.byObject.set(object, planned);
      if (workload !== undefined) {
        const own = this.byWorkload.get(workload);
        if (own === undefined) this.byWorkload.set(workload, [planned]);
        else own.push(planned);
      }
      const { kind, metadata: { name } } = manifest;
      if (kind === 'Namespace') this.namespaces.set(`${cluster} ${name}`, planned);
      if (kind === 'CustomResourceDefinition') this.definitions.set(`${cluster} ${definedBy(manifest)}`, planned);
    }
  }

  /** What an object waits for, and what only comes before it. */
  public around(planned: PlannedObject): Readonly<Record<'before' | 'waitsFor', readonly PlannedObject[]>> {
    const { object, cluster, workload, manifest: { apiVersion, kind, metadata } } = planned;
    const own = workload === undefined ? [] : this.byWorkload.get(workload) ?? [];
    const runsPods = runs(planned);
    const waitsFor = [
      this.namespaces.get(`${cluster} ${metadata.namespace}`),
      this.definitions.get(`${cluster} ${apiVersion.split('/')[0]}/${kind}`),
      ...(runsPods ? own.filter(isConfiguration) : []),
      ...this.saidOf(planned),
    ].filter((other): other is PlannedObject => other !== undefined && other.object !== object);
    // A Service is ready when its pods are: it never stands in the way of who makes them.
    const isFirst = isConfiguration(planned) || isClaim(planned);
    const before = runsPods ? own.filter(isClaim) : isFirst ? [] : own.filter(runs);
    return { before, waitsFor: [...new Set(waitsFor)] };
  }

  /** What its author said: `after`, a turn of a release, or `addDependency`, of the object or of what is around it. */
  private saidOf({ object, workload }: PlannedObject): readonly PlannedObject[] {
    const around = object.node.scopes.flatMap((scope) => scope.node.dependencies
      .filter((other) => !object.node.scopes.includes(other) && !other.node.scopes.includes(scope)));
    const others = workload === undefined ? around : [...around, ...predecessorsOf(workload)];
    return [...new Set(others)].flatMap((other) => this.below(other));
  }

  private below(construct: IConstruct): readonly PlannedObject[] {
    const known = this.named.get(construct);
    if (known !== undefined) return known;
    const found = construct.node.findAll().flatMap((each) => this.byObject.get(each) ?? []);
    this.named.set(construct, found);
    return found;
  }
}

/** A headless Service gives pods their names: they may need it to become ready, and nobody waits for its endpoints. */
function isConfiguration({ manifest }: PlannedObject): boolean {
  const headless = manifest.kind === 'Service' && fieldOf(manifest['spec'], 'clusterIP') === 'None';
  return headless || configurationKinds.includes(manifest.kind);
}

function isClaim({ manifest }: PlannedObject): boolean {
  return manifest.kind === 'PersistentVolumeClaim';
}

function runs({ manifest }: PlannedObject): boolean {
  return controllers.has(manifest.kind);
}

function definedBy(manifest: PlannedObject['manifest']): string {
  const names = fieldOf(manifest['spec'], 'names');
  return `${String(fieldOf(manifest['spec'], 'group'))}/${String(fieldOf(names, 'kind'))}`;
}

function fieldOf(value: unknown, field: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[field];
}
