/** What holds data is kept: a stack refuses to delete it, and it stays in the cluster when it leaves the tree. */
import type { Delivery } from '../../model/object';
import type { WorkloadFacts } from '../facts';

/** The delivery of an object with data; `because: { protect: '…' }` lets a stack delete it. */
export function keptDelivery(facts: WorkloadFacts): Delivery {
  return facts.reason('protect') === undefined ? { protect: true, retain: true } : {};
}

/** The same for a store: who prunes it deletes no data, for its claims stay. */
export function storeDelivery(facts: WorkloadFacts): Delivery {
  return facts.reason('protect') === undefined ? { protect: true } : {};
}
