/** Waits until an object is ready, or gone, as long as the resource, its annotation, or the provider says. */
import { NotServed, Refused, type Client } from './client';
import { identityOf } from './checkpoint';
import { annotation, isAnnotated } from './normalize';
import { condition, Failed, missing } from './ready';
import { at, textAt, type Properties } from './values';

/** Milliseconds between two looks. */
const between = 150;

/** Minutes that are waited where nobody says how long: those of the real provider. */
const patience = 10;

/**
 * Seconds for which the pods behind a Service must not have changed. The real provider takes ten; here every test would
 * take them too.
 */
const settling = 1;

/** Kinds whose deletion is not waited for where they say `skipAwait`; that of others always is. */
const deletedWithoutWaiting = new Set([
  'v1 Namespace', 'v1 Pod', 'v1 ReplicationController', 'apps/v1 DaemonSet', 'apps/v1 Deployment',
  'apps/v1 StatefulSet', 'batch/v1 Job',
]);

/** Kinds whose readiness is looked at when they are read. */
const lookedAt = new Set([
  'apps/v1 Deployment', 'apps/v1 StatefulSet', 'apps/v1 DaemonSet', 'batch/v1 Job', 'v1 Pod', 'v1 Service',
  'networking.k8s.io/v1 Ingress',
]);

/** Something is there, and does not become what it shall be. The object is as it was seen last. */
export class NotReady extends Error {
  public constructor(message: string, public readonly live: Properties) {
    super(message);
  }
}

/** Kinds whose time nobody can change; `waitFor` apart, which is another way of waiting. Seconds. */
const fixed: Readonly<Record<string, number>> = {
  'v1 PersistentVolume': 300, 'v1 PersistentVolumeClaim': 300, 'v1 ReplicationController': 600,
  'v1 ResourceQuota': 60, 'v1 Secret': 5,
};

interface Waiting {
  readonly client: Client;
  readonly inputs: Properties;
  /** The object before it was changed. @default - it was created */
  readonly before?: Properties | undefined;
  /** Seconds, from the resource's `customTimeouts`; 0 where it has none. */
  readonly timeout: number;
}

/** Gives the object once it is ready. Throws NotReady. */
export async function untilReady(
  written: Properties, { client, inputs, before, timeout }: Waiting,
): Promise<Properties> {
  if (isAnnotated(inputs, 'skipAwait')) return written;
  const { apiVersion, kind } = identityOf(inputs);
  const seconds = annotation(inputs, 'waitFor') === '' ? fixed[`${apiVersion} ${kind}`] : undefined;
  const end = Date.now() + (seconds ?? secondsOf(timeout, inputs)) * 1000;
  const settled = quietFor(settling);
  for (let live = written; ; live = await client.get(identityOf(written))) {
    const problem = await problemOf(live, () => missing({ client, live, before, settled }));
    if (problem === undefined) return live;
    if (Date.now() > end) throw new NotReady(`timed out: ${problem}`, live);
    await new Promise((resolve) => { setTimeout(resolve, between); });
  }
}

/** Throws NotReady where an object that is read is not ready: that is not waited for. */
export async function isReadyNow(live: Properties, inputs: Properties, client: Client): Promise<void> {
  const { apiVersion, kind } = identityOf(live);
  if (isAnnotated(inputs, 'skipAwait') || !lookedAt.has(`${apiVersion} ${kind}`)) return;
  // What was changed is not known: the object itself counts as what it was before.
  const problem = await missing({ client, live, settled: () => true });
  if (problem !== undefined) throw new NotReady(problem, live);
}

async function problemOf(live: Properties, builtIn: () => Promise<string | undefined> | string | undefined): Promise<
  string | undefined
> {
  const stated = annotation(live, 'waitFor');
  try {
    return stated === '' ? await builtIn() : unfulfilled(live, stated);
  } catch (failure) {
    if (failure instanceof Failed) throw new NotReady(failure.message, live);
    throw failure;
  }
}

/** `condition=Ready`, `condition=Ready=False`, `jsonpath={.status.phase}=Running`, or a JSON list of such. */
function unfulfilled(live: Properties, stated: string): string | undefined {
  const all = stated.startsWith('[') ? JSON.parse(stated) as readonly string[] : [stated];
  return all.find((each) => {
    const [how = '', what = '', wanted] = each.split('=');
    if (how === 'condition') return textAt(condition(live, what), 'status') !== (wanted ?? 'True');
    const path = what.replace(/^\{\.?|\}$/g, '').split('.');
    const value = at(live, ...path);
    return value === undefined || (wanted !== undefined && JSON.stringify(value) !== wanted && value !== wanted);
  });
}

/** Waits until an object is gone. Throws NotReady where it stays. */
export async function untilGone(live: Properties, { client, inputs, timeout }: Waiting): Promise<void> {
  const { apiVersion, kind } = identityOf(live);
  if (isAnnotated(inputs, 'skipAwait') && deletedWithoutWaiting.has(`${apiVersion} ${kind}`)) return;
  const end = Date.now() + secondsOf(timeout, inputs) * 1000;
  for (;;) {
    const found = await foundOr(() => client.get(identityOf(live)));
    if (found === undefined || at(found, 'metadata', 'uid') !== at(live, 'metadata', 'uid')) return;
    if (Date.now() > end) throw new NotReady('timed out: finalizers might be preventing deletion', found);
    await new Promise((resolve) => { setTimeout(resolve, between); });
  }
}

/** What is there, or undefined where the server says that nothing is, or does not know the kind. */
export async function foundOr<Found>(ask: () => Promise<Found>): Promise<Found | undefined> {
  try {
    return await ask();
  } catch (failure) {
    if (failure instanceof NotServed || (failure instanceof Refused && failure.status === 404)) return undefined;
    throw failure;
  }
}

function secondsOf(timeout: number, inputs: Properties): number {
  const stated = Number.parseInt(annotation(inputs, 'timeoutSeconds'), 10);
  return [timeout, stated].find((seconds) => seconds > 0) ?? patience * 60;
}

function quietFor(seconds: number): (state: string) => boolean {
  let [last, since] = ['', Date.now()];
  return (state) => {
    if (state !== last) [last, since] = [state, Date.now()];
    return Date.now() - since >= seconds * 1000;
  };
}
