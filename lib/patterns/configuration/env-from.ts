/** Whole ConfigMaps and Secrets as variables of a container, each key one. */
import { CharthouseError } from '../../model/error';
import type { ContainerVerbs, Draft } from '../../model/draft/draft';
import type { Named } from '../../model/existing';
import { flag, list, named, object, shapeOf } from '../../model/shape';
import { containerField, type ContainerFacts } from '../facts';
import { referTo } from './refer-to';
import { isVariableName } from './variables';

/** All keys of a ConfigMap or Secret. Exactly one of `configMap` and `secret` says which. */
export interface EnvFrom {
  /** A ConfigMap: one that exists, one of the tree, or `{ name }`. @default - not a ConfigMap */
  readonly configMap?: Named | undefined;
  /** A Secret: one that exists, one of the tree, or `{ name }`. @default - not a Secret */
  readonly secret?: Named | undefined;
  /** What each variable's name begins with, before the key. @default - nothing: it is called as the key */
  readonly prefix?: string | undefined;
  /** Whether the pod starts without it where it is not there. @default false */
  readonly optional?: boolean | undefined;
}

const prefix = shapeOf(
  "the beginning of a variable's name, such as 'DB_'",
  (value) => typeof value === 'string' && isVariableName(value),
  'write letters, digits, _, - and ., not beginning with a digit',
);

/** What `envFrom` can be. */
export const envFromShape = list(object({ configMap: named, secret: named, prefix, optional: flag }));

/** Adds the sources in their order: of two keys with one name the later counts, and a variable of `env` above all. */
export function addEnvFrom(
  sources: readonly EnvFrom[],
  container: ContainerVerbs,
  facts: ContainerFacts,
  draft: Draft,
): void {
  const seen = new Set<string>();
  for (const [index, source] of sources.entries()) {
    const place = { path: facts.workload.path, field: containerField(facts, `envFrom[${index}]`) };
    const { kind, name, optional } = referTo(source, draft, place);
    const key = `${kind} ${name} ${source.prefix ?? ''}`.trim();
    if (seen.has(key)) {
      throw new CharthouseError({
        ...place,
        problem: 'is there already, with the same prefix',
        value: key,
        allowed: 'each Secret and ConfigMap once for each prefix',
        fix: 'leave one of the two out',
      });
    }
    seen.add(key);
    const reference = { name, optional };
    const from = kind === 'Secret' ? { secretRef: reference } : { configMapRef: reference };
    container.add('envFrom', key, { prefix: source.prefix, ...from }, 'props');
  }
}
