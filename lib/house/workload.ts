/**
 * A workload: its props become a draft, the draft becomes objects. Which objects exist is decided in the constructor.
 */
import { Construct, type IConstruct } from 'constructs';
import { markBrand } from '../model/brand';
import { freeId } from '../model/construct-id';
import type { WorkloadEndpoint } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import type { ForeignObject } from '../model/foreign-object';
import { KubernetesObject, type EmittedObject } from '../model/object';
import type { Kind } from '../model/kubernetes/types';
import type { LeftRule } from '../model/layers';
import type { Reference } from '../model/reference';
import type { StatedReason } from '../model/reasons';
import type { Value } from '../model/value';
import type { StoredTransform, Transform, TransformOptions } from '../model/transform/transform';
import type { DeclaredObject } from '../checks/check';
import { endpointsOf } from '../patterns/connectable';
import { addressOf, publicUrlOf, referenceTo } from './addresses';
import { builtInHouse } from './built-in-house';
import { statedConnections, connectTo, record } from './connect';
import { houseContextOf, type HouseContext } from './context';
import { controllerObject } from './controller-object';
import { coreShapes } from './core-props';
import { createObjects, emittedObjects } from './create-objects';
import { explainWorkload } from './explain';
import type { Explained } from './explained';
import { assertHouse } from './house-lineage';
import type { House } from './house';
import { noSuchObject } from './no-such-object';
import { assertOrder, startAfter } from './order';
import { podOf } from './pod-addresses';
import { assertInTime, assertRelease, joinRelease } from './release-order';
import { ResolvedWorkload } from './resolved-workload';
import type { WorkloadDefinition } from './workload-class';
import type { Listening, StorePod, Storing, Workload } from './workload-contract';

/** The construct behind every workload class. */
export class WorkloadConstruct extends Construct implements Workload, Listening, Storing {
  public readonly workloadName: string;
  private readonly resolved: ResolvedWorkload;
  private readonly transforms: StoredTransform[] = [];

  public constructor(
    scope: Construct,
    id: string,
    props: Readonly<Record<string, unknown>>,
    definition: WorkloadDefinition,
    bound: House | undefined,
  ) {
    super(scope, freeId(scope, id));
    const context = houseContextOf(this, bound ?? builtInHouse());
    if (bound !== undefined) assertHouse(context.house, bound, this.node.path, definition.name);
    this.resolved = new ResolvedWorkload(this, props, definition, context);
    const { draft, facts, controllerName } = this.resolved;
    this.workloadName = facts.name;
    this.takeTransforms(props['transform'] as Readonly<Record<string, object>> | undefined);
    const controller = controllerObject(draft, facts, controllerName);
    const after = (props['after'] ?? []) as readonly IConstruct[];
    // Connections count when the workload is there.
    const connections = statedConnections(draft, this.endpoint);
    this.assertPossible(controller, after);
    // Only now: who catches what was thrown above leaves no half workload to those that look for workloads.
    markBrand(this, 'Workload');
    createObjects(this, this.resolved, controller, this.transforms);
    record(facts, this.endpoint, connections);
    startAfter(this, after);
    joinRelease(this.resolved.member);
  }

  public explain(): readonly Explained[] {
    return explainWorkload(this.resolved, this.objects());
  }

  public transform<K extends Kind>(kind: K, transform: Transform<K>, options: TransformOptions = {}): void {
    const stored = {
      kind,
      role: options.role ?? '',
      unknownFields: options.unknownFields ?? false,
      change: transform,
    };
    coreShapes['transform']?.check({ [kind]: transform }, { path: this.node.path, field: 'transform' });
    this.object(kind, stored.role);
    if (kind === 'Job') this.resolved.refuseLateTemplate(transform);
    this.transforms.push(stored);
  }

