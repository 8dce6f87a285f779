/** What must be right of a provider before anything goes to its cluster. */
import type { Output, ProviderResource, Resource } from '@pulumi/pulumi';
import { CharthouseError } from '../model/error';
import { KubernetesResource } from './kubernetes-resource';
import { isKnown, valueOf } from './output-state';
import type { PlannedObject } from './planned-object';
import { isClusterProvider } from './provider';

/** The setting of the provider that lets a kind's data change in place. */
const mutableBy: Readonly<Record<string, 'enableConfigMapMutable' | 'enableSecretMutable'>> = Object.freeze({
  ConfigMap: 'enableConfigMapMutable', Secret: 'enableSecretMutable',
});

/** The guard of one target and its provider. */
export class ClusterGuard {
  private readonly uid: Promise<void> | undefined;
  private readonly mutable = new Map<string, Promise<void>>();

  public constructor(
    private readonly provider: ProviderResource,
    name: string,
    { target }: PlannedObject,
    options: { readonly parent: Resource; readonly version: string },
  ) {
    const expected = target?.clusterUid;
    if (target === undefined || expected === undefined) return;
    const namespace = new KubernetesResource(
      `${name}/${target.name}/kube-system`,
      { apiVersion: 'v1', kind: 'Namespace' },
      { ...options, id: 'kube-system', provider },
    );
    this.uid = assertCluster(namespace, target.name, expected);
    // Who waits for it hears of its failure.
    this.uid.catch(() => undefined);
  }

  /** What the object waits for before it is sent; undefined where nothing has to be asked. */
  public before({ manifest, object }: PlannedObject): Promise<unknown> | undefined {
    const setting = manifest['immutable'] === true ? undefined : mutableBy[manifest.kind];
    if (setting === undefined || manifest.apiVersion !== 'v1') return this.uid;
    if (isClusterProvider(this.provider)) return this.uid;
    let mutable = this.mutable.get(setting);
    if (mutable === undefined) {
      mutable = assertMutable(this.provider, setting, manifest.kind, object.node.path);
      this.mutable.set(setting, mutable);
    }
    return this.uid === undefined ? mutable : Promise.all([this.uid, mutable]);
  }
}

async function assertCluster(namespace: KubernetesResource, target: string, expected: string): Promise<void> {
  const { metadata } = namespace as unknown as { readonly metadata: Output<{ readonly uid?: string } | undefined> };
  // In a preview of a cluster that is yet to be made nothing can be compared, and nothing is made.
  if (!await isKnown(metadata)) return;
  const known = await valueOf(metadata) as { readonly uid?: string } | undefined;
  if (known?.uid !== expected) throw otherCluster(target, known?.uid, expected);
}

async function assertMutable(
  provider: ProviderResource, setting: string, kind: string, path: string,
): Promise<void> {
  const output = (provider as unknown as Readonly<Record<string, Output<unknown> | undefined>>)[setting];
  const value: unknown = output === undefined ? undefined : await valueOf(output);
  if (value === true || value === 'true') return;
  throw new CharthouseError({
    path,
    field: setting,
    problem: `is not set: the provider would delete a ${kind} under running pods to change it`,
    value,
    allowed: `a provider with ${setting}: true`,
    fix: `make it by clusterProvider('…', { kubeconfig }), or say ${setting}: true where you make it`,
  });
}

function otherCluster(target: string, uid: string | undefined, expected: string): CharthouseError {
  return new CharthouseError({
    path: `target ${target}`,
    field: 'clusterUid',
    problem: `says ${expected}, and the provider leads to another cluster`,
    value: uid,
    allowed: expected,
    fix: 'give deploy the provider of that cluster, or correct clusterUid in the house',
  });
}
