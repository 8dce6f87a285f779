/** Environment and files of a container. A change of a file rolls the pods: env is read at their start only. */
import { createHash } from 'node:crypto';
import { CharthouseError } from '../model/error';
import type { ConfigMapKey, SecretKey } from '../model/existing';
import type { ContainerVerbs, Draft } from '../model/draft/draft';
import type { DerivedEntries } from '../model/draft/derived';
import type { DraftFile } from '../model/draft/collections';
import { emitted } from '../model/object';
import { isReference, makeReference } from '../model/reference';
import { render } from '../model/render';
import { isSecretValue, type SecretValue } from '../model/secret';
import { mapOf, valueOf, shapeOf, type ShapePlace } from '../model/shape';
import { isDeferred, isPlainObject, Late, type Value } from '../model/value';
import { containerField, type ContainerFacts } from './facts';
import { definePattern, keys } from './pattern';
import { secretName } from './secret-name';

/** A field of the pod, such as `status.podIP`. */
export interface PodField {
  readonly podField: string;
}

/** What an environment variable can be: a value, a reference, a key of a Secret or ConfigMap, a field of the pod. */
export type EnvValue = Value<string | number | boolean> | SecretKey | ConfigMapKey | PodField | SecretValue;

/** The configuration of a container. */
export interface ConfigurationKeys {
  /**
   * Environment variables, in this order: `$(VAR)` sees those before it. A reference is a connection.
   * @default - none
   */
  readonly env?: Readonly<Record<string, EnvValue>> | undefined;
  /** Files by their absolute path, read-only. A reference in one is a connection. @default - none */
  readonly files?: Readonly<Record<string, Value<string>>> | undefined;
}

const variable = {
  whole: true,
  allowed: 'text, a number, true or false, a reference, a key of a Secret or ConfigMap, or a field of the pod',
  check: checkVariable,
};
/** Fields that variables can have (https://kubernetes.io/docs/concepts/workloads/pods/downward-api/). */
const podField = shapeOf(
  'a field of the pod such as status.podIP',
  (value) =>
    typeof value === 'string'
    && /^(metadata\.(name|namespace|uid)|metadata\.(labels|annotations)\['.+'\]|spec\.(nodeName|serviceAccountName)|status\.(hostIP|podIP)s?)$/
      .test(value),
  "take one of metadata.name, namespace, uid, labels['…'], annotations['…'], spec.nodeName, spec.serviceAccountName, "
  + 'status.podIP, podIPs, hostIP, hostIPs',
);
const fileContent = valueOf(shapeOf('a text', (value) => typeof value === 'string'));

/** Adds variables and files; emits the ConfigMap, whose checksum stands on the pod template. */
export const configuration = definePattern({
  name: 'configuration',
  fits: [],
  container: {
    reach: 'stated',
    keys: keys<ConfigurationKeys>({ env: mapOf(variable), files: mapOf(fileContent) }),
    apply(container, settings, facts, draft) {
      for (const [name, value] of Object.entries(settings.env ?? {})) addVariable(name, value, container, facts, draft);
      for (const [path, content] of Object.entries(settings.files ?? {})) {
        if (!/^(\/[^/:]+)+$/.test(path)) {
          throw new CharthouseError({
            path: facts.workload.path,
            field: containerField(facts, `files.${path}`),
            problem: 'must be the absolute path of a file',
            value: path,
            allowed: 'such as /etc/app/config.yaml',
            fix: 'begin with /, and end with the name of the file',
          });
        }
        const prefix = facts.role === 'main' ? '' : `${facts.name}.`;
        const key = `${prefix}${path.slice(1).replace(/[^-._a-zA-Z0-9]/g, '-')}`;
        container.add('files', key, { content }, 'props');
        container.add('volumeMounts', path, { name: 'config-files', subPath: key, readOnly: true }, 'props');
      }
    },
  },
  apply(draft, _settings, facts) {
    const name = configMapName(facts.name);
    const files = { kind: 'allContainers', field: 'files' } as const;
    draft.add(
      'podAnnotations',
      'charthouse.dev/files-checksum',
      draft.derived([files], (entries) =>
        (entries as DerivedEntries<DraftFile>).length === 0
          ? undefined
          : checksum(entries as DerivedEntries<DraftFile>),
      ),
    );
    draft.add(
      'volumes',
      'config-files',
      draft.derived([files], (entries) =>
        (entries as DerivedEntries<DraftFile>).length === 0 ? undefined : { configMap: { name } },
      ),
    );
  },
  emit(draft, _settings, facts) {
    const files = draft.containerEntries('files');
    if (files.length === 0) return [];
    return [
      emitted(
        'ConfigMap',
        { data: Object.fromEntries(files.map((file) => [file.key, file.item.content])) },
        { name: configMapName(facts.name) },
      ),
    ];
  },
});

