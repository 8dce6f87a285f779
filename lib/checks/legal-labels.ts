/** Labels and annotations that the API server refuses. */
import type { Check, CheckedObject, CheckInput, Problem } from './check';
import { fieldsOf } from './fields';
import { annotationKey, labelKey, labelValue } from './name-formats';
import { podTemplatesOf } from './pod-template';

export const legalLabels: Check = {
  rule: 'legal-labels',
  severity: 'error',
  demand: 'Keys and values of labels, and keys of annotations, are such as the API server takes; '
    + 'annotations are text, at most 256 KiB in all.',
  * run(input) {
    for (const { at, field, metadata } of metadataOf(input)) {
      const { labels, annotations } = fieldsOf(metadata);
      yield* inLabels(at, `${field}.labels`, labels);
      yield* inAnnotations(at, `${field}.annotations`, annotations);
    }
  },
};

const annotationBytes = 256 * 1024;

interface Place {
  readonly at: CheckedObject;
  readonly field: string;
  readonly metadata: unknown;
}

/** The metadata of each object, and of each pod template that is not the object itself. */
function metadataOf(input: CheckInput): readonly Place[] {
  return [
    ...input.objects.map((at) => ({ at, field: 'metadata', metadata: at.manifest.metadata })),
    ...podTemplatesOf(input).filter((pod) => pod.metadataField !== 'metadata')
      .map(({ at, metadata, metadataField }) => ({ at, field: metadataField, metadata })),
  ];
}

function* inLabels(at: CheckedObject, field: string, labels: unknown): Iterable<Problem> {
  for (const [key, value] of Object.entries(fieldsOf(labels))) {
    const place = { at, field: `${field}[${key}]` };
    if (!labelKey.accepts(key)) {
      yield { ...place, value: key, message: `'${key}' is no legal label key`, fix: `use ${labelKey.allowed}` };
    }
    if (isBareScalar(value)) {
      yield notText(place, value);
    } else if (typeof value === 'string' && !labelValue.accepts(value)) {
      const message = `'${value}' is no legal value of label '${key}'`;
      const fix = `use ${labelValue.allowed}; what else there is to say is an annotation's`;
      yield { ...place, value, message, fix };
    }
  }
}

function* inAnnotations(at: CheckedObject, field: string, annotations: unknown): Iterable<Problem> {
  let bytes = 0;
  for (const [key, value] of Object.entries(fieldsOf(annotations))) {
    const place = { at, field: `${field}[${key}]` };
    bytes += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
    if (!annotationKey.accepts(key)) {
      const message = `'${key}' is no legal annotation key`;
      yield { ...place, value: key, message, fix: `use ${annotationKey.allowed}` };
    }
    if (isBareScalar(value)) {
      yield notText(place, value);
    }
  }
  if (bytes > annotationBytes) {
    const message = `annotations of ${bytes} bytes, at most ${annotationBytes} are allowed`;
    yield { at, field, value: bytes, message, fix: 'keep the data in a ConfigMap (charthouse: `files`)' };
  }
}

/** What YAML makes of `version: 1.10` and `enabled: true`. An object may be a value that comes later. */
function isBareScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function notText(place: { readonly at: CheckedObject; readonly field: string }, value: unknown): Problem {
  const message = `${String(value)} is a ${typeof value}, and must be text`;
  return { ...place, value, message, fix: `write '${String(value)}' in quotes` };
}
