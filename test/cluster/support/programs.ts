/** The programs of a control plane: which module each comes from. */
import { join } from 'node:path';

import { builtPrograms } from '../../support/go/build';
import type { GoModule } from '../../support/go/go-module';

const kubernetesCommands = 'k8s.io/kubernetes/cmd';

/** API server, controllers, scheduler and the command that speaks with them. */
export const kubernetes: GoModule<'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kubectl'> = {
  folder: join(__dirname, '../modules/kubernetes'),
  requires: 'k8s.io/kubernetes',
  programs: {
    'kube-apiserver': `${kubernetesCommands}/kube-apiserver`,
    'kube-controller-manager': `${kubernetesCommands}/kube-controller-manager`,
    'kube-scheduler': `${kubernetesCommands}/kube-scheduler`,
    kubectl: `${kubernetesCommands}/kubectl`,
  },
  minutes: 10,
  stamps: kubernetesStamps,
};

/** Where the API server keeps objects. */
export const etcd: GoModule<'etcd'> = {
  folder: join(__dirname, '../modules/etcd'),
  requires: 'go.etcd.io/etcd/server/v3',
  programs: { etcd: 'go.etcd.io/etcd/server/v3' },
  minutes: 1,
};

/** Makes pods on nodes seem to run. */
export const kwok: GoModule<'kwok'> = {
  folder: join(__dirname, '../modules/kwok'),
  requires: 'sigs.k8s.io/kwok',
  programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
  minutes: 2,
};

/** The paths of all of them. */
export type Programs = Readonly<Record<
  keyof typeof kubernetes.programs | keyof typeof etcd.programs | keyof typeof kwok.programs, string
>>;

/** Builds those that are missing. */
export function clusterPrograms(): Programs {
  return { ...builtPrograms(kubernetes), ...builtPrograms(etcd), ...builtPrograms(kwok) };
}

/** Kubernetes tells its version only where it was stamped. */
export function kubernetesStamps(version: string): Readonly<Record<string, string>> {
  const [gitMajor = '', gitMinor = ''] = version.replace('v', '').split('.');
  const named = Object.entries({ gitVersion: version, gitMajor, gitMinor });
  return Object.fromEntries(named.map(([name, value]) => [`k8s.io/component-base/version.${name}`, value]));
}
