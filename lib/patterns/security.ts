/** Pods run under the "restricted" Pod Security Standard. Relaxations are narrow, and each takes a reason. */
import { CharthouseError } from '../model/error';
import { locked } from '../model/rule';
import type { SettledDraft } from '../model/draft/settled';
import type { SecurityContext } from '../model/kubernetes/types';
import { absolutePath, anything, integer, list, object, orFalse, type Shape } from '../model/shape';
import type { Value } from '../model/value';
import { containerSecurityShape, securityContextOf, type ContainerSecurity } from './container-security';
import { containerField, type WorkloadFacts } from './facts';
import { namesOfPaths, withoutSlashes, wordsOf } from './names-of-paths';
import { makePattern, keys } from './pattern';
import { emptyDir, scratchSize } from './scratch-space';

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

/** Scratch space: emptyDirs, which count as ephemeral storage: all of a pod's are within `limits` of `resources`. */
export interface ScratchProps {
  /** Directories that are always writable. @default ['/tmp'] */
  readonly paths?: readonly string[] | undefined;
  /** The size of an emptyDir that states none. @default '64Mi' */
  readonly sizeLimit?: Value<string> | undefined;
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

/** What another pattern's key states of the pod, and claims itself. */
interface StatedOfPod {
  readonly podSecurity?:
    | { readonly fsGroup?: unknown; readonly fsGroupChangePolicy?: unknown; readonly seccompProfile?: unknown }
    | undefined;
}

const userNumber = integer(1, 2 ** 31 - 1);

/** Root is no user among others: who needs it says so where the rest of it is said, with the reason. */
const otherThanRoot: Shape = {
  allowed: userNumber.allowed,
  check(value, place) {
    if (value !== 0) {
      userNumber.check(value, place);
      return;
    }
    throw new CharthouseError({
      ...place,
      problem: `must be ${userNumber.allowed}`,
      value,
      allowed: userNumber.allowed,
      fix: 'give another user; or, for root, say security: { runAsUser: 0, runAsNonRoot: false } and give its reason: '
        + "because: { 'security.runAsNonRoot': '…' }",
    });
  },
};

/**
 * Claims the security contexts of the pod and its containers
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
 */
export const security = makePattern({
  name: 'security',
  fits: [],
  keys: keys<UserKeys>({ user: otherThanRoot, group: userNumber }),
  reads: keys<StatedOfPod>({ podSecurity: anything }),
  container: {
    keys: keys<SecurityKeys>({
      security: orFalse(containerSecurityShape),
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
      const stated = settings.security as ContainerSecurity;
      container.claim({ securityContext: securityContextOf(stated, facts) });
      if (stated.readOnlyRootFilesystem !== true || settings.writable === false) return;
      const { paths = [], sizeLimit } = settings.scratch as ScratchProps;
      const prefix = facts.role === 'main' ? 'writable' : `${facts.name}-writable`;
      const writable = [...paths, ...(settings.writable ?? [])].map(withoutSlashes);
      for (const [path, volume] of namesOfPaths(writable, 63, (path) => `${prefix}-${wordsOf(path)}`)) {
        draft.add('volumes', volume, emptyDir({ sizeLimit }));
        container.add('volumeMounts', path, { name: volume });
      }
    },
  },
  apply(draft, settings, facts) {
    // Where admission gives every namespace its own range of users, a stated number is refused.
    const { user, group = user } = facts.platform.assignsUsers === true ? {} : settings;
    const stated = settings.podSecurity ?? {};
    // What `podSecurity` states is its to claim.
    const fsGroup = stated.fsGroup === undefined ? group : undefined;
    const hasGroup = (fsGroup ?? stated.fsGroup) !== undefined && stated.fsGroupChangePolicy === undefined;
    draft.claimPod({
      securityContext: {
        runAsNonRoot: true,
        runAsUser: user,
        runAsGroup: group,
        fsGroup,
        fsGroupChangePolicy: hasGroup ? 'OnRootMismatch' : undefined,
        seccompProfile: stated.seccompProfile === undefined ? { type: 'RuntimeDefault' } : undefined,
      },
    });
  },
  emit(draft, _settings, facts) {
    refuseUnmasked(draft, facts);
    return [];
  },
});

/** All of `/proc` is shown in a user namespace of the pod's own only: the API server refuses it elsewhere. */
function refuseUnmasked(draft: SettledDraft, facts: WorkloadFacts): void {
  if (draft.template.spec['hostUsers'] === false) return;
  for (const { name, role, manifest } of draft.containers) {
    if ((manifest['securityContext'] as SecurityContext | undefined)?.procMount !== 'Unmasked') continue;
    throw new CharthouseError({
      path: facts.path,
      field: containerField({ name, role, workload: facts }, 'security.procMount'),
      problem: "needs a user namespace of the pod's own",
      value: 'Unmasked',
      allowed: "'Unmasked' with hostUsers: false",
      fix: 'state hostUsers: false, or leave it out',
    });
  }
}
