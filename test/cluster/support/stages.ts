/** How nodes, pods and volumes behave without a kubelet: kwok's own stages, slower where speed would hide faults. */
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';

import { go } from './go';
import { putWhole } from './put-whole';
import { builtFolder, cacheFolder, definitions, folderOf, modules } from './programs';

/** Seconds until a pod is ready: a rollout that lets pods go too early is seen. */
export const secondsUntilReady = 3;

const taken = [
  'node/fast/node-initialize', 'node/heartbeat-with-lease/node-heartbeat-with-lease',
  'pod/fast/pod-ready', 'pod/fast/pod-complete', 'pod/fast/pod-delete',
  'volume/fast/pvc-provision', 'volume/fast/pv-bind',
] as const;

interface Stage {
  readonly metadata: { readonly name: string };
  readonly spec: {
    delay?: object;
    readonly selector: { matchExpressions: readonly { readonly cel?: { readonly expression: string } }[] };
  };
}

/** The files of the stages, as kwok is started with them. */
export function stageFiles(): readonly string[] {
  const folder = `${builtFolder('kwok')}-stages`;
  if (!existsSync(folder)) {
    const module = go(['list', '-m', '-f', '{{.Dir}}', modules.kwok.requires], folderOf('kwok')).trim();
    putWhole(folder, (into) => {
      for (const name of taken) {
        const stage = parse(readFileSync(join(module, 'kustomize/stage', `${name}.yaml`), 'utf8')) as Stage;
        writeFileSync(join(into, `${stage.metadata.name}.yaml`), stringify(ofOurs(stage)));
      }
    });
  }
  return readdirSync(folder).sort().map((file) => join(folder, file));
}

/** Pods take their time, jobs run for a moment, and volumes are made for whichever class asks for them. */
function ofOurs(stage: Stage): Stage {
  const { spec } = stage;
  if (stage.metadata.name === 'pod-ready') spec.delay = { durationMilliseconds: secondsUntilReady * 1000 };
  if (stage.metadata.name === 'pod-complete') spec.delay = { durationMilliseconds: 1000 };
  spec.selector.matchExpressions = spec.selector.matchExpressions
    .filter(({ cel }) => cel?.expression.includes('storageClassName') !== true);
  return stage;
}

/** The files with the definitions of custom resources. */
export function definitionFiles(): readonly string[] {
  return Object.entries(definitions).flatMap(([name, { module, version, folder }]) => {
    const target = join(cacheFolder(), `${name}-${version}-definitions`);
    if (!existsSync(target)) {
      const told = go(['mod', 'download', '-json', `${module}@${version}`], folderOf('kwok'));
      const found = JSON.parse(told) as { readonly Dir: string };
      const files = readdirSync(join(found.Dir, folder)).filter((file) => file.endsWith('.yaml'));
      putWhole(target, (into) => {
        for (const file of files) copyFileSync(join(found.Dir, folder, file), join(into, file));
      });
    }
    return readdirSync(target).sort().map((file) => join(target, file));
  });
}