/** Name of the ConfigMap with a workload's files: stable, so that running pods never lose theirs. */
export function configMapName(workload: string): string {
  return `${workload}-files`;
}

function addVariable(
  name: string,
  value: EnvValue,
  container: ContainerVerbs,
  facts: ContainerFacts,
  draft: Draft,
): void {
  if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
    throw new CharthouseError({
      path: facts.workload.path,
      field: containerField(facts, `env.${name}`),
      problem: 'is no name for a variable',
      value: name,
      allowed: 'letters, digits, _, - and ., not beginning with a digit',
      fix: 'rename the variable',
    });
  }
  container.add('env', name, envSource(name, value, facts, draft), 'props');
}

function envSource(name: string, value: EnvValue, facts: ContainerFacts, draft: Draft): object {
  if (isPlainValue(value)) return { value: asText(value) };
  if (isSecretValue(value)) {
    const key = facts.role === 'main' ? name : `${facts.name}.${name}`;
    draft.add('secretValues', key, value.secretValue);
    return { valueFrom: { secretKeyRef: { name: secretName(facts.workload.name), key } } };
  }
  if ('podField' in value) return { valueFrom: { fieldRef: { fieldPath: value.podField } } };
  if (value.declared !== undefined) draft.need('declared', [value.declared]);
  return {
    valueFrom:
      'secretKey' in value ? { secretKeyRef: { ...value.secretKey } } : { configMapKeyRef: { ...value.configMapKey } },
  };
}

function isPlainValue(value: EnvValue): value is Value<string | number | boolean> {
  return isDeferred(value) || isReference(value) || typeof value !== 'object';
}

/** Kubernetes takes text only: a port becomes one when it is known. */
function asText(value: Value<string | number | boolean>): unknown {
  if (isDeferred(value)) return value.apply((known) => String(known));
  if (typeof value !== 'object') return String(value);
  return makeReference(value.description, value.endpoints, (viewpoint) => String(value.render(viewpoint)));
}

function checkVariable(value: unknown, place: ShapePlace): void {
  if (isDeferred(value) || isReference(value) || ['string', 'boolean'].includes(typeof value)) return;
  if (Number.isFinite(value)) return;
  if (isPlainObject(value) && 'podField' in value) {
    podField.check(value['podField'], { ...place, field: `${place.field}.podField` });
    return;
  }
  if (isPlainObject(value) && ['secretKey', 'configMapKey', 'secretValue'].some((key) => key in value)) return;
  throw new CharthouseError({
    ...place,
    problem: `must be ${variable.allowed}`,
    value,
    allowed: variable.allowed,
    fix: typeof value === 'number'
      ? 'check the arithmetic that made it'
      : "give a text, or existing.secret('name', ['key']).key('key')",
  });
}

/** A checksum of the files as they are written, late: references in them are known only then. */
function checksum(files: DerivedEntries<DraftFile>): Late {
  return new Late((viewpoint) => {
    const written = files.map((file) => [file.key, render(file.item.content, viewpoint, `files.${file.key}`)]);
    return createHash('sha256').update(JSON.stringify(written)).digest('hex').slice(0, 32);
  });
}
