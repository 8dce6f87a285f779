/** Mounts a volume into containers: the same fields and rules, whatever the volume is. */
import type { ContainerVerbs } from '../model/draft/draft';
import { CharthouseError } from '../model/error';
import { featureSince } from '../model/kubernetes/served';
import { absolutePath, flag, object, oneOf, shapeOf, type Shape, type ShapePlace } from '../model/shape';
import { isPlainObject } from '../model/value';
import type { WorkloadFacts } from './facts';
import { refuseBefore } from './kubernetes-since';
import { withoutSlashes } from './names-of-paths';

/** How a volume appears in a container. */
export interface MountProps {
  /** @default - false; true for what nobody can write to, such as a Secret */
  readonly readOnly?: boolean | undefined;
  /** What of the volume appears, as a path within it; not with `subPathExpr`. @default - all of it */
  readonly subPath?: string | undefined;
  /**
   * What of the volume appears, as a path within it with variables of the container: `$(POD_NAME)`.
   * @default - all of it
   */
  readonly subPathExpr?: string | undefined;
  /** With `readOnly`, whether mounts within the volume are so too; from Kubernetes 1.31. @default 'Disabled' */
  readonly recursiveReadOnly?: 'Enabled' | 'IfPossible' | 'Disabled' | undefined;
  /**
   * Whether what the node mounts there later appears in the container (`HostToContainer`), and the other way round too
   * (`Bidirectional`, in privileged containers only).
   * @default 'None'
   */
  readonly mountPropagation?: 'None' | 'HostToContainer' | 'Bidirectional' | undefined;
}

/** Where and how a volume appears in a container. */
export interface MountedProps extends MountProps {
  /**
   * The directory where it appears; or several, each with what is said of it alone.
   *
   * @example path: { '/data': {}, '/var/log/app': { subPath: 'logs' } }
   */
  readonly path: string | Readonly<Record<string, MountProps>>;
  /** `Block` for a claim without a file system: `path` is its device, such as `/dev/xvdb`. @default 'Filesystem' */
  readonly volumeMode?: 'Filesystem' | 'Block' | undefined;
}

/** A path within a volume. */
export const pathWithin: Shape = shapeOf(
  "a path within the volume, without '..'",
  (value) => typeof value === 'string' && /^[^/]/.test(value) && !value.split('/').includes('..'),
  (value) => (typeof value === 'string' && value.startsWith('/') ? `write '${value.replace(/^\/+/, '')}'`
    : 'name a file or directory of the volume'),
);

const mount: Readonly<Record<string, Shape>> = Object.freeze({
  readOnly: flag,
  subPath: pathWithin,
  subPathExpr: pathWithin,
  recursiveReadOnly: oneOf('Enabled', 'IfPossible', 'Disabled'),
  mountPropagation: oneOf('None', 'HostToContainer', 'Bidirectional'),
});
const mountShape = object(mount);
const place: Shape = {
  allowed: absolutePath.allowed,
  entries: mountShape,
  check(value, at) {
    const paths = isPlainObject(value) ? Object.entries(value) : [];
    // An empty map is no place at all.
    if (paths.length === 0) absolutePath.check(value, at);
    for (const [path, own] of paths) {
      const field = `${at.field}.${path}`;
      absolutePath.check(path, { ...at, field });
      if (own !== undefined) mountShape.check(own, { ...at, field });
    }
  },
};

/** The shapes of what is said of one mount, and of a mounted volume. */
export const mountShapes = mount;
export const mountedShapes: Readonly<Record<string, Shape>> = Object.freeze({
  path: place, volumeMode: oneOf('Filesystem', 'Block'), ...mount,
});

/** What is known of the container. */
export interface Mounting {
  readonly facts: WorkloadFacts;
  /** The field of the volume, as its author wrote it. */
  readonly field: string;
  /** What the container's `security` says. */
  readonly security: unknown;
}

