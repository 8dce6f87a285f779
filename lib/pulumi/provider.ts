/** Providers: one for each cluster, always named, with the settings under which nothing is replaced by surprise. */
import { ProviderResource, type CustomResourceOptions, type Input, type Inputs } from '@pulumi/pulumi';
import { CharthouseError } from '../model/error';
import type { PlannedObject } from './planned-object';
import { pluginVersion } from './plugin';

/** How a cluster is reached. */
export interface ClusterProviderProps {
  /** The text of a kubeconfig, or its path. */
  readonly kubeconfig: Input<string>;
  /** The context of the kubeconfig. @default - its current one */
  readonly context?: Input<string> | undefined;
  /**
   * Whether an object that exists already is taken over in place of an error, from whoever made it: what YAML has made
   * before, and what is there after a run that was killed.
   * @default true
   */
  readonly takeOver?: boolean | undefined;
  /**
   * By what the provider tells the cluster from others: without it, another address of the same cluster makes every
   * object anew. Never change it; `clusterUid` of a target tells whether it is the same cluster.
   * @default - the name of the provider
   */
  readonly clusterIdentifier?: string | undefined;
}

/**
 * Makes the provider of a cluster: a `k8s.Provider` that changes ConfigMaps and Secrets in place.
 *
 * @throws CharthouseError where `@pulumi/kubernetes` is not installed
 */
export function clusterProvider(
  name: string,
  { kubeconfig, context, takeOver = true, clusterIdentifier = name }: ClusterProviderProps,
  options: CustomResourceOptions = {},
): ProviderResource {
  return new ClusterProvider(name, {
    kubeconfig,
    ...context === undefined ? {} : { context },
    enableConfigMapMutable: 'true',
    enableSecretMutable: 'true',
    // Without force, whoever made the object keeps its fields, and the claims of a StatefulSet are always a conflict.
    enablePatchForce: String(takeOver),
    upsertExistingObjects: String(takeOver),
    clusterIdentifier,
  }, { version: pluginVersion(), ...options });
}

/** What `k8s.Provider` registers, without loading it. */
class ClusterProvider extends ProviderResource {
  public constructor(name: string, inputs: Inputs, options: CustomResourceOptions) {
    super('kubernetes', name, inputs, options);
  }
}

/** Whether `clusterProvider` has made it, with all that a stack needs. */
export function isClusterProvider(provider: ProviderResource): boolean {
  return provider instanceof ClusterProvider;
}

/** The providers of a stack: one for all targets, or one for each. */
export interface Providers {
  /** For every target. @default - each target has its own in `providers` */
  readonly provider?: ProviderResource | undefined;
  /** By the name of the target. @default - `provider` serves all */
  readonly providers?: Readonly<Record<string, ProviderResource>> | undefined;
}

/** The provider of an object's cluster. Throws where none was given: the default one takes any cluster at hand. */
export function providerFor(planned: PlannedObject, { provider, providers = {} }: Providers): ProviderResource {
  const { cluster, chart } = planned;
  const own = (Object.hasOwn(providers, cluster) ? providers[cluster] : undefined) ?? provider;
  if (own !== undefined) return own;
  throw new CharthouseError({
    path: chart.node.path,
    field: 'provider',
    problem: `is missing for ${cluster}: a default provider would take whichever cluster is at hand`,
    allowed: 'provider, or providers by the names of targets',
    fix: `deploy('…', { providers: { '${cluster}': clusterProvider('${cluster}', { kubeconfig }) } }, …)`,
  });
}

/** Throws for what is no provider of Kubernetes, and for one that another copy of the SDK has made. */
export function checkProviders({ provider, providers = {} }: Providers, name: string): void {
  const given = Object.entries(providers).map(([target, each]) => [`providers.${target}`, each] as const);
  for (const [field, each] of [...provider === undefined ? [] : [['provider', provider] as const], ...given]) {
    const type: unknown = (each as { readonly __pulumiType?: unknown } | undefined)?.__pulumiType;
    if (type !== 'pulumi:providers:kubernetes') {
      throw new CharthouseError({
        path: name,
        field,
        problem: 'must be a provider of Kubernetes',
        value: typeof type === 'string' ? type : each,
        allowed: "a k8s.Provider, or what clusterProvider('…', { kubeconfig }) returns",
        fix: 'make one for the cluster',
      });
    }
    if (!(each instanceof ProviderResource)) throw twoCopies(name, field);
  }
}

function twoCopies(path: string, field: string): CharthouseError {
  return new CharthouseError({
    path,
    field,
    problem: 'was made by another copy of @pulumi/pulumi than the one that charthouse/pulumi has loaded',
    allowed: 'one copy for the whole program',
    fix: 'npm ls @pulumi/pulumi shows both: give them one version, and run npm dedupe',
  });
}
