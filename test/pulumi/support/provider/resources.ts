/** Create, read, update and delete, as the engine asks for them: with states in the place of objects. */
import { checkpoint, identityOf, idOf, managerOf, parted, typeOf } from './checkpoint';
import { NotServed, Refused, type Client } from './client';
import { isBuiltIn, normalized } from './normalize';
import { pruned } from './prune';
import type { Settings } from './settings';
import { at, hasUnknown, markSecrets, plainOf, textAt, withAt, type Properties } from './values';
import { foundOr, isReadyNow, NotReady, untilGone, untilReady } from './wait';
import { create, remove, update } from './write-object';

/** An object that is there, and its state. */
export interface Kept {
  readonly id: string;
  readonly state: Properties;
  /** Of an object that was read. */
  readonly inputs?: Properties;
}

/** An object that is there and not ready: its state is kept, and the operation fails. */
export class PartlyDone extends Error {
  public constructor(message: string, public readonly kept: Kept) {
    super(message);
  }
}

interface Operation {
  readonly urn: string;
  readonly preview: boolean;
  /** Seconds; 0 where the resource says nothing. */
  readonly timeout: number;
}

/** The resources of one cluster. */
export class Resources {
  public constructor(private readonly client: Client, private readonly settings: Settings) {}

  /** Undefined where a preview can say nothing: the inputs are then all that is known. */
  public async create(sent: Properties, { urn, preview, timeout }: Operation): Promise<Kept | undefined> {
    const inputs = plainOf(sent);
    const { apiVersion, kind } = identityOf(inputs);
    if (preview && (hasUnknown(inputs) || !await this.client.serves(apiVersion, kind))) return undefined;
    const manager = managerOf({}, inputs);
    const { client, settings } = this;
    try {
      const written = await create(inputs, { client, settings, manager, preview });
      const live = preview ? withAt(written, ['status'], undefined)
        : await untilReady(written, { client, inputs, timeout });
      return { id: preview ? '' : idOf(live), state: checkpoint(inputs, live, { sent, manager, first: apiVersion }) };
    } catch (failure) {
      if (preview && cannotBeTried(failure)) return undefined;
      if (!(failure instanceof NotReady)) throw inWords(failure, `resource "${urn}" was not successfully created`);
      const state = checkpoint(inputs, failure.live, { sent, manager, first: apiVersion });
      throw new PartlyDone(`resource "${urn}" was successfully created, but the Kubernetes API server reported that it`
        + ` failed to fully initialize or become live: ${failure.message}`, { id: idOf(failure.live), state });
    }
  }

  /** Undefined where a preview can say nothing. */
  public async update(state: Properties, sent: Properties, operation: Operation & {
    readonly ignored: readonly string[];
  }): Promise<Kept | undefined> {
    const { preview, timeout, ignored } = operation;
    const inputs = normalized(plainOf(sent));
    const identity = identityOf(inputs);
    const { client, settings } = this;
    if (preview && (hasUnknown(inputs) || !await client.serves(identity.apiVersion, identity.kind))) return undefined;
    const manager = managerOf(state, inputs);
    const first = textAt(state, '__initialApiVersion');
    const before = await foundOr(() => client.get(identity));
    try {
      const written = await update(inputs, { client, settings, manager, preview, ignored });
      const live = preview ? written : await untilReady(written, { client, inputs, before, timeout });
      return { id: idOf(live), state: checkpoint(inputs, live, { sent, manager, first }) };
    } catch (failure) {
      if (preview && failure instanceof Refused && failure.status === 403) return undefined;
      // What was refused too: the state then has the object as it is, and the inputs that were to be.
      const live = failure instanceof NotReady ? failure.live : await foundOr(() => client.get(identity));
      if (live === undefined) throw inWords(failure, `update of resource "${operation.urn}" failed`);
      throw new PartlyDone(`the Kubernetes API server reported that "${idOf(live)}" failed to fully initialize or`
        + ` become live: ${messageOf(failure)}`, {
        id: idOf(live), state: checkpoint(inputs, live, { sent, manager, first }),
      });
    }
  }

  /** An object as it is now; undefined where it is gone. By its id alone its inputs are all that somebody may state. */
  public async read(id: string, urn: string, { state, inputs: sent }: {
    readonly state: Properties; readonly inputs: Properties;
  }): Promise<Kept | undefined> {
    const [name = '', namespace = ''] = id.split('/').reverse();
    const known = normalized(plainOf(sent));
    const isNew = at(known, 'apiVersion') === undefined;
    const kind = isNew ? typeOf(urn) : identityOf(known);
    const stated = isNew ? { ...kind, metadata: { name, ...namespace === '' ? {} : { namespace } } } : known;
    const identity = { ...identityOf(stated), name, ...namespace === '' ? {} : { namespace } };
    const live = await foundOr(() => this.client.get(identity));
    if (live === undefined) return undefined;
    // Of a custom resource the provider's schema knows no field.
    const inputs = isNew && isBuiltIn(textAt(live, 'apiVersion')) ? statedIn(live) : pruned(live, stated);
    const manager = managerOf(state, stated);
    const first = textAt(state, '__initialApiVersion') || textAt(stated, 'apiVersion');
    const kept: Kept = {
      id, state: checkpoint(inputs, live, { sent, manager, first }), inputs: markSecrets(inputs, sent),
    };
    if (!isNew) {
      await isReadyNow(live, stated, this.client).catch((failure: unknown) => {
        if (failure instanceof NotReady) throw new PartlyDone(failure.message, kept);
        throw failure;
      });
    }
    return kept;
  }

  /** Deletes an object; one that is gone already is no failure. */
  public async remove(state: Properties, { urn, timeout }: Operation): Promise<void> {
    const { inputs, live } = parted(state);
    const { client } = this;
    const asked = await foundOr(() => remove(live, inputs, client).then(() => true));
    if (asked === undefined) return;
    try {
      await untilGone(live, { client, inputs, timeout });
    } catch (failure) {
      if (!(failure instanceof NotReady)) throw failure;
      const kept = { sent: state, manager: managerOf(state, inputs), first: textAt(state, '__initialApiVersion') };
      throw new PartlyDone(`deletion of "${urn}" has not ended: ${failure.message}`, {
        id: idOf(failure.live), state: checkpoint(inputs, failure.live, kept),
      });
    }
  }
}

/** Of a live object what is not the server's: the inputs of an object that is imported. */
function statedIn({ status: _status, ...live }: Properties): Properties {
  const annotations = ['deployment.kubernetes.io/revision', 'kubectl.kubernetes.io/last-applied-configuration'];
  const server = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'uid'];
  const paths = [...server.map((name) => [name]), ...annotations.map((name) => ['annotations', name])];
  return paths.reduce<Properties>((all, path) => withAt(all, ['metadata', ...path], undefined), live);
}

/** A preview passes over what only the operation itself can tell: a namespace still to come, an object that is. */
function cannotBeTried(failure: unknown): boolean {
  if (!(failure instanceof Refused)) return false;
  const { status, reason, message } = failure;
  return status === 403 || reason === 'AlreadyExists' || (status === 404 && /namespaces? ".*" not found/.test(message));
}

function inWords(failure: unknown, what: string): Error {
  const served = failure instanceof NotServed ? ' (its apiVersion does not exist; are its definitions there?)' : '';
  return new Error(`${what}${served}: ${messageOf(failure)}`);
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