/** Mounts the volume of this name at each of its paths. */
export function mountVolume(container: ContainerVerbs, name: string, props: MountedProps, mounting: Mounting): void {
  const { path, volumeMode, ...general } = props;
  const at: ShapePlace = { path: mounting.facts.path, field: mounting.field };
  if (volumeMode === 'Block') {
    if (typeof path !== 'string') throw notOneDevice(path, at);
    refuseMountOptions(general, at);
    container.add('volumeDevices', path, { name }, 'props');
    return;
  }
  for (const [directory, own] of typeof path === 'string' ? [[path, {}] as const] : Object.entries(path)) {
    const field = typeof path === 'string' ? at.field : `${at.field}.path.${directory}`;
    const said = mountOf(general, own);
    checkMount(said, { ...mounting, field });
    container.add('volumeMounts', withoutSlashes(directory), { name, ...said }, 'props');
  }
}

/** What is said of one mount, and else of all of them. A path within the volume takes the place of the other kind. */
function mountOf(general: MountProps, own: MountProps): MountProps {
  const paths = own.subPath === undefined && own.subPathExpr === undefined ? general : own;
  return {
    readOnly: own.readOnly ?? general.readOnly,
    subPath: paths.subPath,
    subPathExpr: paths.subPathExpr,
    recursiveReadOnly: own.recursiveReadOnly ?? general.recursiveReadOnly,
    mountPropagation: own.mountPropagation ?? general.mountPropagation,
  };
}

function checkMount(mount: MountProps, { facts, field, security }: Mounting): void {
  const { recursiveReadOnly, mountPropagation = 'None' } = mount;
  const refuse = (key: keyof MountProps, problem: string, allowed: string, fix: string): never => {
    throw new CharthouseError({ path: facts.path, field: `${field}.${key}`, problem, value: mount[key], allowed, fix });
  };
  if (mount.subPath !== undefined && mount.subPathExpr !== undefined) {
    refuse('subPathExpr', 'does not go with subPath', 'one of subPath, subPathExpr', 'leave one of the two out');
  }
  if (recursiveReadOnly !== undefined) {
    refuseBefore(featureSince.recursiveReadOnlyMounts.on, `${field}.recursiveReadOnly`, recursiveReadOnly, facts);
    if (recursiveReadOnly !== 'Disabled' && mount.readOnly !== true) {
      refuse('recursiveReadOnly', 'is for read-only mounts', 'with readOnly: true', 'add readOnly: true');
    }
    if (recursiveReadOnly !== 'Disabled' && mountPropagation !== 'None') {
      refuse('recursiveReadOnly', 'does not go with mountPropagation', "with mountPropagation 'None'",
        'leave one of the two out');
    }
  }
  if (mountPropagation === 'Bidirectional' && !isPrivileged(security)) {
    refuse('mountPropagation', 'is for privileged containers only', 'None, HostToContainer',
      "take HostToContainer, or state security: { privileged: true } and because: { 'security.privileged': '…' }");
  }
}

function isPrivileged(security: unknown): boolean {
  return isPlainObject(security) && security['privileged'] === true;
}

function notOneDevice(value: unknown, { path, field }: ShapePlace): CharthouseError {
  return new CharthouseError({
    path,
    field: `${field}.path`,
    problem: 'must be one path: a volume without a file system is one device',
    value,
    allowed: 'the path of the device, such as /dev/xvdb',
    fix: 'give one path, as text',
  });
}

function refuseMountOptions(general: MountProps, { path, field }: ShapePlace): void {
  const key = Object.keys(mount).find((each) => general[each as keyof MountProps] !== undefined);
  if (key === undefined) return;
  throw new CharthouseError({
    path,
    field: `${field}.${key}`,
    problem: 'is for volumes with a file system, and not for a device',
    value: general[key as keyof MountProps],
    allowed: "volumeMode 'Filesystem'",
    fix: `leave ${key} out, or volumeMode: 'Block'`,
  });
}
