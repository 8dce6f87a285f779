/**
 * Where connections to an object of others end: read late, so that containers and ports which are added to it later
 * count.
 */
import type { ApiObject } from 'cdk8s';
import { hasBrand } from './brand';
import { makesPods, podsBehind, podsOf, serviceOf, servicePorts } from './foreign-network';
import type { EndpointPort, PodsAt, WorkloadEndpoint } from './endpoint';
import { CharthouseError } from './error';
import { apiObjectIn, clusterOf } from './foreign-object';
import type { ShapePlace } from './make-shape';

/** The endpoint of an object of others; undefined where it is no Service and makes no pods. */
export function foreignEndpoint(construct: unknown, place: ShapePlace): WorkloadEndpoint | undefined {
  const object = hasBrand(construct, 'Workload') ? undefined : apiObjectIn(construct);
  if (object?.kind === 'Service') return new ForeignService(object, place);
  return object !== undefined && makesPods(object) ? new ForeignWorkloadEndpoint(object, place) : undefined;
}

/** What a workload of others and a Service have in common. */
abstract class ForeignEndpoint implements WorkloadEndpoint {
  public readonly kind = 'workload';
  public readonly foreign = true;
  public readonly path: string;
  public readonly name: string;
  public readonly cluster: string;
  public abstract readonly ports: readonly EndpointPort[];
  protected abstract readonly labels: Readonly<Record<string, string>>;
  protected abstract readonly unnamed: readonly [problem: string, fix: string];

  public constructor(
    protected readonly object: ApiObject,
    protected readonly place: ShapePlace,
  ) {
    this.path = object.node.path;
    this.name = object.name;
    this.cluster = clusterOf(object);
  }

  public get namespace(): string | undefined {
    return this.object.metadata.namespace;
  }

  /** The labels that a policy names the pods by. An empty selector would name every pod there is. */
  public get selector(): Readonly<Record<string, string>> {
    const { labels } = this;
    if (Object.keys(labels).length > 0) return labels;
    throw this.unknown(...this.unnamed);
  }

  protected known(ports: readonly EndpointPort[], fix: string): readonly EndpointPort[] {
    if (ports.length > 0) return ports;
    throw this.unknown('declares no port: which one is meant cannot be known', fix);
  }

  protected unknown(problem: string, fix: string): CharthouseError {
    return new CharthouseError({
      ...this.place,
      problem: `names ${this.object.kind} ${this.path}, which ${problem}`,
      value: this.path,
      allowed: 'an object whose manifest says which pods there are, and which ports they listen on',
      fix,
    });
  }
}

/** A Deployment or alike. */
class ForeignWorkloadEndpoint extends ForeignEndpoint {
  protected readonly unnamed = [
    'gives its pods no labels: nothing can name them', 'put a label on its pods that they alone have',
  ] as const;

  protected get labels(): Readonly<Record<string, string>> {
    return podsOf(this.object)?.selector ?? {};
  }

  public get ports(): readonly EndpointPort[] {
    const ports = (podsOf(this.object)?.containers ?? []).flatMap((container) => container.ports);
    return this.known(
      ports.map(({ number, protocol }) => ({ port: number, podPort: number, protocol })),
      'declare the ports of its containers, pass its Service instead, or say all of it by peer({ … })',
    );
  }
}

/** A Service: its pods are those that it selects, whoever makes them. */
class ForeignService extends ForeignEndpoint {
  protected readonly unnamed = [
    'has no selector: which pods are behind it cannot be known',
    'pass the workload behind it, or say where it leads by peer({ … }) or external({ … })',
  ] as const;

  protected get labels(): Readonly<Record<string, string>> {
    return serviceOf(this.object).selector;
  }

  public get ports(): readonly EndpointPort[] {
    const service = servicePorts(this.object);
    const nameless = service.find(({ podPort }) => podPort === undefined);
    if (nameless !== undefined) {
      throw this.unknown(
        `sends port ${nameless.port} to ports called '${nameless.target}', which no pod of the tree declares: `
        + 'their number cannot be known',
        'write the number as targetPort, or name the port in the containers of the pods',
      );
    }
    const ports = service.map(({ port, podPort = port, protocol }) => ({ port, podPort, protocol }));
    return this.known(ports, 'give the Service a port');
  }

  /** Whether pods are behind the Service. */
  public selects(pods: PodsAt): boolean {
    const behind = podsBehind(this.object);
    return pods.cluster === this.cluster && behind(pods);
  }
}
