/** Creates, changes and deletes objects in the cluster, with the requests that the real provider makes. */
import { NotServed, Refused, type Client } from './client';
import { identityOf } from './checkpoint';
import { createdPlainly, isOwned, takenOver } from './managed-fields';
import { annotation, isAnnotated } from './normalize';
import type { Settings } from './settings';
import { at, listAt, withAt, type Properties } from './values';

/** How an object is written. */
export interface Writing {
  readonly client: Client;
  readonly settings: Settings;
  readonly manager: string;
  /** Whether it is only tried, by a dry run. */
  readonly preview: boolean;
}

/** Seconds between tries where a namespace or a definition may still come; each time twice as many. */
const [firstPause, tries] = [1, 5];

/**
 * Creates an object: by a plain request, which fails where the object exists, or by apply where the provider says
 * `upsertExistingObjects`. Waits a while for a namespace that does not exist yet, but for a preview.
 */
export async function create(inputs: Properties, writing: Writing): Promise<Properties> {
  for (let attempt = 1, pause = firstPause; ; attempt++, pause *= 2) {
    try {
      return await createOnce(inputs, writing);
    } catch (failure) {
      const missing = failure instanceof NotServed || (failure instanceof Refused && failure.status === 404);
      if (writing.preview || !missing || attempt > tries) throw told(failure, writing.manager);
    }
    await new Promise((resolve) => { setTimeout(resolve, pause * 1000); });
  }
}

async function createOnce(inputs: Properties, { client, settings, manager, preview }: Writing): Promise<Properties> {
  const identity = identityOf(inputs);
  const dry: Readonly<Record<string, string>> = preview ? { dryRun: 'All' } : {};
  if (settings.upserts) {
    const force = isAnnotated(inputs, 'patchForce') || settings.alwaysForces || preview;
    return apply(inputs, await client.pathOf(identity), { client, manager, force, dry });
  }
  const path = await client.pathOf(identity, false);
  return client.ask('POST', path, { body: inputs, query: { fieldManager: 'pulumi-kubernetes', ...dry } });
}

/** Changes an object: what it had and shall have no longer goes. Fields in `ignored` stay as they are. */
export async function update(
  inputs: Properties, { ignored, ...writing }: Writing & { readonly ignored: readonly string[] },
): Promise<Properties> {
  const { client, settings, manager, preview } = writing;
  const path = await client.pathOf(identityOf(inputs));
  const found = await client.ask('GET', path);
  const dry: Readonly<Record<string, string>> = preview ? { dryRun: 'All' } : {};
  if (at(inputs, 'kind') === 'CustomResourceDefinition') {
    const body = withAt(inputs, ['metadata', 'resourceVersion'], at(found, 'metadata', 'resourceVersion'));
    return client.ask('PUT', path, { body, query: { fieldManager: manager, ...dry } });
  }
  const live = preview ? found : await owned(found, path, writing);
  const force = isAnnotated(inputs, 'patchForce') || settings.alwaysForces || (preview && createdPlainly(live))
    || listAt(live, 'metadata', 'managedFields').length === 0;
  const kept = ignored.reduce((all, each) => withIgnored(all, live, each.split('.'), manager), inputs);
  try {
    return await apply(kept, path, { client, manager, force, dry });
  } catch (failure) {
    throw told(failure, manager);
  }
}

/** An object whose fields are the manager's. */
async function owned(live: Properties, path: string, { client, manager }: Writing): Promise<Properties> {
  const managedFields = takenOver(live, manager);
  if (managedFields === undefined) return live;
  const body = [
    { op: 'replace', path: '/metadata/managedFields', value: managedFields },
    { op: 'replace', path: '/metadata/resourceVersion', value: at(live, 'metadata', 'resourceVersion') },
  ];
  return client.ask('PATCH', path, { body, type: 'application/json-patch+json' });
}

/** A field that only somebody else owns is left to them; one of ours, or of nobody, is sent as it is now. */
function withIgnored(inputs: Properties, live: Properties, path: readonly string[], manager: string): Properties {
  const ours = isOwned(live, path, (name) => name === manager);
  const theirs = isOwned(live, path, (name) => name !== manager);
  if (theirs && !ours) return withAt(inputs, path, undefined);
  const value = at(live, ...path);
  return value === undefined ? inputs : withAt(inputs, path, value);
}

interface Applying extends Pick<Writing, 'client' | 'manager'> {
  readonly force: boolean;
  readonly dry: Readonly<Record<string, string>>;
}

function apply(body: Properties, path: string, { client, manager, force, dry }: Applying): Promise<Properties> {
  const query = { fieldManager: manager, force: String(force), ...dry };
  return client.ask('PATCH', path, { body, type: 'application/apply-patch+yaml', query });
}

/** Deletes an object with all that belongs to it, unless an annotation says otherwise. */
export async function remove(live: Properties, inputs: Properties, client: Client): Promise<void> {
  const wanted = annotation(inputs, 'deletionPropagationPolicy').toLowerCase();
  const propagationPolicy = { orphan: 'Orphan', background: 'Background' }[wanted] ?? 'Foreground';
  await client.ask('DELETE', await client.pathOf(identityOf(live)), { body: { propagationPolicy } });
}

function told(failure: unknown, manager: string): unknown {
  if (!(failure instanceof Refused)) return failure;
  const { status, reason, message } = failure;
  if (reason === 'AlreadyExists') {
    return new Refused(status, reason, `${message}: it is in the cluster already; import it, or set`
      + ' upsertExistingObjects on the provider');
  }
  if (reason !== 'Conflict') return failure;
  return new Refused(status, reason, 'server-side apply field conflict detected: the resource managed by field manager'
    + ` "${manager}" had an apply conflict: ${message}`);
}
