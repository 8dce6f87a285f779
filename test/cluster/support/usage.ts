/** What pods seem to use: a share of what they request, the same for all of a namespace; a test sets it. */
import { billionths, parseQuantity, type QuantityText } from '../../../lib/model/quantity';
import type { KubernetesObject } from './api';

/** The ConfigMap that says it. */
export const usageName = 'usage';

/** Percent of what is requested, where nothing is said: less than any autoscaler would scale up at. */
const quiet = 10;

/** What a container without requests uses. */
const unrequested: Requests = { cpu: '10m', memory: '16Mi' };

/** By name of the resource. */
type Requests = Readonly<Record<string, QuantityText>>;

interface Usage extends KubernetesObject {
  readonly data?: { readonly percent?: string };
}

/** What is read of a pod. */
interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
}

interface Container {
  readonly name: string;
  readonly restartPolicy?: string;
  readonly resources?: { readonly requests?: Requests };
}

/** What a container uses, as metrics say it. */
export interface ContainerUsage {
  readonly name: string;
  readonly usage: { readonly cpu: string; readonly memory: string };
}

/** Applied, it makes the pods of a namespace use so many percent of what they request. */
export function usageOf(namespace: string, percent: number): KubernetesObject {
  const data = { percent: String(percent) };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: usageName, namespace }, ...{ data } };
}

/** What the containers of a pod use, those that run beside it as well. */
export function usedBy({ spec }: KubernetesObject, set: KubernetesObject | undefined): readonly ContainerUsage[] {
  const { containers, initContainers = [] } = spec as PodSpec;
  const percent = BigInt((set as Usage | undefined)?.data?.percent ?? quiet);
  const running = [...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always'), ...containers];
  return running.map(({ name, resources }) => {
    const requested = { ...unrequested, ...resources?.requests };
    const [cpu = 0n, memory = 0n] = ['cpu', 'memory'].map((each) => parseQuantity(requested[each]!) * percent / 100n);
    return { name, usage: { cpu: `${cpu}n`, memory: String(memory / billionths) } };
  });
}
