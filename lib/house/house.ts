/** What a house and its targets are: an organisation's versioned choice of patterns, defaults, platforms and places. */
import type { Severity } from '../model/finding';
import type { Layer } from '../model/layer';
import type { Reasons } from '../model/reasons';
import type { DeliveryKind } from '../patterns/facts';
import type { KeysFor } from '../patterns/keys-for';
import type { AnyPattern } from '../patterns/pattern';
import type { DefaultsOf } from '../patterns/settings';
import type { Trait } from '../patterns/traits';
import type { Platform } from '../platforms/define-platform';
import type { builtin } from './builtin';

/** What a house says of a target. */
export interface TargetProps<PlatformName extends string = string, Defaults = Readonly<Record<string, unknown>>> {
  /** The name of one of the house's platforms. */
  readonly platform: PlatformName;
  /** Such as `prod`. */
  readonly environment: string;
  /**
   * The domain under which hosts are, such as `eu.example.com`.
   * @default - none: reading `target.domain` is an error
   */
  readonly domain?: string | undefined;
  /** Who applies the manifests. @default 'kubectl' */
  readonly delivery?: DeliveryKind | undefined;
  /** The namespace of every Application. @default - the name of the Application */
  readonly namespace?: string | undefined;
  /**
   * What tells its cluster from every other: the uid of the namespace `kube-system`. A stack whose provider leads to
   * another cluster is refused before anything is made.
   * `kubectl get namespace kube-system -o jsonpath={.metadata.uid}` prints it.
   * @example clusterUid: '6a1f1c0e-7f5b-4c58-9e6a-0d7c0a1b2c3d'
   * @default - nobody compares
   */
  readonly clusterUid?: string | undefined;
  /** Defaults for everything that goes there. @default - none */
  readonly defaults?: Defaults | undefined;
}

/**
 * Values by target: a name, a pattern with `*`, or `default`. An exact name beats the longest pattern beats
 * `default`.
 */
export type Choices<Names extends string, T> = Readonly<Partial<Record<Names | `${string}*${string}` | 'default', T>>>;

/** One place to deploy to: a platform, an environment, a domain, a way of delivery. */
export interface Target<
  Names extends string = string,
  Patterns extends readonly AnyPattern[] = readonly AnyPattern[],
> {
  readonly name: string;
  readonly house: House;
  readonly platform: Platform;
  readonly environment: string;
  readonly delivery: DeliveryKind;
  readonly namespace: string | undefined;
  /** The uid of its cluster's `kube-system`; undefined where the house does not say it. */
  readonly clusterUid: string | undefined;
  readonly defaults: Readonly<Record<string, unknown>>;
  /** The domain. Throws where the target has none. */
  readonly domain: string;
  /** Whether the target has a domain. */
  readonly hasDomain: boolean;
  /** The value for this target. Throws where none fits and there is no `default`. */
  pick<T>(choices: Choices<Names, T>): T;
  /** For the compiler alone: the patterns that the house added. @default - never there */
  readonly patternTypes?: Patterns;
}

/** Every key that a house with these patterns may give a default for. */
export type AllKeys<Patterns extends readonly AnyPattern[]> = KeysFor<typeof builtin, Trait> & KeysFor<Patterns, Trait>;

/** A target of a house, for functions that build an application for each of them: `TargetOf<typeof acme>`. */
export type TargetOf<Base> = Base extends House<infer Names, infer Patterns> ? Target<Names, Patterns> : never;

/** The names of a house's targets. */
export type TargetNamesOf<Base> = Base extends House<infer Names> ? Names : never;

/** The patterns of a house besides the built-in ones, and others after them. */
export type PatternsWith<Base, Patterns extends readonly AnyPattern[]> =
  Base extends House<string, infer Inherited> ? readonly [...Inherited, ...Patterns] : Patterns;

/** The workloads of a house's own. */
export type WorkloadsOf<Base> = Base extends House<string, readonly AnyPattern[], infer Inherited> ? Inherited : object;

