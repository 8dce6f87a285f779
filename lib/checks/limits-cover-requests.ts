/** A limit under its request is refused by the API server, and so is what is no quantity. */
import { compareQuantities, isQuantity } from '../model/quantity';
import type { Check, CheckedObject, Problem } from './check';
import { fieldsOf } from './fields';
import { podTemplatesOf } from './pod-template';

export const limitsCoverRequests: Check = {
  rule: 'limits-cover-requests',
  severity: 'error',
  demand: 'Requests and limits are quantities, and no limit is under its request.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      yield* inResources(pod.at, `${pod.field}.resources`, pod.spec.resources);
      for (const { field, fields } of pod.containers) {
        yield* inResources(pod.at, `${field}.resources`, fields.resources);
      }
    }
  },
};

function* inResources(at: CheckedObject, field: string, resources: unknown): Iterable<Problem> {
  const requests = fieldsOf(fieldsOf(resources).requests);
  const limits = fieldsOf(fieldsOf(resources).limits);
  yield* unreadable(at, `${field}.requests`, requests);
  yield* unreadable(at, `${field}.limits`, limits);
  for (const [name, limit] of Object.entries(limits)) {
    const request = Object.hasOwn(requests, name) ? requests[name] : undefined;
    if (isQuantity(limit) && isQuantity(request) && compareQuantities(limit, request) < 0) {
      yield {
        at,
        field: resourceField(`${field}.limits`, name),
        value: limit,
        message: `the ${name} limit ${limit} is under the request ${request}`,
        fix: `raise the limit to at least ${request}, or lower the request (charthouse: \`resources\`)`,
      };
    }
  }
}

/** An object is not judged: it may be a value that comes later. */
function* unreadable(at: CheckedObject, field: string, amounts: Readonly<Record<string, unknown>>): Iterable<Problem> {
  for (const [name, value] of Object.entries(amounts)) {
    if (typeof value !== 'object' && value !== undefined && !isQuantity(value)) {
      const message = `${JSON.stringify(value)} is no quantity of ${name}`;
      const fix = 'write one such as 100m, 0.5, 256Mi or 2G (charthouse: `resources`)';
      yield { at, field: resourceField(field, name), value, message, fix };
    }
  }
}

function resourceField(field: string, name: string): string {
  return /^[\w-]+$/.test(name) ? `${field}.${name}` : `${field}[${name}]`;
}
