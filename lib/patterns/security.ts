/** Pods run under the "restricted" Pod Security Standard. Relaxations are narrow, and each takes a reason. */
import { CharthouseError } from '../model/error';
import { locked } from '../model/rule';
import { absolutePath, flag, integer, list, object, orFalse, shapeOf } from '../model/shape';
import { definePattern, keys } from './pattern';
import { emptyDir, scratchSize } from './scratch-space';

/** What a container may do beyond "restricted"; each takes a reason under `because`. */
export interface ContainerSecurity {
  /** @default true */
  readonly readOnlyRootFilesystem?: boolean | undefined;
  /** @default false */
  readonly allowPrivilegeEscalation?: boolean | undefined;
  /** @default false */
  readonly privileged?: boolean | undefined;
  /** @default true */
  readonly runAsNonRoot?: boolean | undefined;
  /** Linux capabilities that are kept, such as `NET_BIND_SERVICE`. @default [] */
  readonly capabilities?: readonly string[] | undefined;
}

/** The security of a container. */
export interface SecurityKeys {
  /** What the container may do beyond "restricted", or `false` for no security context at all. @default - nothing */
  readonly security?: ContainerSecurity | false | undefined;
  /**
   * Directories that are writable in spite of the read-only root, besides those of `scratch`: an emptyDir each. `false`
   * for none, `/tmp` neither, which may then be a volume of another kind.
   * @default - those of `scratch` alone
   */
  readonly writable?: readonly string[] | false | undefined;
  /** The scratch space of every container with a read-only root. @default - `/tmp`, 64Mi */
  readonly scratch?: ScratchProps | undefined;
}

/** Scratch space: emptyDirs, which count as ephemeral storage. */
export interface ScratchProps {
  /** Directories that are always writable. @default ['/tmp'] */
  readonly paths?: readonly string[] | undefined;
  /** The size of an emptyDir that states none. @default '64Mi' */
  readonly sizeLimit?: string | undefined;
}

/** Who the processes are. */
export interface UserKeys {
  /**
   * The numeric user. Needed where the image's own is root or a name.
   * @default - the image's own, which must not be root
   */
  readonly user?: number | undefined;
  /**
   * The numeric group, which volumes belong to as well.
   * @default - the user's number where one is stated, else the image's own
   */
  readonly group?: number | undefined;
}

/**
 * Claims the security contexts of the pod and its containers
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
 */
export const security = definePattern({
  name: 'security',
  fits: [],
  keys: keys<UserKeys>({ user: integer(1, 2 ** 31 - 1), group: integer(1, 2 ** 31 - 1) }),
  container: {
    keys: keys<SecurityKeys>({
      security: orFalse(
        object({
          readOnlyRootFilesystem: flag,
          allowPrivilegeEscalation: flag,
          privileged: flag,
          runAsNonRoot: flag,
          capabilities: list(
            shapeOf(
              'a capability such as NET_BIND_SERVICE',
              (value) => typeof value === 'string' && /^[A-Z_]+$/.test(value),
            ),
          ),
        }),
      ),
      writable: orFalse(list(absolutePath)),
      scratch: object({ paths: list(absolutePath), sizeLimit: scratchSize }),
    }),
    defaults: {
      scratch: { paths: ['/tmp'], sizeLimit: '64Mi' },
      security: {
        readOnlyRootFilesystem: locked(true),
        allowPrivilegeEscalation: locked(false),
        privileged: locked(false),
        runAsNonRoot: locked(true),
        capabilities: locked<readonly string[]>([]),
      },
    },
    apply(container, settings, facts, draft) {
      // A house may have taken any of the defaults away.
      const {
        capabilities = [],
        readOnlyRootFilesystem,
        allowPrivilegeEscalation,
        privileged,
        runAsNonRoot,
      } = settings.security as ContainerSecurity;
      const escalates = privileged === true || allowPrivilegeEscalation;
      container.claim({
        securityContext: {
          readOnlyRootFilesystem,
          allowPrivilegeEscalation: escalates,
          privileged,
          ...(runAsNonRoot ? {} : { runAsNonRoot }),
          capabilities: { drop: ['ALL'], ...(capabilities.length === 0 ? {} : { add: capabilities }) },
        },
      });
      if (!readOnlyRootFilesystem || settings.writable === false) return;
      const { paths = [], sizeLimit } = settings.scratch as ScratchProps;
      for (const path of new Set([...paths, ...(settings.writable ?? [])])) {
        const volume = `${facts.role === 'main' ? '' : `${facts.name}-`}writable${path
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/-$/, '')}`;
        if (volume.length > 63) throw tooLong(facts.workload.path, path);
        draft.add('volumes', volume, emptyDir({ sizeLimit }));
        container.add('volumeMounts', path, { name: volume });
      }
    },
  },
  apply(draft, settings, facts) {
    // Where admission gives every namespace its own range of users, a stated number is refused.
    const { user, group = user } = facts.platform.assignsUsers === true ? {} : settings;
    draft.claimPod({
      securityContext: {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: group,
        fsGroup: group,
        fsGroupChangePolicy: group === undefined ? undefined : 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
  },
});

function tooLong(path: string, directoryPath: string): CharthouseError {
  return new CharthouseError({
    path,
    field: 'writable',
    problem: "is too long for a volume's name",
    value: directoryPath,
    allowed: 'about 50 characters',
    fix: 'make a directory above it writable',
  });
}
