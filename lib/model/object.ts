/** The object: one small subclass of cdk8s' ApiObject, which settles late values and transforms when it is rendered. */
import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { markBrand } from './brand';
import type { Draftable } from './draft/draftable';
import { apiVersions, isClusterScoped } from './kubernetes/api-versions';
import type { Kind, KindMap, Manifest } from './kubernetes/types';
import { plainMetadata, rendersPlainly } from './plain-manifest';
import { render, renderInOrder } from './render';
import { applyTransform, type StoredTransform } from './transform/transform';
import type { Late, Viewpoint } from './value';
import { viewpointAt } from './viewpoint-at';

/** For whoever applies the object: YAML and Pulumi each read their part. */
export interface Delivery {
  /** The object holds data: a stack refuses to delete it. @default false */
  readonly protect?: boolean | undefined;
  /** Leaving the tree leaves the object in the cluster. @default false */
  readonly retain?: boolean | undefined;
  /** Fields that somebody else changes in the cluster, such as `spec.replicas`. @default - none */
  readonly ignoreChanges?: readonly string[] | undefined;
  /** How long a stack waits until the object is ready, such as `15m`. @default - what its manifest says of itself */
  readonly timeout?: string | undefined;
}

/** The fields of a kind besides what the core fills in. */
type Body<K extends Kind> = {
  readonly [Field in Exclude<keyof KindMap[K], 'apiVersion' | 'kind' | 'metadata'>]?:
    Draftable<Exclude<KindMap[K][Field], undefined>> | undefined;
};

/** An object that a pattern emits: the core gives it the workload's name, namespace and labels. */
export interface EmittedObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** Names it among the workload's objects of its kind; `''` is the plain one. */
  readonly role: string;
  /** @default - the name of the workload, and `-role` where it has a role */
  readonly name?: string | undefined;
  /** @default - none besides the workload's */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** @default - none besides the workload's */
  readonly annotations?: Readonly<Record<string, unknown>> | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly delivery: Delivery;
}

/** What may be said of an emitted object besides its body. */
export type EmitOptions = Partial<Pick<EmittedObject, 'role' | 'name' | 'labels' | 'annotations' | 'delivery'>>;

/** Describes an object to emit, typed by its kind. */
export function emitted<K extends Kind>(kind: K, body: Body<K>, options: EmitOptions = {}): EmittedObject {
  return { role: '', delivery: {}, ...options, apiVersion: apiVersions[kind], kind, body };
}

/** Describes an object of a custom kind to emit, such as a ScaledObject: the platform must have its definition. */
export function emittedCustom(
  apiVersion: string,
  kind: string,
  body: Readonly<Record<string, unknown>>,
  options: EmitOptions = {},
): EmittedObject {
  return { role: '', delivery: {}, ...options, apiVersion, kind, body };
}

/** What an object is made from. */
export interface KubernetesObjectProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly role: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>> | Late;
  readonly delivery: Delivery;
  /** The transforms of the workload for this object, read when it is rendered. */
  transforms(): readonly StoredTransform[];
}

/** An object of ours in the tree. Its `toJson()` gives the finished manifest, under whichever App. */
export class KubernetesObject extends ApiObject {
  static {
    markBrand(this.prototype, 'Object');
  }

  /** Our annotations as they were rendered last: cdk8s asks for them while it renders. */
  private annotations: Readonly<Record<string, unknown>> = {};

  public constructor(
    scope: Construct,
    id: string,
    private readonly settings: KubernetesObjectProps,
  ) {
    super(scope, id, {
      apiVersion: settings.apiVersion,
      kind: settings.kind,
      metadata: {
        name: settings.name,
        ...(settings.namespace === undefined ? {} : { namespace: settings.namespace }),
        labels: { ...settings.labels },
      },
    });
    for (const [key, value] of Object.entries(settings.annotations)) {
      // Some are late. A Lazy for each of these, so that JSON patches find them, and `addAnnotation` goes before them.
      const text = typeof value === 'string' ? value : (Lazy.any({ produce: () => this.annotations[key] }) as string);
      this.metadata.addAnnotation(key, text);
    }
  }

  /** Names the object among those of its kind. */
  public get role(): string {
    return this.settings.role;
  }

  /** Hints for whoever applies it. */
  public get delivery(): Delivery {
    return this.settings.delivery;
  }

  /** The finished manifest. */
  public override toJson(): Manifest {
    return this.renderFrom(viewpointAt(this, this.settings.namespace));
  }

  /** The finished manifest, as seen from a viewpoint (a stack's knows what to do with Outputs). */
  public renderFrom(viewpoint: Viewpoint): Manifest {
    const { body } = this.settings;
    const { value, plain } = rendersPlainly(this)
      ? renderInOrder(body, viewpoint)
      : { value: render(body, viewpoint), plain: false };
    const annotations = render(this.settings.annotations, viewpoint, 'metadata.annotations');
    this.annotations = (annotations ?? {}) as Record<string, unknown>;
    let manifest = this.finished(value as Record<string, unknown>, plain);
    if (isClusterScoped(this.settings.kind)) Reflect.deleteProperty(manifest['metadata'] as object, 'namespace');
    for (const transform of this.settings.transforms()) manifest = applyTransform(manifest, transform, viewpoint);
    return manifest as unknown as Manifest;
  }

  /** What cdk8s makes of the body; by a shorter way where it has nothing to add. */
  private finished(body: Record<string, unknown>, plain: boolean): Record<string, unknown> {
    const { apiVersion, kind } = this;
    if (plain) {
      const metadata = plainMetadata(this.metadata) ?? (this.metadata.toJson() as unknown);
      return { apiVersion, kind, metadata, ...body };
    }
    // cdk8s reads these props when it renders; what it adds (its resolvers, JSON patches, key order) stays its own.
    Object.assign(this, { props: { apiVersion, kind, ...body } });
    return super.toJson() as Record<string, unknown>;
  }
}
