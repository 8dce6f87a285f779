/** What an application says of a volume. */
import type { Named } from '../../model/existing';
import type { Deferred, Value } from '../../model/value';
import type { ClaimProps } from '../claim-spec';
import type { MountedProps } from '../volume-mount';
import type { DownwardFiles } from './downward-files';
import type { FileItems } from './file-items';

/** A mounted volume. Exactly one of `emptyDir`, `claim`, `configMap`, … and `shared` says what it is. */
export interface VolumeProps extends MountedProps {
  /** Scratch space that goes with the pod. @default - not scratch space */
  readonly emptyDir?:
    | {
        /** `Memory` counts against the memory limit. @default - on disk: it counts as ephemeral storage */
        readonly medium?: 'Memory' | undefined;
        /**
         * A size that goes beyond the pod's limit, together with other scratch space, is found by the rule
         * `scratch-within-limits`: raise `resources.limits['ephemeral-storage']`, or `memory`, with it.
         * @default - the `sizeLimit` of `scratch`
         */
        readonly sizeLimit?: Value<string> | undefined;
      }
    | undefined;
  /** A PersistentVolumeClaim: one that exists, or one of the tree. @default - no claim */
  readonly claim?: ClaimSource | undefined;
  /** A claim that comes and goes with the pod, such as scratch space of a fast tier. @default - no such claim */
  readonly ephemeral?: ClaimProps | undefined;
  /** A ConfigMap, each key a file. @default - no ConfigMap */
  readonly configMap?: Named | undefined;
  /** A Secret, each key a file. @default - no Secret */
  readonly secret?: Named | undefined;
  /** Several sources in one directory, a service account's token among them. @default - no such volume */
  readonly projected?: readonly ProjectedSource[] | undefined;
  /**
   * Files with what is known of the pod.
   *
   * @example downwardAPI: { labels: { podField: 'metadata.labels' }, memory: containerResource('limits.memory') }
   * @default - no such volume
   */
  readonly downwardAPI?: DownwardFiles | undefined;
  /** A volume that a CSI driver makes for the pod. @default - no such volume */
  readonly csi?: CsiSource | undefined;
  /**
   * A directory of an NFS server, which the node mounts. "Restricted" namespaces refuse it: it takes a reason, such as
   * `because: { 'volumes.films.nfs': '…' }`. A claim needs none.
   * @default - no such volume
   */
  readonly nfs?: NfsSource | undefined;
  /** The files of an image, read-only; from Kubernetes 1.36. @default - no image */
  readonly image?: ImageSource | undefined;
  /** The volume of this name that another container of the pod brings, or a pattern. @default - a volume of its own */
  readonly shared?: true | undefined;
  /**
   * Of a ConfigMap or Secret only these keys, and where each is: `{ 'nginx.conf': 'nginx.conf', key: { path: 'tls/key',
   * mode: 0o400 } }`.
   * @default - every key, as a file of its name
   */
  readonly items?: FileItems | undefined;
  /** The mode of files that state none, as a number: `0o440`. @default 0o644 */
  readonly defaultMode?: number | undefined;
  /** Whether the pod starts without the ConfigMap or Secret, or without the keys in `items`. @default false */
  readonly optional?: boolean | undefined;
}

/** A claim. */
export interface ClaimSource extends Named {
  /** Whether it is attached read-only, for every container. @default false */
  readonly readOnly?: boolean | undefined;
}

/** One of the sources of a projected volume; exactly one of the first four says which. */
export interface ProjectedSource {
  /** A token of the pod's service account, which the kubelet renews. @default - no token */
  readonly serviceAccountToken?: TokenSource | undefined;
  /** Files with what is known of the pod. @default - none */
  readonly downwardAPI?: DownwardFiles | undefined;
  /** A ConfigMap. @default - no ConfigMap */
  readonly configMap?: Named | undefined;
  /** A Secret. @default - no Secret */
  readonly secret?: Named | undefined;
  /** Of a ConfigMap or Secret only these keys, and where each is. @default - every key, as a file of its name */
  readonly items?: FileItems | undefined;
  /** Whether the pod starts without the ConfigMap or Secret. @default false */
  readonly optional?: boolean | undefined;
}

/** A token of the pod's service account. */
export interface TokenSource {
  /** Its file, within the volume. */
  readonly path: string;
  /** Who takes it, such as `vault`. @default - the API server */
  readonly audience?: string | undefined;
  /** Seconds that it is good for, at least 600. @default 3600 */
  readonly expirationSeconds?: number | undefined;
}

/** A volume that a CSI driver makes for the pod. */
export interface CsiSource {
  /** The driver, such as `secrets-store.csi.k8s.io`. */
  readonly driver: string;
  /** @default - the driver's own */
  readonly fsType?: string | undefined;
  /** @default false */
  readonly readOnly?: boolean | undefined;
  /** What the driver asks for. @default - nothing */
  readonly volumeAttributes?: Readonly<Record<string, string | Deferred<string>>> | undefined;
  /** A Secret that the driver needs to make it. @default - none */
  readonly nodePublishSecretRef?: Named | undefined;
}

/** A directory of an NFS server. */
export interface NfsSource {
  /** The server, as the nodes know it: they do not ask the cluster's DNS. */
  readonly server: string | Deferred<string>;
  /** The directory that it exports. */
  readonly path: string | Deferred<string>;
  /** Whether it is mounted read-only, for every container. @default false */
  readonly readOnly?: boolean | undefined;
}

/** The files of an image. */
export interface ImageSource {
  /** The image, as `image` of a container: with a version, from the house's registry where it names none. */
  readonly reference: Value<string>;
  /** When the kubelet pulls. @default - the `imagePullPolicy` of the container, or else Kubernetes' own */
  readonly pullPolicy?: 'Always' | 'IfNotPresent' | 'Never' | undefined;
}
