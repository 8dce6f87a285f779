/**
 * What `after` means to who delivers: Argo CD applies in waves; the others read the order elsewhere (docs/decisions).
 */
import { Late } from '../model/value';
import { makePattern } from './pattern';

/**
 * Puts the sync wave on every object, where Argo CD delivers
 * (https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/).
 */
export const ordering = makePattern({
  name: 'ordering',
  fits: [],
  apply(draft, _settings, facts) {
    if (facts.target.delivery !== 'argocd') return;
    draft.add(
      'annotations',
      'argocd.argoproj.io/sync-wave',
      new Late(() => {
        const depth = facts.orderDepth();
        return depth === 0 ? undefined : String(depth);
      }),
    );
  },
});
