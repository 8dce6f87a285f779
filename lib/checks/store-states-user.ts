/** A store whose pods state no user: its volumes belong to root, and the image's own user cannot write to them. */
import type { Check } from './check';
import { fieldAt, itemsOf, numberOf } from './fields';
import { isKind } from './object-identity';
import { podTemplatesOf, runningContainers } from './pod-template';

export const storeStatesUser: Check = {
  rule: 'store-states-user',
  severity: 'warning',
  foreign: 'off',
  demand: 'The pods of a StatefulSet with claim templates state the number of their user, unless admission sets it.',
  * run(input) {
    if (input.platform.assignsUsers === true) return;
    for (const pod of podTemplatesOf(input)) {
      const claims = itemsOf(fieldAt(pod.at.manifest, 'spec.volumeClaimTemplates'));
      const unstated = runningContainers(pod)
        .filter(({ fields }) => numberOf(fieldAt(fields, 'securityContext.runAsUser')) === undefined);
      const podUser = numberOf(fieldAt(pod.spec, 'securityContext.runAsUser'));
      if (isKind(pod.at.manifest, 'apps', 'StatefulSet') && claims.length > 0 && podUser === undefined
        && unstated.length > 0) {
        yield {
          at: pod.at,
          field: `${pod.field}.securityContext.runAsUser`,
          value: unstated.map(({ name }) => name),
          message: `${unstated.map(({ name }) => name).join(', ')} runs as whoever the image says, who may not be `
            + 'allowed to write to a new volume: that belongs to root',
          fix: "state the number of the image's user, and with it the group of the volume (charthouse: `user: 999`)",
        };
      }
    }
  },
};
