/** The limits of a container, settled against its requests: what the API server takes, and nothing else. */
import { compareQuantities, parseQuantity, billionths } from '../model/quantity';
import { CharthouseError, nearest } from '../model/error';
import { isLabelKey } from '../model/names';
import type { Value } from '../model/value';
import { isPartOfByte } from './bytes';
import { containerField, type ContainerFacts } from './facts';

type Quantities = Readonly<Record<string, Value<string | number> | undefined>>;

const hugePages = 'hugepages-';
const standard = Object.freeze(['cpu', 'memory', 'ephemeral-storage']);

/** The limits, with those that follow from a request. Throws where the API server would. */
export function settledLimits(
  requests: Quantities,
  limits: Quantities,
  facts: ContainerFacts,
): Record<string, Value<string | number>> {
  const settled: Record<string, Value<string | number>> = {};
  for (const name of Object.keys(requests)) checkName(name, `resources.requests.${name}`, facts);
  for (const [name, limit] of Object.entries(limits)) {
    checkName(name, `resources.limits.${name}`, facts);
    const request = requests[name];
    const value = limit === 'request' ? request : limit;
    if (value === undefined) continue;
    checkPair(name, request, value, facts);
    settled[name] = value;
  }
  // What is never shared has a limit that is the request.
  for (const [name, request] of Object.entries(requests)) {
    checkWhole(name, request, `resources.requests.${name}`, facts);
    if (request !== undefined && isNeverShared(name)) settled[name] ??= request;
  }
  const pages = Object.keys(settled).find((name) => name.startsWith(hugePages));
  if (pages !== undefined && ![requests, settled].some((each) => (each['cpu'] ?? each['memory']) !== undefined))
    throw alone(pages, settled[pages], facts);
  return settled;
}

/** The API server takes huge pages only beside what the scheduler counts by. */
function alone(name: string, value: unknown, facts: ContainerFacts): CharthouseError {
  return new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, `resources.limits.${name}`),
    problem: 'needs cpu or memory beside it',
    value,
    allowed: 'huge pages of a container that asks for cpu or memory',
    fix: 'add resources.requests.memory',
  });
}

function checkPair(
  name: string,
  request: Value<string | number> | undefined,
  limit: Value<string | number>,
  facts: ContainerFacts,
): void {
  checkWhole(name, limit, `resources.limits.${name}`, facts);
  if (!isKnown(request) || !isKnown(limit)) return;
  const difference = compareQuantities(request, limit);
  if (difference < 0 ? !isNeverShared(name) : difference === 0) return;
  const allowed = `${isNeverShared(name) ? 'equal to' : 'at least'} resources.requests.${name} (${request})`;
  throw new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, `resources.limits.${name}`),
    problem: `must be ${allowed}`,
    value: limit,
    allowed,
    fix: isNeverShared(name) ? 'leave one of the two out: it is never shared' : 'raise the limit, or lower the request',
  });
}

/** An extended resource is a count of things, memory of bytes, huge pages of pages (https://kubernetes.io/docs/tasks/configure-pod-container/extended-resource/). */
function checkWhole(
  name: string,
  value: Value<string | number> | undefined,
  field: string,
  facts: ContainerFacts,
): void {
  if (!isKnown(value)) return;
  const refused = (problem: string, allowed: string, fix: string): CharthouseError => new CharthouseError({
    path: facts.workload.path, field: containerField(facts, field), problem, value, allowed, fix,
  });
  if (isExtended(name)) {
    if (parseQuantity(value) % billionths === 0n) return;
    throw refused('must be a whole number: it is counted in things', 'a whole number of at least 0', 'round it');
  }
  if (name !== 'cpu' && isPartOfByte(value)) {
    const meant = `${Number.parseFloat(String(value))}Mi`;
    throw refused('counts in parts of a byte', `bytes, such as ${meant}`, `write ${meant} if that is meant`);
  }
  const size = name.startsWith(hugePages) ? name.slice(hugePages.length) : undefined;
  if (size === undefined || parseQuantity(value) % parseQuantity(size) === 0n) return;
  throw refused('must be a number of whole pages', `a multiple of ${size}`, 'round it');
}

function checkName(name: string, field: string, facts: ContainerFacts): void {
  if (standard.includes(name) || /^hugepages-[1-9]\d*[KMG]i$/.test(name)) return;
  if (isExtended(name) && isLabelKey(name) && !/kubernetes\.io\/|^requests\./.test(name)) return;
  const guess = name.includes('/') ? undefined : nearest(name, standard);
  throw new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, field),
    problem: 'is no resource of a container',
    value: name,
    allowed: `${standard.join(', ')}, hugepages-2Mi, or an extended one such as nvidia.com/gpu`,
    fix: guess === undefined ? 'name an extended resource with the domain of its vendor' : `did you mean '${guess}'?`,
  });
}

/** Whether a node's plugin counts it, such as a GPU. */
function isExtended(name: string): boolean {
  return name.includes('/');
}

/** Whether a container has it for itself: then its limit is its request. */
function isNeverShared(name: string): boolean {
  return isExtended(name) || name.startsWith(hugePages);
}

/** What comes later is compared by nobody here: the checks look again when it is known. */
function isKnown(value: Value<string | number> | undefined): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
