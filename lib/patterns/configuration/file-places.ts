/** Where files cannot be: below another file, or in a volume that the kubelet fills and nobody else writes to. */
import type { SettledDraft } from '../../model/draft/settled';
import { CharthouseError } from '../../model/error';
import type { Volume } from '../../model/kubernetes/types';
import { containerField, type WorkloadFacts } from '../facts';

const filledByKubelet = Object.freeze(['secret', 'configMap', 'projected', 'downwardAPI'] as const);

/** Throws where the runtime could not make the file: it would start no container. */
export function refusePlaces(draft: SettledDraft, facts: WorkloadFacts): void {
  const volumes = (draft.template.spec['volumes'] ?? []) as readonly Volume[];
  const filled = new Set(volumes.filter((volume) => filledByKubelet.some((kind) => volume[kind] !== undefined))
    .map(({ name }) => name)).add('config-files');
  for (const { name, role, collections } of draft.containers) {
    const mounts = collections.sorted('volumeMounts')
      .map(({ key, item }) => ({ path: key, volume: (item as { readonly name: string }).name }));
    for (const { key, item } of collections.sorted('files')) {
      const { path = key } = item as { readonly path?: string };
      const above = mounts.find((mount) => path.startsWith(`${mount.path}/`) && filled.has(mount.volume));
      if (above === undefined) continue;
      throw new CharthouseError({
        path: facts.path,
        field: containerField({ name, role, workload: facts }, `files.${path}`),
        problem: above.volume === 'config-files' ? `is below the file ${above.path}`
          : `is in ${above.path}, a volume that takes no other files`,
        value: path,
        allowed: 'a path where nothing else is',
        fix: 'give it a directory of its own',
      });
    }
  }
}
