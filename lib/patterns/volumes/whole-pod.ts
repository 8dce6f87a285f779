/** What only all containers of a pod together tell of their volumes. */
import type { SettledDraft } from '../../model/draft/settled';
import type { SettledContainer } from '../../model/draft/pod-template';
import { CharthouseError, type ErrorFacts } from '../../model/error';
import type { DownwardAPIVolumeFile, Volume } from '../../model/kubernetes/types';
import { containerField, type WorkloadFacts } from '../facts';

/** Throws where a volume is a device to one and a file system to another, or a file tells of nobody. */
export function refuseContradictions(draft: SettledDraft, facts: WorkloadFacts): void {
  const refusal = refusalOf(draft, facts);
  if (refusal !== undefined) throw new CharthouseError({ path: facts.path, ...refusal });
}

type Refusal = Omit<ErrorFacts, 'path'>;

/** A volume of a container, at a path. */
interface Appearance {
  readonly container: SettledContainer;
  readonly path: string;
  readonly volume: string;
  readonly field: string;
}

function refusalOf(draft: SettledDraft, facts: WorkloadFacts): Refusal | undefined {
  const devices = appearances('volumeDevices', draft, facts);
  const volumes = new Map(volumesOf(draft).map((volume) => [volume.name, volume]));
  for (const device of devices) {
    const refusal = ofUsers(device, draft) ?? ofNoClaim(device, volumes.get(device.volume));
    if (refusal !== undefined) return refusal;
  }
  const mounts = devices.length === 0 ? [] : appearances('volumeMounts', draft, facts);
  for (const mount of mounts) {
    const refusal = asFileSystem(mount, devices);
    if (refusal !== undefined) return refusal;
  }
  return ofNobody(draft, facts);
}

function volumesOf(draft: SettledDraft): readonly Volume[] {
  return (draft.template.spec['volumes'] ?? []) as readonly Volume[];
}

function appearances(
  collection: 'volumeMounts' | 'volumeDevices',
  draft: SettledDraft,
  facts: WorkloadFacts,
): readonly Appearance[] {
  return draft.containers.flatMap((container) => container.collections.sorted(collection).map(({ key, item }) => {
    const volume = (item as { readonly name: string }).name;
    const field = containerField({ ...container, workload: facts }, `volumes.${volume}`);
    return { container, path: key, volume, field };
  }));
}

/** Whose device it is the kernel does not translate: the API server refuses it to a pod with users of its own. */
function ofUsers({ path, container }: Appearance, draft: SettledDraft): Refusal | undefined {
  return draft.template.spec['hostUsers'] !== false ? undefined : {
    field: 'hostUsers',
    problem: `does not go with ${path} of container ${container.name}, which is a device`,
    value: false,
    allowed: 'volumes with a file system, or the users of the node',
    fix: "leave out hostUsers, or volumeMode: 'Block'",
  };
}

/** Only claims can be without a file system; one that is not in the pod is a claim of its StatefulSet. */
function ofNoClaim({ field }: Appearance, volume: Volume | undefined): Refusal | undefined {
  if (volume === undefined || volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined)
    return undefined;
  return {
    field: `${field}.volumeMode`,
    problem: `is for claims, and ${volume.name} is none`,
    value: 'Block',
    allowed: "volumeMode 'Filesystem'",
    fix: 'leave volumeMode out',
  };
}

function asFileSystem({ container, path, volume, field }: Appearance, devices: readonly Appearance[]):
Refusal | undefined {
  const same = devices.find((device) => device.volume === volume);
  if (same !== undefined) {
    return {
      field,
      problem: `is a device of container ${same.container.name}, and has no file system`,
      value: path,
      allowed: "volumeMode: 'Block', with the path of a device",
      fix: "add volumeMode: 'Block', or leave it out of the other container",
    };
  }
  const there = devices.find((device) => device.container === container && device.path === path);
  return there === undefined ? undefined : {
    field,
    problem: `appears where the device ${there.volume} is`,
    value: path,
    allowed: 'a path of its own',
    fix: 'give one of the two another path',
  };
}

/** The kubelet starts no pod that is to be told of a container which it does not have. */
function ofNobody(draft: SettledDraft, facts: WorkloadFacts): Refusal | undefined {
  const names = draft.containers.map(({ name }) => name);
  for (const { name, downwardAPI, projected } of volumesOf(draft)) {
    const sources = [{ field: 'downwardAPI', files: downwardAPI?.items ?? [] }, ...(projected?.sources ?? [])
      .map((source, index) => ({ field: `projected[${index}].downwardAPI`, files: source.downwardAPI?.items ?? [] }))];
    for (const { field, files } of sources) {
      const file = files.find((each) => !known(each, names));
      if (file === undefined) continue;
      const by = draft.containers.find(({ collections }) => collections.sorted('volumeMounts')
        .some(({ item }) => (item as { readonly name: string }).name === name)) ?? draft.main;
      return {
        field: containerField({ ...by, workload: facts }, `volumes.${name}.${field}.${file.path}.containerName`),
        problem: 'is no container of the pod',
        value: file.resourceFieldRef?.containerName,
        allowed: names.join(', '),
        fix: 'name one of them, or leave it out for the container that mounts the volume',
      };
    }
  }
  return undefined;
}

function known({ resourceFieldRef }: DownwardAPIVolumeFile, names: readonly string[]): boolean {
  return resourceFieldRef === undefined || names.includes(resourceFieldRef.containerName ?? '');
}
