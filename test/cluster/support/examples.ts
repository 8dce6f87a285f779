/** The examples as they go to a cluster: objects in the order of the files, and what they count on. */
import type { App, Application, Platform, Target } from 'charthouse';

import { build as agents } from '../../../examples/agents';
import { build as onlineBoutique } from '../../../examples/online-boutique';
import { build as product } from '../../../examples/product';
import { build as quickStart } from '../../../examples/quick-start';
import { build as restApi } from '../../../examples/rest-api';
import { build as sockShop } from '../../../examples/sock-shop';
import { build as votingApp } from '../../../examples/voting-app';
import { manifestsIn, synthesize } from '../../examples/support/example';
import type { KubernetesObject } from './api';
import { madeIn, withMakers } from './made';
import { offeredBy } from './offered';

/** How an example is built. */
export type Build = (app: App) => void;

/** Every example, by name. */
export const examples: Readonly<Record<string, Build>> = {
  'quick-start': quickStart,
  'online-boutique': onlineBoutique,
  'sock-shop': sockShop,
  'voting-app': votingApp,
  'rest-api': restApi,
  agents,
  product,
};

/** A level of Pod Security below the strictest, and why. */
interface Level {
  readonly level: 'privileged' | 'baseline';
  readonly reason: string;
}

/** Namespaces whose pods cannot be as restricted as Pod Security would have it. */
export const lessRestricted: Readonly<Record<string, Level>> = {
  logging: { level: 'privileged', reason: "the log agents read the node's files" },
};

/** What the server may warn of, and why it is so. */
export const warnedOf: readonly { readonly of: RegExp; readonly reason: string }[] = [
  { of: /nodeSelector\[beta\.kubernetes\.io\/os\]/, reason: 'the authors of Sock Shop wrote it, and it is compared with theirs' },
];

/** An example as it goes to one cluster. */
export interface Applicable {
  /** The example, and its target where it has several. */
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
  /** What its platforms say is there: made of their own data, so that a platform that lies is found. */
  readonly offered: readonly KubernetesObject[];
  readonly namespaces: readonly KubernetesObject[];
  /** What it was made of; of a tree for several clusters, `cluster` is the one. */
  readonly app: App;
  readonly cluster: string | undefined;
}

/** Every example for every cluster that it goes to; `change` builds it in another way. */
export function applicables(change = (build: Build): Build => build): readonly Applicable[] {
  return Object.entries(examples).flatMap(([name, build]): Applicable[] => {
    const { app, files } = synthesize(change(build));
    const targets = new Map(targetsIn(app).map((target) => [target.name, target]));
    const platforms = [...targets.values()].map(({ platform }) => platform);
    const made = madeIn(app);
    if (targets.size < 2) {
      const objects = withMakers(read(Object.values(files)), made);
      return [{ ...applicable(name, objects, platforms), app, cluster: undefined }];
    }
    return [...targets].map(([target, { platform }]) => {
      const own = Object.entries(files).filter(([file]) => file.startsWith(`${target}/`)).map(([, text]) => text);
      const objects = withMakers(read(own), made.filter((each) => each.target === target));
      return { ...applicable(`${name} for ${target}`, objects, [platform]), app, cluster: target };
    });
  });
}

function read(texts: readonly string[]): readonly KubernetesObject[] {
  return texts.flatMap((text) => manifestsIn(text));
}

function applicable(
  name: string,
  objects: readonly KubernetesObject[],
  platforms: readonly Platform[],
): Omit<Applicable, 'app' | 'cluster'> {
  const made = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const used = [...new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))];
  const namespaces = used.filter((namespace) => !made.includes(namespace)).map(namespaceOf);
  return { name, objects, offered: platforms.flatMap(offeredBy), namespaces };
}

/** A namespace that takes no pod that could be more restricted. */
function namespaceOf(name: string): KubernetesObject {
  const enforced = lessRestricted[name]?.level ?? 'restricted';
  const labels = { 'pod-security.kubernetes.io/enforce': enforced };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

function targetsIn(app: App): readonly Target[] {
  return app.node.findAll().flatMap((each) => ('applicationName' in each ? [(each as Application).target] : []));
}
