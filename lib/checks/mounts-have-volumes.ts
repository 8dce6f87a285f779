/** A container that mounts a volume which its pod does not have: the API server refuses the pod. */
import type { Check } from './check';
import { fieldAt, itemField, itemsOf, textOf } from './fields';
import { podTemplatesOf, type PodTemplate } from './pod-template';

export const mountsHaveVolumes: Check = {
  rule: 'mounts-have-volumes',
  severity: 'error',
  demand: 'Each volume that a container mounts is a volume of its pod, or a claim template of its StatefulSet.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      const volumes = volumeNames(pod);
      for (const container of pod.containers) {
        for (const list of ['volumeMounts', 'volumeDevices']) {
          for (const [mount, index] of itemsOf(container.fields[list])) {
            const name = textOf(mount.name);
            if (name !== undefined && !volumes.has(name)) {
              const path = mount.mountPath ?? mount.devicePath;
              yield {
                at: pod.at,
                field: `${itemField(`${container.field}.${list}`, path, index)}.name`,
                value: name,
                message: `the pod has no volume '${name}'; it has ${[...volumes].join(', ') || 'none'}`,
                fix: `add a volume '${name}' to the pod, or remove the mount (charthouse: \`volumes\`, \`writable\`)`,
              };
            }
          }
        }
      }
    }
  },
};

function volumeNames({ at, spec }: PodTemplate): ReadonlySet<string> {
  const volumes = itemsOf(spec.volumes).map(([volume]) => textOf(volume.name));
  const templates = itemsOf(fieldAt(at.manifest, 'spec.volumeClaimTemplates'))
    .map(([template]) => textOf(fieldAt(template, 'metadata.name')));
  return new Set([...volumes, ...templates].filter((name) => name !== undefined));
}
