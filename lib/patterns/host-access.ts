/** What an agent sees of its node. Each directory takes a reason: it leads out of the pod. */
import { CharthouseError } from '../model/error';
import { absolutePath, anything, mapOf, object, oneOf, shapeOf } from '../model/shape';
import { namesOfPaths, withoutSlashes, wordsOf } from './names-of-paths';
import { makePattern, keys } from './pattern';
import { mountShapes, mountVolume, type MountProps } from './volume-mount';

/** A directory or file of the node. */
export interface HostPathProps extends MountProps {
  /** Where it appears in the main container. @default - the same path */
  readonly mountPath?: string | undefined;
  /** @default true */
  readonly readOnly?: boolean | undefined;
  /**
   * What must be there (https://kubernetes.io/docs/concepts/storage/volumes/#hostpath).
   * @default - nothing is checked
   */
  readonly type?:
    | 'Directory'
    | 'DirectoryOrCreate'
    | 'File'
    | 'FileOrCreate'
    | 'Socket'
    | 'CharDevice'
    | 'BlockDevice'
    | undefined;
}

/** What an agent sees of its node. */
export interface HostAccessKeys {
  /**
   * Directories and files of the node, by path; takes `because: { hostPaths: … }`. The volume of `/var/log` is called
   * `host-var-log`: another container mounts it by `volumes: { 'host-var-log': { path: '/logs', shared: true } }`.
   *
   * @example hostPaths: { '/': { mountPath: '/host', mountPropagation: 'HostToContainer' }, '/var/log': {} }
   * @default - none
   */
  readonly hostPaths?: Readonly<Record<string, HostPathProps>> | undefined;
}

const directory = shapeOf(
  "an absolute path, without '..'",
  (value) => typeof value === 'string' && value.startsWith('/') && !value.split('/').includes('..'),
  (value) => (typeof value === 'string' && !value.startsWith('/') ? `write '/${value}'` : 'write what it comes to'),
);

/** Adds hostPath volumes to agents. */
export const hostAccess = makePattern({
  name: 'hostAccess',
  fits: ['perNode'],
  keys: keys<HostAccessKeys>({
    hostPaths: mapOf(
      object({
        mountPath: absolutePath,
        type: oneOf(
          'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket', 'CharDevice', 'BlockDevice',
        ),
        ...mountShapes,
      }),
    ),
  }),
  reads: keys<{ readonly security?: unknown }>({ security: anything }),
  apply(draft, { hostPaths = {}, security }, facts) {
    const paths = Object.keys(hostPaths);
    if (paths.length > 0 && facts.reason('hostPaths') === undefined) throw withoutReason(paths, facts.path);
    const names = namesOfPaths(paths, 63, (path) => `host-${wordsOf(path)}`.replace(/-$/, ''));
    for (const [path, props] of Object.entries(hostPaths)) {
      const { mountPath = withoutSlashes(path), readOnly = true, type, ...mount } = props;
      const field = `hostPaths.${path}`;
      directory.check(path, { path: facts.path, field });
      absolutePath.check(mountPath, { path: facts.path, field: `${field}.mountPath` });
      const name = names.get(path) ?? path;
      draft.add('volumes', name, { hostPath: { path, type } }, 'props');
      mountVolume(draft.containers('main'), name, { ...mount, readOnly, path: mountPath }, { facts, field, security });
    }
  },
});

function withoutReason(paths: readonly string[], path: string): CharthouseError {
  return new CharthouseError({
    path,
    field: 'hostPaths',
    problem: 'leads out of the pod and takes a reason',
    value: paths,
    allowed: "because: { hostPaths: '…' }",
    fix: "say why the agent needs the node's files",
  });
}
