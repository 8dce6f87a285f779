/** Environment and files of a container. A change of a file rolls the pods: env is read at their start only. */
import { mapOf } from '../../model/shape';
import type { Deferred } from '../../model/value';
import { makePattern, keys } from '../pattern';
import { addEnvFrom, envFromShape, type EnvFrom } from './env-from';
import { fileContent, type FileContent, type FileProps } from './file-content';
import { addFiles, addFilesVolume, filesConfigMap } from './files';
import { addLaterVariables, envShape, variablesOf } from './later-variables';
import { refuseCircles } from './variable-circles';
import { addVariable, type EnvValue } from './variables';

/** The configuration of a container. */
export interface ConfigurationKeys {
  /**
   * Environment variables, in this order; but one that refers to another by `$(VAR)` comes after it, whoever adds that
   * one. `$$(VAR)` is the text itself. A reference is a connection.
   *
   * An Output of a whole map adds its variables by name, over those of houses and Applications. Connections and secrets
   * are seen in plain maps only: name the callees by `connectsTo`.
   *
   * @example env: { LEVEL: 'info', TOKEN: existing.secret('login').key('token'), NODE: podField('spec.nodeName') }
   * @default - none
   */
  readonly env?:
    | Readonly<Record<string, EnvValue>>
    | Deferred<Readonly<Record<string, string | number | boolean>>>
    | undefined;
  /**
   * All keys of ConfigMaps and Secrets as variables; of two with one name the later counts, and `env` above all. They
   * are read when a container starts: a change of them rolls nothing.
   *
   * @example envFrom: [{ configMap: existing.configMap('flags'), prefix: 'FLAG_' }, { secret: { name: 'login' } }]
   * @default - none
   */
  readonly envFrom?: readonly EnvFrom[] | undefined;
  /**
   * Files by their absolute path, read-only: together at most 1 MiB. A reference in one is a connection, and a change
   * of one rolls the pods.
   *
   * @example files: { '/etc/app.yaml': asYaml({ workers: 4 }), '/run.sh': { content: localFile('a.sh'), mode: 0o755 } }
   * @default - none
   */
  readonly files?: Readonly<Record<string, FileContent | FileProps>> | undefined;
}

/** Adds variables and files; emits the ConfigMap, whose checksum stands on the pod template. */
export const configuration = makePattern({
  name: 'configuration',
  fits: [],
  container: {
    reach: 'stated',
    keys: keys<ConfigurationKeys>({ env: envShape, envFrom: envFromShape, files: mapOf(fileContent) }),
    apply(container, settings, facts, draft) {
      const { envFrom = [] } = settings;
      const variables = variablesOf(settings.env);
      const check = (env: Readonly<Record<string, EnvValue>>): void => {
        if (envFrom.length === 0) refuseCircles(env, facts);
      };
      check(variables.plain);
      for (const [name, value] of Object.entries(variables.plain)) addVariable(name, value, container, facts, draft);
      addLaterVariables(variables, container, facts, check);
      addEnvFrom(envFrom, container, facts, draft);
      addFiles(settings.files ?? {}, container, facts);
    },
  },
  apply(draft, _settings, facts) {
    addFilesVolume(draft, facts);
  },
  emit(draft, _settings, facts) {
    return filesConfigMap(draft, facts);
  },
});
