/** The logical names of resources: by what an object is in its cluster. Moving its construct changes nothing. */
import type { Alias, ComponentResourceOptions } from '@pulumi/pulumi';
import { CharthouseError } from '../model/error';

/** What the parts of a name were called before: a name that begins otherwise is another resource. */
export interface FormerNames {
  /** The deployment, as its `aliases` say. */
  readonly deployments: readonly string[];
  /** Targets, by what they are called now. */
  readonly targets: Readonly<Record<string, string | readonly string[]>>;
}

/** The names of one deployment. */
export class ResourceNames {
  public constructor(private readonly deployment: string, private readonly former: FormerNames) {}

  /** What is in a cluster, by its namespace and the like. */
  public nameOf(cluster: string, ...parts: readonly (string | undefined)[]): string {
    return named(this.deployment, cluster, parts);
  }

  /** What it was called. */
  public aliasesOf(cluster: string, ...parts: readonly (string | undefined)[]): readonly Alias[] {
    const { deployments, targets } = this.former;
    const clusters = [cluster, Object.hasOwn(targets, cluster) ? targets[cluster] ?? [] : []].flat();
    const [, ...former] = [this.deployment, ...deployments].flatMap((deployment) =>
      clusters.map((each) => ({ name: named(deployment, each, parts) })));
    return former;
  }
}

/** Throws where a former name is given to no target of the tree, or is that of another one. */
export function checkFormerTargets(targets: FormerNames['targets'], clusters: ReadonlySet<string>, path: string): void {
  for (const [target, names] of Object.entries(targets)) {
    const wrong = [names].flat().find((name: unknown) => typeof name !== 'string' || name === '' || clusters.has(name));
    const isKnown = clusters.has(target);
    if (isKnown && wrong === undefined) continue;
    throw new CharthouseError({
      path,
      field: `formerTargets.${target}`,
      problem: isKnown ? 'must be what the target was called before' : 'is no target of the tree',
      value: isKnown ? wrong : target,
      allowed: isKnown ? 'names that no target of the tree has' : [...clusters].join(', '),
      fix: 'write the new name before the colon and the old one after it',
    });
  }
}

/** What the aliases of a deployment say that it was called. */
export function namesIn(aliases: ComponentResourceOptions['aliases'] = []): readonly string[] {
  return aliases.flatMap((alias: unknown) => {
    const name: unknown = typeof alias === 'object' && alias !== null && 'name' in alias ? alias.name : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}

function named(deployment: string, cluster: string, parts: readonly (string | undefined)[]): string {
  return [deployment, cluster, ...parts].filter(Boolean).join('/');
}
