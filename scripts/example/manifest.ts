/** The little of a manifest that a summary reads; every field may be absent, for manifests may be of any kind. */

/** Any object of Kubernetes. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec?: Spec | undefined;
}

interface Metadata {
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly labels?: Labels | undefined;
}

/** The fields of the kinds that a summary knows, side by side. */
interface Spec {
  readonly replicas?: number | undefined;
  readonly schedule?: string | undefined;
  readonly template?: PodTemplate | undefined;
  readonly jobTemplate?: { readonly spec?: { readonly template?: PodTemplate | undefined } | undefined } | undefined;
  /** A Service selects by labels. */
  readonly selector?: Labels | undefined;
  readonly ports?: readonly { readonly port?: number | undefined }[] | undefined;
  /** Of an autoscaler. */
  readonly scaleTargetRef?: { readonly kind: string; readonly name: string } | undefined;
  readonly minReplicas?: number | undefined;
  readonly maxReplicas?: number | undefined;
  /** Of an HTTPRoute. */
  readonly hostnames?: readonly string[] | undefined;
  readonly rules?: readonly RouteRule[] | undefined;
}

/** A rule of an Ingress or of an HTTPRoute. */
export interface RouteRule {
  readonly host?: string | undefined;
  readonly http?: { readonly paths?: readonly IngressPath[] | undefined } | undefined;
  readonly backendRefs?: readonly { readonly name: string }[] | undefined;
}

interface IngressPath {
  readonly backend?: { readonly service?: { readonly name: string } | undefined } | undefined;
}

/** The template of a workload's pods. */
export interface PodTemplate {
  readonly metadata?: { readonly labels?: Labels | undefined } | undefined;
  readonly spec?: { readonly containers?: readonly PodContainer[] | undefined } | undefined;
}

interface PodContainer {
  readonly ports?: readonly { readonly containerPort?: number | undefined }[] | undefined;
}

export type Labels = Readonly<Record<string, string>>;