/** What a house is made of. */
export interface HouseProps<
  PlatformName extends string,
  TargetName extends string,
  Patterns extends readonly AnyPattern[],
  Workloads extends object,
  Base extends House = House<never, readonly []>,
> {
  /** Such as `acme`. */
  readonly name: string;
  /** Version of the house; never written to a pod template. */
  readonly version: string;
  /**
   * The house that this one builds on: its patterns, defaults, platforms, targets and locks.
   * @default - the library alone
   */
  readonly extends?: Base | undefined;
  /**
   * The month whose defaults of the library hold, such as `2026-11`, however much newer the library is: an upgrade then
   * rolls no pod unasked.
   * @default - the month of the extended house, else the newest defaults
   */
  readonly compat?: string | undefined;
  /** Kinds of clusters, by name. @default - those of the extended house */
  readonly platforms?: Readonly<Record<PlatformName, Platform>> | undefined;
  /** Places to deploy to, by name. @default - those of the extended house */
  readonly targets?:
    | Readonly<Record<TargetName, TargetProps<
          NoInfer<PlatformName> | string,
          DefaultsOf<AllKeys<PatternsWith<NoInfer<Base>, NoInfer<Patterns>>>>
        >>>
    | undefined;
  /**
   * Defaults in the shape of the props: a value, `locked(value)`, `bounded({ … })`, or `unset` to take one away.
   * @default - those of the library and of the extended house
   */
  readonly defaults?: DefaultsOf<AllKeys<PatternsWith<NoInfer<Base>, NoInfer<Patterns>>>> | undefined;
  /** Defaults for one kind of workload, by its name. @default - none */
  readonly defaultsFor?:
    | Readonly<Record<string, DefaultsOf<AllKeys<PatternsWith<NoInfer<Base>, NoInfer<Patterns>>>>>>
    | undefined;
  /** Patterns besides the built-in ones; one of an equal name takes the place of the other. @default - none */
  readonly patterns?: Patterns | undefined;
  /** Names of patterns that this house does not use. @default - none */
  readonly without?: readonly string[] | undefined;
  /** Workloads of the house's own, which `constructs(house)` offers too. @default - none */
  readonly workloads?: Workloads | undefined;
  /** How grave a rule's findings are, by rule; `off` for a rule that does not apply. @default - as the checks say */
  readonly severities?: Readonly<Record<string, Severity | 'off'>> | undefined;
  /** Rules that are waived everywhere, each with its reason. @default - none */
  readonly waivers?: Readonly<Record<string, string>> | undefined;
  /** Reasons for leaving what the extended house has locked or bounded, by field. @default - none */
  readonly because?: Readonly<Record<string, string>> | undefined;
}

/** A house: checked when made, and never changed. */
export interface House<
  TargetName extends string = string,
  Patterns extends readonly AnyPattern[] = readonly AnyPattern[],
  Workloads = object,
> {
  readonly name: string;
  readonly version: string;
  readonly extends: House | undefined;
  /** The month whose defaults of the library hold; undefined for the newest. */
  readonly compat: string | undefined;
  /** All patterns that serve its workloads, sorted by name. */
  readonly patterns: readonly AnyPattern[];
  readonly platforms: Readonly<Record<string, Platform>>;
  /** The layers of the extended house and its own, from the weakest to the strongest. */
  readonly layers: readonly Layer[];
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  readonly waivers: Readonly<Record<string, string>>;
  readonly reasons: Reasons;
  readonly workloads: Workloads;
  /** A target by its name. Throws for an unknown one. */
  target(name: TargetName): Target<TargetName, Patterns>;
  /** All targets, in the order of their definition. */
  readonly targets: readonly Target<TargetName, Patterns>[];
  /** For the compiler alone: the patterns that the house added. @default - never there */
  readonly patternTypes?: Patterns;
}
