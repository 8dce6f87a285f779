/** Labels and annotations that the API server refuses. */
import type { Check, CheckedObject, Problem } from './check';
import { fieldsOf, type Fields } from './fields';
import { annotationKey, labelKey, labelValue, remembered, type NameFormat } from './name-formats';
import { podTemplatesOf } from './pod-template';

export const legalLabels: Check = {
  rule: 'legal-labels',
  severity: 'error',
  demand: 'Keys and values of labels, and keys of annotations, are such as the API server takes; '
    + 'annotations are text, at most 256 KiB in all.',
  * run(input) {
    // One label stands on many objects: what is legal is found out once.
    const formats: Formats = {
      labelKey: remembered(labelKey), labelValue: remembered(labelValue), annotationKey: remembered(annotationKey),
    };
    for (const at of input.objects) yield* inMetadata(at, 'metadata', at.manifest.metadata, formats);
    for (const { at, metadata, metadataField } of podTemplatesOf(input)) {
      // A Pod is its own template.
      if (metadataField !== 'metadata') yield* inMetadata(at, metadataField, metadata, formats);
    }
  },
};

const annotationBytes = 256 * 1024;

interface Formats {
  readonly labelKey: NameFormat;
  readonly labelValue: NameFormat;
  readonly annotationKey: NameFormat;
}

function* inMetadata(at: CheckedObject, field: string, metadata: unknown, formats: Formats): Iterable<Problem> {
  const { labels, annotations } = fieldsOf(metadata);
  if (labels !== undefined) yield* inLabels(at, `${field}.labels`, fieldsOf(labels), formats);
  if (annotations !== undefined) yield* inAnnotations(at, `${field}.annotations`, fieldsOf(annotations), formats);
}

function* inLabels(at: CheckedObject, field: string, labels: Fields, formats: Formats): Iterable<Problem> {
  for (const key of Object.keys(labels)) {
    const value = labels[key];
    const place = (): Place => ({ at, field: `${field}[${key}]` });
    if (!formats.labelKey.accepts(key)) {
      yield { ...place(), value: key, message: `'${key}' is no legal label key`, fix: `use ${labelKey.allowed}` };
    }
    if (isBareScalar(value)) {
      yield notText(place(), value);
    } else if (typeof value === 'string' && !formats.labelValue.accepts(value)) {
      const message = `'${value}' is no legal value of label '${key}'`;
      const fix = `use ${labelValue.allowed}; what else there is to say is an annotation's`;
      yield { ...place(), value, message, fix };
    }
  }
}

function* inAnnotations(at: CheckedObject, field: string, annotations: Fields, formats: Formats): Iterable<Problem> {
  let bytes = 0;
  for (const key of Object.keys(annotations)) {
    const value = annotations[key];
    const place = (): Place => ({ at, field: `${field}[${key}]` });
    bytes += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
    if (!formats.annotationKey.accepts(key)) {
      const message = `'${key}' is no legal annotation key`;
      yield { ...place(), value: key, message, fix: `use ${annotationKey.allowed}` };
    }
    if (isBareScalar(value)) {
      yield notText(place(), value);
    }
  }
  if (bytes > annotationBytes) {
    const message = `annotations of ${bytes} bytes, at most ${annotationBytes} are allowed`;
    yield { at, field, value: bytes, message, fix: 'keep the data in a ConfigMap (charthouse: `files`)' };
  }
}

type Place = Pick<Problem, 'at' | 'field'>;

/** What YAML makes of `version: 1.10` and `enabled: true`. An object may be a value that comes later. */
function isBareScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function notText(place: Place, value: unknown): Problem {
  const message = `${String(value)} is a ${typeof value}, and must be text`;
  return { ...place, value, message, fix: `write '${String(value)}' in quotes` };
}
