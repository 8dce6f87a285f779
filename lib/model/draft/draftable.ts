/** What a pattern may write where Kubernetes has a field: the value, or something that becomes it later. */
import type { Late, Value } from '../value';

/** A field's type, in which every leaf may come later and no field is required: several patterns write one object. */
export type Draftable<T> = [T] extends [string | number | boolean]
  ? Value<T> | Late
  : T extends readonly (infer Item)[]
    ? readonly Draftable<Item>[] | Late
    : { readonly [Field in keyof T]?: Draftable<Exclude<T[Field], undefined>> | undefined } | Late;
