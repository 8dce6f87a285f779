/** API servers of older minor versions: what we write for a platform that says such a version is tried there. */
import { join } from 'node:path';

import { builtPrograms } from '../../support/go/build';
import type { GoModule } from '../../support/go/go-module';
import { clusterPrograms, kubernetesStamps, type Programs } from './programs';

/** The minor versions besides the newest. */
export const olderMinors = ['1.35', '1.34'] as const;

/** One of them. */
export type OlderMinor = (typeof olderMinors)[number];

/** The programs of a cluster whose API server is of that version; builds what is missing. */
export function programsOf(minor: OlderMinor): Programs {
  return { ...clusterPrograms(), ...builtPrograms(apiServer(minor)) };
}

function apiServer(minor: OlderMinor): GoModule<'kube-apiserver'> {
  return {
    folder: join(__dirname, `../modules/kubernetes-${minor}`),
    requires: 'k8s.io/kubernetes',
    programs: { 'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver' },
    minutes: 5,
    stamps: kubernetesStamps,
  };
}
