/** Which pattern wrote which field of a workload's objects, for `explain`. */
import type { SettledDraft } from '../model/draft/settled';

/** Owners by field: `Deployment spec.replicas`, or `metadata.labels["…"]` for what every object has. */
export type Owners = Map<string, string>;

/** Where the controller of each kind has its pod template. */
const templates: readonly (readonly [string, string, string])[] = Object.freeze([
  ['Deployment', 'spec', 'spec.template'],
  ['StatefulSet', 'spec', 'spec.template'],
  ['DaemonSet', 'spec', 'spec.template'],
  ['Job', 'spec', 'spec.template'],
  ['CronJob', 'spec.jobTemplate.spec', 'spec.jobTemplate.spec.template'],
]);

/** Turns the places of a draft into fields of the objects, and adds the owners of collections' entries. */
export function ownersOf(draft: SettledDraft, owners: Owners): void {
  const places = [...owners];
  for (const [kind, controller, template] of templates) {
    for (const [place, owner] of places) {
      const field = fieldOf(place, controller, template, draft);
      if (field !== undefined) owners.set(`${kind} ${field}`, owner);
    }
    for (const container of draft.containers) {
      const at = containerField(container.role, container.name, template);
      for (const collection of ['env', 'ports', 'volumeMounts'] as const) {
        for (const entry of container.collections.sorted(collection))
          owners.set(`${kind} ${at}.${collection}[${entry.key}]`, entry.owner);
      }
      for (const entry of container.collections.sorted('hooks'))
        owners.set(`${kind} ${at}.lifecycle.${entry.key}`, entry.owner);
      for (const list of ['laterEnv', 'envFrom', 'volumeDevices']) {
        const [first] = container.collections.sorted(list);
        if (first !== undefined) owners.set(`${kind} ${at}.${list === 'laterEnv' ? 'env' : list}`, first.owner);
      }
    }
    for (const entry of draft.entries('controllerAnnotations'))
      owners.set(`${kind} metadata.annotations${step(entry.key)}`, entry.owner);
    for (const entry of draft.entries('volumes'))
      owners.set(`${kind} ${template}.spec.volumes[${entry.key}]`, entry.owner);
    for (const entry of draft.entries('podLabels'))
      owners.set(`${kind} ${template}.metadata.labels${step(entry.key)}`, entry.owner);
    for (const entry of draft.entries('podAnnotations'))
      owners.set(`${kind} ${template}.metadata.annotations${step(entry.key)}`, entry.owner);
    const [spread] = draft.entries('topologySpreadConstraints');
    if (spread !== undefined) owners.set(`${kind} ${template}.spec.topologySpreadConstraints`, spread.owner);
    const [affinity] = [...draft.entries('preferredPodAntiAffinity'), ...draft.entries('requiredPodAffinity')];
    if (affinity !== undefined) owners.set(`${kind} ${template}.spec.affinity`, affinity.owner);
    const [claim] = draft.entries('volumeClaimTemplates');
    if (claim !== undefined) owners.set(`${kind} spec.volumeClaimTemplates`, claim.owner);
  }
  for (const entry of draft.entries('labels')) owners.set(`metadata.labels${step(entry.key)}`, entry.owner);
  for (const entry of draft.entries('annotations')) owners.set(`metadata.annotations${step(entry.key)}`, entry.owner);
}

function fieldOf(place: string, controller: string, template: string, draft: SettledDraft): string | undefined {
  if (place.startsWith('pod.')) return `${template}.spec.${place.slice('pod.'.length)}`;
  if (place.startsWith('controller.')) return `${controller}.${place.slice('controller.'.length)}`;
  if (place.startsWith('cronJob.')) return `spec.${place.slice('cronJob.'.length)}`;
  const container = draft.containers.find(({ name }) => place.startsWith(`container:${name}.`));
  if (container === undefined) return undefined;
  const field = place.slice(`container:${container.name}.`.length);
  return `${containerField(container.role, container.name, template)}.${field}`;
}

function containerField(role: string, name: string, template: string): string {
  const list = role === 'init' || role === 'sidecar' ? 'initContainers' : 'containers';
  return `${template}.spec.${list}[${name}]`;
}

function step(key: string): string {
  return key.includes('.') || key.includes('/') ? `["${key}"]` : `.${key}`;
}
