/** Drafts without a house: what patterns write, settled and rendered. */
import { DraftRecord, type Draft } from '../../../lib/model/draft/draft';
import { SettledDraft } from '../../../lib/model/draft/settled';
import { CharthouseError } from '../../../lib/model/error';
import { render, yamlViewpoint } from '../../../lib/model/render';

/** What patterns write, by their names. */
export type Writes = Readonly<Record<string, (draft: Draft) => void>>;

/** Lets each pattern write to a draft of `shop/api`, in this order. */
export function written(writes: Writes): DraftRecord {
  const record = new DraftRecord('shop/api');
  for (const [pattern, write] of Object.entries(writes)) write(record.for(pattern));
  return record;
}

/** The draft, settled. */
export function settled(writes: Writes): SettledDraft {
  const selector = { 'charthouse.dev/workload': 'api' };
  return new SettledDraft(written(writes), { path: 'shop/api', name: 'api', containerName: 'api', selector });
}

/** A rendered value, as plain data. */
export function rendered(value: unknown): Record<string, unknown> {
  return render(value, yamlViewpoint('shop/api', 'shop')) as Record<string, unknown>;
}

/** The pod's spec that patterns come to. */
export function podOf(writes: Writes): Record<string, unknown> {
  return rendered(settled(writes).template.spec);
}

/** A container of the pod that patterns come to: by default the main one. */
export function containerOf(writes: Writes, name = 'api'): Record<string, unknown> {
  return rendered(settled(writes).containers.find((container) => container.name === name)?.manifest);
}

/** Adds a container, as the props do. */
export function withContainer(name: string, role: 'container' | 'sidecar' | 'init'): Writes {
  return { charthouse: (draft) => { draft.add('containers', name, { role, props: {} }); } };
}

/** What a program throws, as the error that it must be. */
export function thrownBy(run: () => unknown): CharthouseError {
  try {
    run();
  } catch (error) {
    if (error instanceof CharthouseError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