  public connectTo(callee: { readonly endpoint: WorkloadEndpoint } | ForeignObject): void {
    for (const endpoint of endpointsOf(callee, this.node.path, 'connectTo')) {
      assertInTime(this.resolved.member, endpoint.path);
      connectTo(this.resolved.facts, this.endpoint, endpoint, { via: 'connectTo' });
    }
  }

  public startAfter(...others: readonly IConstruct[]): void {
    startAfter(this, others);
  }

  public get endpoint(): WorkloadEndpoint {
    return this.resolved.endpoint;
  }

  public get hostname(): Reference<string> {
    return referenceTo(this.endpoint, 'hostname', (host) => host);
  }

  public get port(): Reference<number> {
    return referenceTo(this.endpoint, 'port', (_host, port) => port);
  }

  public get address(): Reference<string> {
    return referenceTo(this.endpoint, 'address', (host, port) => `${host}:${port}`);
  }

  public get url(): Reference<string> {
    return referenceTo(this.endpoint, 'url', (host, port) => (port === 80 ? `http://${host}` : `http://${host}:${port}`));
  }

  public get publicUrl(): Reference<string> {
    const { path } = this.node;
    const host = this.resolved.values['host'];
    const exposure = this.resolved.values['exposure'] as { readonly tls?: unknown } | false | undefined;
    const tls = exposure === false ? undefined : exposure?.tls;
    const plain = tls === false || (tls === undefined && this.context.target.platform.tls?.kind === 'none');
    if (host !== undefined) return publicUrlOf(host as Value<string>, plain ? 'http' : 'https', path);
    throw new CharthouseError({
      path,
      field: 'publicUrl',
      problem: 'needs a host',
      value: host,
      allowed: 'a workload with a `host`',
      fix: 'give the workload a host, or use url, which is its address inside the cluster',
    });
  }

  public at(portName: string): Reference<string> {
    return addressOf(this.endpoint, this.resolved.draft, portName);
  }

  public pod(ordinal: number): StorePod {
    return podOf(this.endpoint, this.resolved.draft, this.resolved.facts, ordinal);
  }

  public object(kind: string, role = ''): KubernetesObject {
    const objects = this.objects();
    const found = objects.find((object) => object.kind === kind && object.role === role);
    if (found !== undefined) return found;
    throw noSuchObject(this.node.path, kind, role, objects);
  }

  /** The objects that this workload made. */
  public objects(): readonly KubernetesObject[] {
    return this.node.findAll().filter((child): child is KubernetesObject => child instanceof KubernetesObject);
  }

  /** What findings need to know of this workload. */
  public report(): {
    readonly reasons: readonly StatedReason[];
    readonly left: readonly LeftRule[];
    readonly declared: readonly DeclaredObject[];
  } {
    const { namespace } = this.resolved.facts;
    const declared = this.resolved.draft
      .needed('declared')
      .map(({ kind, name, keys }) => ({ kind: kind as DeclaredObject['kind'], name, namespace, keys }));
    return { reasons: this.resolved.reasons.stated(), left: this.resolved.left, declared };
  }

  /** The house and target that it runs under. */
  public get context(): HouseContext {
    return this.resolved.context;
  }

  /** Throws what can be known before there are objects, whose identities nobody could give back. */
  private assertPossible(controller: EmittedObject, after: readonly IConstruct[]): void {
    assertOrder(this, after);
    assertRelease(this.resolved.member);
    if (this.transforms.length === 0) return;
    const objects = [controller, ...emittedObjects(this.resolved)];
    for (const { kind, role } of this.transforms) {
      if (!objects.some((object) => object.kind === kind && object.role === role))
        throw noSuchObject(this.node.path, kind, role, objects);
    }
  }

  private takeTransforms(transforms: Readonly<Record<string, object | undefined>> = {}): void {
    for (const [kind, change] of Object.entries(transforms)) {
      if (change !== undefined) this.transforms.push({ kind, role: '', unknownFields: false, change });
    }
  }
}
