/** What layers may say of a pattern's keys, and what the pattern gets of it, by type. */
import type { Rule, Unset, WhenStated } from '../model/rule';

/** What a layer may say of a value: the value, a part of it, a rule for the layers above, or that it is gone. */
export type LayerValue<T> =
  | Rule
  | Unset
  | (T extends object
      ? T extends readonly unknown[]
        ? T
        : T extends (...args: never[]) => unknown
          ? T
          : { readonly [Field in keyof T]?: LayerValue<T[Field]> }
      : T);

/** Defaults for some of the keys. */
export type DefaultsOf<Keys> = { readonly [Key in keyof Keys]?: LayerValue<Exclude<Keys[Key], undefined>> | undefined };

/**
 * The settings that a pattern gets: all layers merged. A key with a default is there; its other fields may be. The
 * key that switches the pattern off is never `false`: then the pattern is not asked.
 */
export type Settings<Keys, Defaults, Name extends string = string> = {
  readonly [Key in keyof Keys]-?: Key extends keyof Defaults
    ? Default<Exclude<Keys[Key], undefined | (Key extends Name ? false : never)>, Defaults[Key]>
    : Exclude<Keys[Key], Key extends Name ? false : never> | undefined;
};

type Default<T, Given> = Given extends WhenStated<infer Fields> ? Filled<T, Fields> | undefined : Filled<T, Given>;

type Filled<T, Defaults> = T extends object
  ? T extends readonly unknown[]
    ? T
    : { readonly [Field in keyof T]: Field extends keyof Defaults ? Exclude<T[Field], undefined> : T[Field] } & Needed<
        T,
        Defaults
      >
  : T;

type Needed<T, Defaults> = { readonly [Field in keyof T & keyof Defaults]-?: Exclude<T[Field], undefined> };
