/**
 * Gives Ingresses and Services of type LoadBalancer an address, as an ingress controller and a cloud do: without one
 * the provider waits for ten minutes.
 */
import type { Api, KubernetesObject } from '../../cluster/support/api';

/** Milliseconds between two looks. */
const between = 500;
/** An address that documentation uses. */
const status = { loadBalancer: { ingress: [{ ip: '192.0.2.10' }] } };

const kinds = [
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', path: '/apis/networking.k8s.io/v1', name: 'ingresses' },
  { apiVersion: 'v1', kind: 'Service', path: '/api/v1', name: 'services' },
] as const;

/** Gives addresses until it is told to stop. */
export function giveAddresses(api: Api): () => void {
  let stopped = false;
  const look = async (): Promise<void> => {
    for (const { apiVersion, kind, path, name } of kinds) {
      const waiting = (await api.list(apiVersion, kind)).filter(waits);
      for (const { metadata } of waiting) {
        const object = `${path}/namespaces/${metadata.namespace ?? ''}/${name}/${metadata.name}/status`;
        await api.ask('PATCH', object, { status }, 'application/merge-patch+json');
      }
    }
  };
  const again = (): void => {
    // What fails is tried again: the object may be gone, or the cluster.
    void look().catch(() => undefined).then(() => {
      if (!stopped) setTimeout(again, between).unref();
    });
  };
  again();
  return () => { stopped = true; };
}

function waits({ kind, spec, status: now }: KubernetesObject): boolean {
  const { type } = spec as { readonly type?: string };
  const has = (now as Partial<typeof status> | undefined)?.loadBalancer?.ingress?.length ?? 0;
  return has === 0 && (kind === 'Ingress' || type === 'LoadBalancer');
}
