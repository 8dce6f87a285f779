/** Secrets by reference only: as files from a Secret that exists, or from one that a stack makes. Never as text. */
import type { Draft } from '../model/draft/draft';
import { isExisting, type Named } from '../model/existing';
import { emitted } from '../model/object';
import { absolutePath, mapOf } from '../model/shape';
import { Late } from '../model/value';
import { containerField } from './facts';
import { namesOfPaths, withoutSlashes, wordsOf } from './names-of-paths';
import { ofKind } from './object-of-kind';
import { makePattern, keys } from './pattern';
import { secretName } from './secret-name';

/** The secrets of a container. */
export interface SecretKeys {
  /**
   * Secrets as files, by the directory where their keys appear: a Secret that exists, or one of the tree. Any user of
   * the pod may read them, or only its group where it has one; `volumes` takes some of the keys, and other modes.
   *
   * @example secrets: { '/etc/tls': existing.secret('api-tls') }
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, Named>> | undefined;
}

/** Mounts Secrets; emits the Secret of values that only a stack knows. */
export const secrets = makePattern({
  name: 'secrets',
  fits: [],
  container: {
    reach: 'main',
    keys: keys<SecretKeys>({ secrets: mapOf(ofKind('Secret')) }),
    apply(container, settings, facts, draft) {
      // The files are root's. Without a group that owns them too, a user who is not root could read none of them.
      const defaultMode = draft.derived([{ kind: 'pod', field: 'securityContext.fsGroup' }], (group) =>
        group === undefined ? 0o444 : 0o440);
      const mounted = Object.entries(settings.secrets ?? {});
      const prefix = facts.role === 'main' ? 'secret' : `${facts.name}-secret`;
      const volumes = namesOfPaths(mounted.map(([, { name }]) => name), 63, (name) => `${prefix}-${wordsOf(name)}`);
      for (const [name, volume] of volumes) {
        draft.add('volumes', volume, { secret: { secretName: name, defaultMode } }, 'props');
      }
      for (const [path, { name }] of mounted) {
        absolutePath.check(path, { path: facts.workload.path, field: containerField(facts, `secrets.${path}`) });
        container.add('volumeMounts', withoutSlashes(path), { name: volumes.get(name), readOnly: true }, 'props');
      }
      declare(draft, Object.values(settings.secrets ?? {}));
    },
  },
  apply(draft, _settings, facts) {
    // Jobs read their Secrets when they start; and what would be in a Job's template could never change.
    if (!facts.traits.has('longRunning')) return;
    draft.add('podAnnotations', 'charthouse.dev/secrets-version',
      draft.derived([{ kind: 'collection', field: 'secretValues' }], versionOf));
  },
  emit(draft, _settings, facts) {
    const values = draft.entries('secretValues');
    if (values.length === 0) return [];
    const data = Object.fromEntries(
      values.map((entry) => [entry.key, new Late((viewpoint) => viewpoint.secret(entry.item, `env ${entry.key}`))]),
    );
    return [emitted('Secret', { stringData: data }, { name: secretName(facts.name) })];
  },
});

/** A change of the Secret rolls the pods, which read variables at their start only. */
function versionOf(values: unknown): Late | undefined {
  if ((values as readonly unknown[]).length === 0) return undefined;
  return new Late((viewpoint) => viewpoint.versionOfSecret?.());
}

function declare(draft: Draft, secretsUsed: readonly Named[]): void {
  const existing = secretsUsed.filter(isExisting);
  if (existing.length > 0) draft.need('declared', existing);
}
