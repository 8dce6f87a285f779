/** What a program returns from its tree: references become Outputs, the rest stays as it is. */
import { output, type Output } from '@pulumi/pulumi';
import { CharthouseError } from '../model/error';
import { isReference, type Reference } from '../model/reference';
import { isDeferred, type Deferred, type Viewpoint } from '../model/value';

/** What becomes of what a program returns. */
export type Exported<Result> = {
  readonly [Key in keyof Result]:
  Result[Key] extends Output<infer T> ? Output<T>
    : Result[Key] extends Reference<infer T> ? Output<T>
      : Result[Key];
};

/** What a program returned, by name. */
type Exports = Readonly<Record<string, unknown>>;

/** The values for the deployment. Throws where one has the name of something that every deployment has. */
export function exportedOf(result: unknown, name: string, isTaken: (key: string) => boolean): Exports {
  const entries = Object.entries((result ?? {}) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([key, value]) => {
    if (isTaken(key)) throw nameTaken(name, key);
    return [key, !isDeferred(value) && isReference(value) ? outputOf(value, `${name}.${key}`) : value];
  }));
}

/** A reference from outside of every namespace: the whole name. */
function outputOf(reference: Reference, path: string): Output<unknown> {
  const viewpoint: Viewpoint = {
    path,
    namespace: undefined,
    deferred: (value) => value,
    secret: (value) => value,
  };
  return output(reference.render(viewpoint) as unknown as Deferred<unknown>);
}

function nameTaken(path: string, key: string): CharthouseError {
  return new CharthouseError({
    path,
    field: key,
    problem: 'is the name of something that every deployment has',
    value: key,
    allowed: 'another name',
    fix: 'rename what the program returns',
  });
}
