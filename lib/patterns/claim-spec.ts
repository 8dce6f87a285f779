/** What a new claim asks for, by the tiers of the platform: of storage that is kept, and of what goes with the pod. */
import { CharthouseError } from '../model/error';
import type { PersistentVolumeClaimSpec } from '../model/kubernetes/types';
import { compareQuantities } from '../model/quantity';
import { oneOf, shapeOf, textShape, valueOf, type Shape } from '../model/shape';
import type { Value } from '../model/value';
import type { PlatformProps, StorageTier } from '../platforms/platform';
import { isBytes } from './bytes';
import type { WorkloadFacts } from './facts';

/** A new claim. */
export interface ClaimProps {
  /** Its size, such as `20Gi`. */
  readonly size: Value<string>;
  /** The tier of the platform's storage. @default 'standard' */
  readonly tier?: string | undefined;
  /** Who may mount it. @default - of `storage` 'ReadWriteOnce', else the first that the tier serves */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany' | undefined;
}

type AccessMode = NonNullable<ClaimProps['accessMode']>;

/** The fields that the props of a claim come to. */
export interface ClaimSpec {
  readonly accessModes: readonly AccessMode[];
  /** @default - the cluster chooses */
  readonly storageClassName?: string | undefined;
  readonly resources: { readonly requests: { readonly storage: Value<string> } };
  /** @default - a file system */
  readonly volumeMode?: PersistentVolumeClaimSpec['volumeMode'];
}

const size = shapeOf(
  'a size such as 20Gi',
  (value) => isBytes(value) && compareQuantities(value, 0) > 0,
  'write a number above 0 and a unit such as Mi or Gi',
);
const modes = oneOf('ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany');

/** The shapes of a claim's props. */
export const claimShapes: Readonly<Record<string, Shape>> = Object.freeze({
  size: valueOf(size), tier: textShape, accessMode: modes,
});

/** The tier that serves what names none: the platforms' contract says so. */
const standardTier = 'standard';

/** The claim with what its platform says where its author says nothing. */
export function withStandardTier<Props extends ClaimProps>(props: Props, { platform }: WorkloadFacts): Props {
  const { tier = standardTier } = props;
  const [first = 'ReadWriteOnce'] = (tiersOf(platform)[tier]?.accessModes ?? [])
    .filter((mode): mode is AccessMode => mode !== 'ReadOnlyMany');
  return { ...props, tier, accessMode: props.accessMode ?? first };
}

/**
 * The spec of a claim. Throws where something is missing, or not offered by the platform; `field` is what the author
 * wrote, such as `storage`. Without a tier the cluster chooses.
 */
export function claimSpec(props: ClaimProps, field: string, facts: WorkloadFacts): ClaimSpec {
  const { tier, accessMode } = props;
  if (accessMode === undefined || (props as Partial<ClaimProps>).size === undefined) {
    throw missing(accessMode === undefined && props.size !== undefined ? 'accessMode' : 'size', field, facts.path);
  }
  const { storageClassName, accessModes = ['ReadWriteOnce'] }: StorageTier =
    tier === undefined ? { accessModes: [accessMode] } : tierOf(tier, field, facts.platform, facts.path);
  if (!accessModes.includes(accessMode)) {
    throw new CharthouseError({
      path: facts.path,
      field: `${field}.accessMode`,
      problem: `is not served by tier ${tier} of platform ${facts.platform.name}`,
      value: accessMode,
      allowed: accessModes.join(', '),
      fix: 'choose another tier or access mode',
    });
  }
  return {
    accessModes: [accessMode],
    ...(storageClassName === undefined ? {} : { storageClassName }),
    resources: { requests: { storage: props.size } },
  };
}

function missing(key: 'size' | 'accessMode', field: string, path: string): CharthouseError {
  return new CharthouseError({
    path,
    field: `${field}.${key}`,
    problem: 'is missing',
    allowed: { size: size.allowed, accessMode: modes.allowed }[key],
    fix: `add ${key} to ${field}`,
  });
}

function tiersOf(platform: PlatformProps): Readonly<Record<string, StorageTier | undefined>> {
  return { ...platform.storage };
}

function tierOf(tier: string, field: string, platform: PlatformProps, path: string): StorageTier {
  const tiers = platform.storage ?? {};
  const found = Object.hasOwn(tiers, tier) ? tiers[tier] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(tiers);
  throw new CharthouseError({
    path,
    field: `${field}.tier`,
    problem: `is not offered by platform ${platform.name}`,
    value: tier,
    allowed: names.length === 0 ? 'nothing: the platform has no storage' : names.join(', '),
    fix: names.length === 0
      ? `leave ${field} out for this target (target.pick), or give the platform storage: { standard: {} }`
      : 'use a tier that the platform has, or add the tier to it',
  });
}
