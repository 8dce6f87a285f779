/** A pattern: one house rule, in one file. Its key interface reaches the workloads' props by type. */
import { markBrand } from '../model/brand';
import type { ContainerVerbs, Draft } from '../model/draft/draft';
import type { SettledDraft } from '../model/draft/settled';
import type { DefaultsChange } from '../model/defaults-by-month';
import type { EmittedObject } from '../model/object';
import { completion } from '../model/completed';
import type { Shape } from '../model/shape';
import type { ContainerFacts, WorkloadFacts } from './facts';
import type { DefaultsOf, Settings } from './settings';
import { emitsNothing, silent } from './silence';
import type { Trait } from './traits';

/** The shapes of a key interface: one for each of its keys. */
export interface KeySet<Keys> {
  readonly shapes: { readonly [Key in keyof Keys]-?: Shape };
}

/** Gives each key of a key interface its shape, so that a program in JavaScript is told what a type would have told. */
export function keys<Keys>(shapes: KeySet<Keys>['shapes']): KeySet<Keys> {
  return { shapes };
}

/** Which containers defaults reach besides the main one. */
export type DefaultsReach = 'every' | 'stated' | 'main';

/** The part of a pattern that serves each container: the main one by the workload's props, others by their own. */
export interface ContainerPart<Keys, Defaults, Name extends string = string, Reads = object> {
  /**
   * Which containers the defaults of houses, targets and Applications reach besides the main one: `every` added one,
   * those `stated` in props but none that a pattern adds, or none (`main`). What says how containers run reaches every
   * one; what says what one of them is reaches no other.
   * @default 'every'
   */
  readonly reach?: DefaultsReach;
  readonly keys: KeySet<Keys>;
  /** @default - none */
  readonly defaults?: Defaults;
  /** What the defaults were before, by month. @default - they never changed */
  readonly changes?: readonly DefaultsChange<DefaultsOf<NoInfer<Keys>>>[];
  /** Writes to the container; reads nothing from the draft. */
  apply(
    container: ContainerVerbs,
    settings: Settings<Keys, Defaults, Name> & Readonly<Reads>,
    facts: ContainerFacts,
    draft: Draft,
  ): void;
}

/** What a pattern is made of. */
export interface PatternProps<
  Name extends string,
  Keys,
  Fits extends Trait,
  Defaults,
  ContainerKeys,
  ContainerDefaults,
  Reads = object,
> {
  /** What `explain` shows. Where a key has the same name, `false` there switches the pattern off. */
  readonly name: Name;
  /** The traits that a workload must have. */
  readonly fits: readonly Fits[];
  /** @default - the pattern has no keys on the workload */
  readonly keys?: KeySet<Keys>;
  /**
   * Keys of other patterns that it reads, such as `owner`: what the layers say, never what patterns wrote. Its
   * container part gets what the container says of them.
   * @default - none
   */
  readonly reads?: KeySet<Reads>;
  /** @default - none */
  readonly defaults?: Defaults;
  /** What the defaults were before, by month: for houses that keep to one. @default - they never changed */
  readonly changes?: readonly DefaultsChange<DefaultsOf<NoInfer<Keys>>>[];
  /** @default - the pattern says nothing of single containers */
  readonly container?: ContainerPart<ContainerKeys, ContainerDefaults, Name, Reads>;
  /** Writes to the draft; reads nothing from it. @default - writes nothing */
  apply?(draft: Draft, settings: Settings<Keys, Defaults, Name> & Readonly<Reads>, facts: WorkloadFacts): void;
  /** Reads the settled draft, and says which objects there are. @default - none */
  emit?(
    draft: SettledDraft,
    settings: Settings<Keys, Defaults, Name> & Readonly<Reads>,
    facts: WorkloadFacts,
  ): readonly EmittedObject[];
}

/** A pattern. Its type parameters carry its keys to the props; they are there for the compiler alone. */
export interface Pattern<Keys = object, ContainerKeys = object, Fits extends Trait = Trait> {
  readonly name: string;
  readonly fits: readonly Fits[];
  readonly shapes: Readonly<Record<string, Shape>>;
  readonly containerShapes: Readonly<Record<string, Shape>>;
  /** Keys of other patterns that it reads. */
  readonly reads: Readonly<Record<string, Shape>>;
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly containerDefaults: Readonly<Record<string, unknown>>;
  /** What the defaults were before. @default - they never changed */
  readonly changes?: readonly DefaultsChange[];
  /** What the defaults of containers were before. @default - they never changed */
  readonly containerChanges?: readonly DefaultsChange[];
  /** Which added containers the defaults for its container keys reach. */
  readonly reach: DefaultsReach;
  /** The key that switches it off with `false`; undefined where it has none. */
  readonly off: string | undefined;
  apply(draft: Draft, settings: object, facts: WorkloadFacts): void;
  applyContainer(container: ContainerVerbs, settings: object, facts: ContainerFacts, draft: Draft): void;
  emit(draft: SettledDraft, settings: object, facts: WorkloadFacts): readonly EmittedObject[];
  /** For the compiler alone. @default - never there */
  readonly keyType?: Keys;
  /** For the compiler alone. @default - never there */
  readonly containerKeyType?: ContainerKeys;
}

/** Any pattern. */
export type AnyPattern = Pattern;

/** Makes one of the built-in patterns: types and tests hold it to what `definePattern` checks. */
export function makePattern<
  const Name extends string,
  const Fits extends Trait = never,
  Keys = object,
  const Defaults extends DefaultsOf<Keys> = object,
  ContainerKeys = object,
  const ContainerDefaults extends DefaultsOf<ContainerKeys> = object,
  Reads = object,
>(
  props: PatternProps<Name, Keys, Fits, Defaults, ContainerKeys, ContainerDefaults, Reads>,
): Pattern<Keys, ContainerKeys, Fits> {
  const shapes: Readonly<Record<string, Shape>> = props.keys?.shapes ?? {};
  const containerShapes: Readonly<Record<string, Shape>> = props.container?.keys.shapes ?? {};
  const { container } = props;
  const apply = props.apply?.bind(props);
  const emit = props.emit?.bind(props);
  const complete = completion(props.defaults);
  const completeContainer = completion(container?.defaults);
  const pattern: Pattern<Keys, ContainerKeys, Fits> = {
    name: props.name,
    fits: props.fits,
    shapes,
    containerShapes,
    reads: props.reads?.shapes ?? {},
    defaults: (props.defaults ?? {}),
    containerDefaults: (props.container?.defaults ?? {}),
    changes: props.changes ?? [],
    containerChanges: props.container?.changes ?? [],
    reach: props.container?.reach ?? 'every',
    off: props.name in shapes || props.name in containerShapes ? props.name : undefined,
    apply: apply === undefined ? silent : (draft, settings, facts) => {
      apply(draft, complete(settings) as Settings<Keys, Defaults, Name> & Reads, facts);
    },
    applyContainer: container === undefined ? silent : (verbs, settings, facts, draft) => {
      const whole = completeContainer(settings) as Settings<ContainerKeys, ContainerDefaults, Name> & Reads;
      container.apply(verbs, whole, facts, draft);
    },
    emit: emit === undefined ? emitsNothing : (draft, settings, facts) =>
      emit(draft, complete(settings) as Settings<Keys, Defaults, Name> & Reads, facts),
  };
  markBrand(pattern, 'Pattern');
  return Object.freeze(pattern);
}
