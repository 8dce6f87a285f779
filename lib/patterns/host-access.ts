/** What an agent sees of its node. Each directory takes a reason: it leads out of the pod. */
import { CharthouseError } from '../model/error';
import { flag, mapOf, object, oneOf, shapeOf } from '../model/shape';
import { definePattern, keys } from './pattern';

/** A directory or file of the node. */
export interface HostPathProps {
  /** Where it appears in the main container. @default - the same path */
  readonly mountPath?: string | undefined;
  /** @default true */
  readonly readOnly?: boolean | undefined;
  /**
   * What must be there (https://kubernetes.io/docs/concepts/storage/volumes/#hostpath).
   * @default - nothing is checked
   */
  readonly type?: 'Directory' | 'DirectoryOrCreate' | 'File' | 'FileOrCreate' | 'Socket' | undefined;
}

/** What an agent sees of its node. */
export interface HostAccessKeys {
  /** Directories and files of the node, by path; takes `because: { hostPaths: … }`. @default - none */
  readonly hostPaths?: Readonly<Record<string, HostPathProps>> | undefined;
}

const directory = shapeOf(
  'an absolute path',
  (value) => typeof value === 'string' && value.startsWith('/'),
  (value) => `write '/${String(value)}'`,
);

/** Adds hostPath volumes to agents. */
export const hostAccess = definePattern({
  name: 'hostAccess',
  fits: ['perNode'],
  keys: keys<HostAccessKeys>({
    hostPaths: mapOf(
      object({
        mountPath: directory,
        readOnly: flag,
        type: oneOf('Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'),
      }),
    ),
  }),
  apply(draft, settings, facts) {
    const paths = Object.entries(settings.hostPaths ?? {});
    if (paths.length > 0 && facts.reason('hostPaths') === undefined) {
      throw new CharthouseError({
        path: facts.path,
        field: 'hostPaths',
        problem: 'leads out of the pod and takes a reason',
        value: paths.map(([path]) => path),
        allowed: "because: { hostPaths: '…' }",
        fix: "say why the agent needs the node's files",
      });
    }
    for (const [path, { mountPath = path, readOnly = true, type }] of paths) {
      directory.check(path, { path: facts.path, field: `hostPaths.${path}` });
      const volume = `host${path
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')}`
        .slice(0, 63)
        .replace(/-+$/, '');
      draft.add('volumes', volume, { hostPath: { path, type } }, 'props');
      draft.containers('main').add('volumeMounts', mountPath, { name: volume, readOnly }, 'props');
    }
  },
});
