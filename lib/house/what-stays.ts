/** What a foreign pod template says already stays. What is added to it never contradicts it. */
import { isPlainObject } from '../model/value';

type Fields = Readonly<Record<string, unknown>>;

/** Lists whose items are one thing each: a volume has one source, a variable one value. */
const wholeItems: ReadonlySet<string> = new Set(['volumes', 'env', 'envFrom', 'imagePullSecrets', 'tolerations']);

/** Objects of which one field at most may be said: of a probe or a hook the handler. */
const wholeObjects: ReadonlySet<string> = new Set([
  'readinessProbe', 'livenessProbe', 'startupProbe', 'preStop', 'postStart',
]);

/** The template with what is missing in it: what is said already stays, items of lists go by their name or path. */
export function withMissing(template: Fields, added: Fields): Fields {
  const merged = mergeMissing(template, added, '') as Record<string, unknown>;
  const [before, after] = [template['spec'], merged['spec']];
  return isPlainObject(before) && isPlainObject(after) ? { ...merged, spec: consistent(before, after) } : merged;
}

function mergeMissing(existing: unknown, added: unknown, key: string): unknown {
  if (isPlainObject(existing) && isPlainObject(added)) {
    if (wholeObjects.has(key)) return existing;
    const result: Record<string, unknown> = { ...existing };
    for (const [name, value] of Object.entries(added))
      result[name] = existing[name] === undefined ? value : mergeMissing(existing[name], value, name);
    return result;
  }
  // A list of plain values, such as arguments, is one value: it stays as it is.
  if (!Array.isArray(existing) || !Array.isArray(added) || !added.every(isPlainObject)) return existing;
  const result: unknown[] = [...(existing as unknown[])];
  for (const item of added as unknown[]) {
    const index = result.findIndex((other) => keyOf(other) === keyOf(item));
    if (index < 0) result.push(item);
    else if (!wholeItems.has(key)) result[index] = mergeMissing(result[index], item, '');
  }
  return result;
}

/** Mounts are told apart by path, spreads by what they spread over, all else by name; or else by what it is. */
function keyOf(item: unknown): unknown {
  if (!isPlainObject(item)) return item;
  return item['mountPath'] ?? item['topologyKey'] ?? item['name'] ?? JSON.stringify(item);
}

/** Who said that it is root or privileged is not told the contrary beside it: the API server would refuse the pod. */
function consistent(before: Fields, after: Fields): Fields {
  const pod = securityOf(before);
  const listed = (list: 'containers' | 'initContainers'): Fields => {
    const said = new Map(itemsOf(before[list]).map((container) => [container['name'], securityOf(container)]));
    const items = itemsOf(after[list]).map((container) => {
      const own = said.get(container['name']) ?? {};
      return { ...container, ...contextOf(container, contained(securityOf(container), own, pod)) };
    });
    return items.length === 0 ? {} : { [list]: items };
  };
  const podContext = isRoot(pod) ? without(securityOf(after), pod, 'runAsNonRoot') : securityOf(after);
  return { ...after, ...contextOf(after, podContext), ...listed('initContainers'), ...listed('containers') };
}

function contained(context: Fields, own: Fields, pod: Fields): Fields {
  const added = fieldOf(own['capabilities'], 'add');
  const escalates = own['privileged'] === true
    || (Array.isArray(added) && added.some((name) => name === 'SYS_ADMIN' || name === 'CAP_SYS_ADMIN'));
  const kept = escalates ? without(context, own, 'allowPrivilegeEscalation') : context;
  // The pod's `runAsNonRoot` would hold for a container that says it is root.
  return isRoot(own) && !isRoot(pod) && own['runAsNonRoot'] === undefined ? { ...kept, runAsNonRoot: false } : kept;
}

function isRoot(context: Fields): boolean {
  return context['runAsUser'] === 0;
}

/** The context without a field that was not said before. */
function without(context: Fields, said: Fields, field: string): Fields {
  if (said[field] !== undefined) return context;
  const { [field]: _left, ...others } = context;
  return others;
}

function securityOf(holder: Fields): Fields {
  const context = holder['securityContext'];
  return isPlainObject(context) ? context : {};
}

function contextOf(holder: Fields, securityContext: Fields): Fields {
  return holder['securityContext'] === undefined && Object.keys(securityContext).length === 0
    ? {}
    : { securityContext };
}

function itemsOf(list: unknown): readonly Fields[] {
  return Array.isArray(list) ? list.filter(isPlainObject) : [];
}

function fieldOf(value: unknown, field: string): unknown {
  return isPlainObject(value) ? value[field] : undefined;
}
