/** Files of a container: from a ConfigMap of the workload's own, each at its path. */
import type { ContainerVerbs, Draft } from '../../model/draft/draft';
import type { DerivedEntries } from '../../model/draft/derived';
import type { DraftFile } from '../../model/draft/collections';
import type { SettledDraft } from '../../model/draft/settled';
import { CharthouseError } from '../../model/error';
import { emitted, type EmittedObject } from '../../model/object';
import { containerField, type ContainerFacts, type WorkloadFacts } from '../facts';
import { namesOfPaths } from '../names-of-paths';
import { refusePlaces } from './file-places';
import { fileOf, type FileContent, type FileProps } from './file-content';
import { checksum, refuseTooMuch } from './files-size';

/** The longest key that a ConfigMap has. */
const longestKey = 253;

/** Adds files to a container, by their paths. */
export function addFiles(
  files: Readonly<Record<string, FileContent | FileProps>>,
  container: ContainerVerbs,
  facts: ContainerFacts,
): void {
  for (const path of Object.keys(files)) checkPath(path, facts);
  const prefix = facts.role === 'main' ? '' : `${facts.name}.`;
  const keys = namesOfPaths(Object.keys(files), longestKey, (path) => `${prefix}${keyOf(path)}`);
  for (const [path, file] of Object.entries(files)) {
    const key = keys.get(path) ?? path;
    const place = { path: facts.workload.path, field: containerField(facts, `files.${path}`) };
    container.add('files', key, { ...fileOf(file, place), path }, 'props');
    container.add('volumeMounts', path, { name: 'config-files', subPath: key, readOnly: true }, 'props');
  }
}

/** A key that ConfigMaps can have: names that begin with two dots are the kubelet's. */
function keyOf(path: string): string {
  return path.slice(1).replace(/[^-._a-zA-Z0-9]/g, '-').replace(/^\.\.+/, (dots) => '-'.repeat(dots.length));
}

function checkPath(path: string, facts: ContainerFacts): void {
  const place = { path: facts.workload.path, field: containerField(facts, `files.${path}`), value: path };
  if (!/^(\/[^/:]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path)) {
    throw new CharthouseError({
      ...place,
      problem: 'must be the absolute path of a file',
      allowed: 'such as /etc/app/config.yaml',
      fix: 'begin with /, and end with the name of the file',
    });
  }
  const length = path.length - 1 + (facts.role === 'main' ? 0 : facts.name.length + 1);
  if (length <= longestKey) return;
  throw new CharthouseError({
    ...place,
    problem: `is too long for a key of a ConfigMap: ${length} characters`,
    allowed: `at most ${longestKey} characters, with the name of an added container`,
    fix: 'choose a shorter path',
  });
}

/** Adds the volume of the files, and their checksum to the pod template: where there are any. */
export function addFilesVolume(draft: Draft, facts: WorkloadFacts): void {
  const files = { kind: 'allContainers', field: 'files' } as const;
  const whereAny = (value: (entries: DerivedEntries<DraftFile>) => unknown) => (entries: unknown): unknown =>
    (entries as DerivedEntries<DraftFile>).length === 0 ? undefined : value(entries as DerivedEntries<DraftFile>);
  draft.add('podAnnotations', 'charthouse.dev/files-checksum',
    draft.derived([files], whereAny((entries) => checksum(entries, facts.path))));
  draft.add('volumes', 'config-files', draft.derived([files], whereAny((entries) => volumeOf(entries, facts.name))));
}

/** The volume. Where a file has a mode, every key is listed: only what is listed is there. */
function volumeOf(files: DerivedEntries<DraftFile>, workload: string): object {
  const name = configMapName(workload);
  if (files.every(({ item }) => item.mode === undefined)) return { configMap: { name } };
  return { configMap: { name, items: files.map(({ key, item: { mode } }) => ({ key, path: key, mode })) } };
}

/** The ConfigMap of the files. */
export function filesConfigMap(draft: SettledDraft, facts: WorkloadFacts): readonly EmittedObject[] {
  const files = draft.containerEntries('files');
  if (files.length === 0) return [];
  refuseSameKey(files, facts.path);
  refusePlaces(draft, facts);
  refuseTooMuch(files.map(({ key, item }) => ({ ...item, path: item.path ?? key })), facts.path);
  const those = (binary: boolean): object | undefined => {
    const chosen = files.filter(({ item }) => (item.binary === true) === binary);
    return chosen.length === 0 ? undefined : Object.fromEntries(chosen.map(({ key, item }) => [key, item.content]));
  };
  return [emitted('ConfigMap', { data: those(false), binaryData: those(true) }, { name: configMapName(facts.name) })];
}

/** Containers keep their files apart by their names; that a path looks like such a name is one chance in a million. */
function refuseSameKey(files: DerivedEntries<DraftFile>, path: string): void {
  const paths = new Map<string, string>();
  for (const { key, item } of files) {
    const other = paths.get(key);
    const own = item.path ?? key;
    if (other !== undefined) {
      throw new CharthouseError({
        path,
        field: 'files',
        problem: `has ${other} and ${own} of two containers as one key of the ConfigMap`,
        value: key,
        allowed: 'a key for each file',
        fix: 'move one of the two files, or rename the added container',
      });
    }
    paths.set(key, own);
  }
}

/** Name of the ConfigMap with a workload's files: stable, so that running pods never lose theirs. */
function configMapName(workload: string): string {
  return `${workload}-files`;
}
