/** What runs as a part of a release: once for each version, and in its turn among all else of the Application. */
import { oneOf, textShape } from '../model/shape';
import { Late } from '../model/value';
import type { ReleasePhase } from './facts';
import { makePattern, keys } from './pattern';

/** When work of a release runs. */
export interface ReleaseKeys {
  /**
   * Whether it runs before all else of its Application is rolled out, as a migration of a database does, or after it.
   * What it connects to comes before it all the same. Who delivers decides how: Argo CD runs a hook at each sync, and
   * waits for it; kubectl gets an order, and a label to apply it by; Flux cannot, unless the Task is alone in its
   * Application, and takes a reason else (docs/deliver.md).
   * @default - when the objects are applied, in the order that `after` says
   * @example new Task(shop, 'migrate', { image: 'api:1.4.2', args: ['migrate'], release: 'before' })
   */
  readonly release?: 'before' | 'after' | undefined;
  /**
   * What the run is for, such as a version: the same text never runs twice, another one runs again. With it Argo CD
   * runs no hook, but waits in the same order.
   * @default - the pod template, and what else of the Job can never be changed: a change of it runs again, a change of
   * labels does not
   */
  readonly run?: string | undefined;
}

/** By this label of its objects, a release task can be applied before all else. */
const releaseLabel = 'charthouse.dev/release';

/** How Argo CD calls the phases of a sync (https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/). */
const phases: Readonly<Record<ReleasePhase, string>> = Object.freeze({
  before: 'PreSync', among: 'Sync', after: 'PostSync',
});

const hook = 'argocd.argoproj.io/hook';
const deletePolicy = 'argocd.argoproj.io/hook-delete-policy';

/** Marks a release task, and makes it a hook where Argo CD delivers. Its turn is settled by its house. */
export const release = makePattern({
  name: 'release',
  fits: ['released'],
  keys: keys<ReleaseKeys>({ release: oneOf('before', 'after'), run: textShape }),
  apply(draft, settings, facts) {
    if (settings.release === undefined) return;
    draft.add('labels', releaseLabel, settings.release);
    if (facts.target.delivery !== 'argocd' || settings.run !== undefined) return;
    const early = (word: string): Late => new Late(() => (facts.releasePhase() === 'before' ? word : undefined));
    // Before anything is there, the task's own account, files and policies must come in the same phase.
    draft.add('annotations', hook, early(phases.before));
    draft.add('annotations', deletePolicy, early('BeforeHookCreation'));
    draft.add('controllerAnnotations', hook, new Late(() => phases[facts.releasePhase()]));
    draft.add('controllerAnnotations', deletePolicy, 'BeforeHookCreation');
  },
});
