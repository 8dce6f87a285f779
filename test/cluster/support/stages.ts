/** How nodes, pods and volumes behave without a kubelet: kwok's own stages, slower where speed would hide faults. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

import { go } from '../../support/go/go';
import { builtFolder } from '../../support/go/go-module';
import { putWhole } from '../../support/go/put-whole';
import { kwok } from './programs';

/** Seconds until a pod is ready: a rollout that lets pods go too early is seen. */
export const secondsUntilReady = 3;

const taken = [
  'node/fast/node-initialize', 'node/heartbeat-with-lease/node-heartbeat-with-lease',
  'pod/fast/pod-ready', 'pod/fast/pod-complete', 'pod/fast/pod-delete',
  'volume/fast/pvc-provision', 'volume/fast/pv-bind',
] as const;

interface Expression {
  readonly cel?: { readonly expression: string };
}

interface Stage {
  readonly metadata: { readonly name: string };
  readonly spec: {
    delay?: object;
    readonly selector: { matchExpressions: readonly Expression[] };
  };
}

/** The files of the stages, as kwok is started with them. */
export function stageFiles(): readonly string[] {
  const edition = createHash('sha256').update(readFileSync(__filename)).digest('hex').slice(0, 12);
  const folder = `${builtFolder(kwok)}-stages-${edition}`;
  if (!existsSync(folder)) {
    const module = go(['list', '-m', '-f', '{{.Dir}}', kwok.requires], kwok.folder).trim();
    putWhole(folder, (into) => {
      for (const name of taken) {
        const stage = parse(readFileSync(join(module, 'kustomize/stage', `${name}.yaml`), 'utf8')) as Stage;
        writeFileSync(join(into, `${stage.metadata.name}.yaml`), stringify(ofOurs(stage)));
      }
    });
  }
  return readdirSync(folder).sort().map((file) => join(folder, file));
}

/** What the volume controller writes on a claim whose class is there: without its class a claim waits, as it would. */
const classIsThere = `'volume.kubernetes.io/storage-provisioner' in self.metadata.annotations`;

/** Pods take their time, jobs run for a moment, and volumes are made for whichever class is there. */
function ofOurs(stage: Stage): Stage {
  const { spec } = stage;
  if (stage.metadata.name === 'pod-ready') spec.delay = { durationMilliseconds: secondsUntilReady * 1000 };
  if (stage.metadata.name === 'pod-complete') spec.delay = { durationMilliseconds: 1000 };
  spec.selector.matchExpressions = spec.selector.matchExpressions.map((each): Expression =>
    (each.cel?.expression.includes('storageClassName') === true ? { cel: { expression: classIsThere } } : each));
  return stage;
}
