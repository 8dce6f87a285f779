/** What controllers complain of: in events, for whoever waits for what they make. */
import type { Api, KubernetesObject } from './api';

interface Event extends KubernetesObject {
  readonly type?: string;
  readonly message?: string;
  readonly involvedObject?: { readonly kind: string; readonly name: string };
}

/** The warnings of a namespace, each once: `Pod api-0: …`. */
export async function complaintsIn(api: Api, namespace: string): Promise<readonly string[]> {
  const events = await api.list('v1', 'Event', namespace) as readonly Event[];
  const warnings = events.filter(({ type, message = '' }) => type === 'Warning' || message.includes('not found'));
  return [...new Set(warnings.map(({ message = '', involvedObject: { kind, name } = { kind: 'Event', name: '' } }) =>
    `${kind} ${name}: ${message}`))].sort();
}
