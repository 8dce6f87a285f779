/** Connections that no value shows: what is not said by a reference in env, args or a file. */
import type { ForeignObject } from '../model/foreign-object';
import type { Reference } from '../model/reference';
import { list, anything } from '../model/shape';
import { endpointsOf, type Connectable } from './connectable';
import { makePattern, keys } from './pattern';

/** Whom a workload connects to. */
export interface ConnectionKeys {
  /**
   * Callees besides those that env, args and files refer to. An object of cdk8s or cdk8s-plus is one too, such as a
   * Deployment or a Service: which pods and ports are meant is read from it.
   * @default - none besides them
   */
  readonly connectsTo?: readonly (Connectable | Reference | ForeignObject)[] | undefined;
}

/** Adds the stated connections; both sides get their network rules. */
export const connections = makePattern({
  name: 'connections',
  fits: [],
  keys: keys<ConnectionKeys>({ connectsTo: list(anything) }),
  apply(draft, settings, facts) {
    for (const [index, callee] of (settings.connectsTo ?? []).entries()) {
      for (const [part, endpoint] of endpointsOf(callee, facts.path, `connectsTo[${index}]`).entries()) {
        draft.add('connections', `connectsTo ${index}.${part}`, { endpoint, via: 'connectsTo' }, 'props');
      }
    }
  },
});
