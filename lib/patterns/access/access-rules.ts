/** What an application says of access, in the words of RBAC (https://kubernetes.io/docs/reference/access-authn-authz/rbac/). */
import { CharthouseError } from '../../model/error';
import type { PolicyRule } from '../../model/kubernetes/types';
import { list, object, oneOf, shapeOf, textShape, type Shape } from '../../model/shape';
import type { WorkloadFacts } from '../facts';
import { parseResource } from './parse-resource';

/** What may be done to a resource, or to a path of the API server that is none. */
export type AccessVerb = (typeof resourceVerbs)[number] | (typeof urlVerbs)[number];

/** What a workload may do. */
export interface AccessRule {
  /**
   * Resources that may be read: `get`, `list`, `watch`. By name, and with their group where they are not Kubernetes'
   * own: `configmaps`, `deployments`, `pods/log`, `certificates.cert-manager.io`.
   * @default - none
   */
  readonly read?: readonly string[] | undefined;
  /** Resources that may be read, made, changed and deleted. @default - none */
  readonly write?: readonly string[] | undefined;
  /** Resources for the `verbs`. @default - none */
  readonly resources?: readonly string[] | undefined;
  /** Paths of the API server that are no resources, such as `/metrics`; `in: 'cluster'` alone. @default - none */
  readonly nonResourceURLs?: readonly string[] | undefined;
  /** What may be done to `resources` and `nonResourceURLs`. @default - `get` of paths */
  readonly verbs?: readonly AccessVerb[] | undefined;
  /**
   * Names of the only objects that are meant. Nothing can be made by name, and whoever lists must select the name.
   * @default - all objects
   */
  readonly names?: readonly string[] | undefined;
  /** Where: a Role, or a ClusterRole for all namespaces and for what is in none. @default 'namespace' */
  readonly in?: 'namespace' | 'cluster' | undefined;
}

/** The rules of a Role, and those of a ClusterRole. */
export type RulesByScope = Readonly<Record<'namespace' | 'cluster', readonly PolicyRule[]>>;

const reading = ['get', 'list', 'watch'] as const;
const writing = [...reading, 'create', 'update', 'patch', 'delete'] as const;
const resourceVerbs = [
  ...writing, 'deletecollection', 'use', 'bind', 'escalate', 'impersonate', 'approve', 'sign', 'attest', '*',
] as const;
const urlVerbs = ['get', 'head', 'options', 'post', 'put', 'patch', 'delete', '*'] as const;
/** Whoever may do these may do what nobody allowed. */
const unlimited: readonly string[] = ['*', 'bind', 'escalate', 'impersonate'];

const url = shapeOf(
  "a path such as /metrics, with '*' at its end at most",
  (value) => typeof value === 'string' && /^(\/[^*]*\*?|\*)$/.test(value),
  'begin with /',
);

/** The shape of the rules. */
export const accessShape: Shape = list(object({
  read: list(textShape),
  write: list(textShape),
  resources: list(textShape),
  nonResourceURLs: list(url),
  verbs: list(oneOf(...new Set([...resourceVerbs, ...urlVerbs]))),
  names: list(textShape),
  in: oneOf('namespace', 'cluster'),
}));

/** The rules that RBAC takes for these. Throws where a rule could not work, or allows everything without a reason. */
export function policyRulesOf(access: readonly AccessRule[], facts: WorkloadFacts): RulesByScope {
  const rules = { namespace: [] as PolicyRule[], cluster: [] as PolicyRule[] };
  for (const [index, rule] of access.entries()) {
    const statement = new Statement(rule, `access[${index}]`, facts);
    rules[rule.in ?? 'namespace'].push(...statement.rules());
  }
  return rules;
}

/** One rule of an application: several of RBAC, for each names one group and one set of verbs. */
class Statement {
  public constructor(
    private readonly rule: AccessRule,
    private readonly field: string,
    private readonly facts: WorkloadFacts,
  ) {}

  public rules(): readonly PolicyRule[] {
    const { read = [], write = [], resources = [], nonResourceURLs = [], verbs = [] } = this.rule;
    this.checkWhole();
    return [
      ...this.ofResources('read', read, reading),
      ...this.ofResources('write', write, writing),
      ...this.ofResources('resources', resources, verbs),
      ...this.ofUrls(nonResourceURLs, verbs.length === 0 ? ['get'] : verbs),
    ];
  }

  private checkWhole(): void {
    const { read = [], write = [], resources = [], nonResourceURLs = [], verbs = [] } = this.rule;
    if ([read, write, resources, nonResourceURLs].every(({ length }) => length === 0)) {
      throw this.refused('', 'allows nothing', Object.keys(this.rule), 'read, write, or resources with verbs',
        'name at least one resource, or leave the rule out');
    }
    if (this.rule.names?.length === 0) {
      throw this.refused('.names', 'is empty, which RBAC reads as all objects', [], 'at least one name',
        'name an object, or leave it out for all of them');
    }
    const missing = verbs.length === 0 ? 'verbs' : 'resources';
    if (verbs.length === 0 ? resources.length > 0 : resources.length + nonResourceURLs.length === 0) {
      throw this.refused(`.${missing}`, 'is missing', this.rule[missing], 'resources together with verbs',
        `add ${missing}, or write read or write instead`);
    }
    const [free] = verbs.filter((verb) => unlimited.includes(verb));
    if (free !== undefined) this.needReason('.verbs', free);
  }

  private ofResources(
    key: 'read' | 'write' | 'resources',
    names: readonly string[],
    verbs: readonly string[],
  ): PolicyRule[] {
    const byGroup = new Map<string, string[]>();
    const objects = this.rule.names ?? [];
    for (const [index, text] of names.entries()) {
      const field = `.${key}[${index}]`;
      const { groups, resource, ofCluster } = parseResource(text, this.facts.path, `${this.field}${field}`);
      if (text.includes('*')) this.needReason(field, text);
      if (ofCluster && this.rule.in !== 'cluster') throw this.outsideNamespace(field, text);
      this.checkVerbs(key, verbs, resourceVerbs);
      if (objects.length > 0 && !resource.includes('/')) this.checkNames(verbs, text);
      for (const group of groups) byGroup.set(group, [...(byGroup.get(group) ?? []), resource]);
    }
    const resourceNames = objects.length === 0 ? {} : { resourceNames: [...objects] };
    return [...byGroup].map(([group, resources]) =>
      ({ apiGroups: [group], resources, ...resourceNames, verbs: [...verbs] }));
  }

  private ofUrls(urls: readonly string[], verbs: readonly string[]): PolicyRule[] {
    if (urls.length === 0) return [];
    if (this.rule.in !== 'cluster') throw this.outsideNamespace('.nonResourceURLs', urls);
    this.checkVerbs('nonResourceURLs', verbs, urlVerbs);
    for (const [index, each] of urls.entries())
      if (each === '*' || each === '/*') this.needReason(`.nonResourceURLs[${index}]`, each);
    return [{ nonResourceURLs: [...urls], verbs: [...verbs] }];
  }

  private checkVerbs(key: string, verbs: readonly string[], known: readonly string[]): void {
    const other = verbs.find((verb) => !known.includes(verb));
    if (other === undefined) return;
    throw this.refused('.verbs', `has a verb that ${key} do not know`, other, known.join(', '),
      'say it in a rule of its own');
  }

  /** The API server asks before the object has a name. */
  private checkNames(verbs: readonly string[], resource: string): void {
    const nameless = verbs.filter((verb) => verb === 'create' || verb === 'deletecollection');
    if (nameless.length === 0) return;
    throw this.refused('.names', `cannot restrict ${nameless.join(' and ')} of ${resource}: it would never be allowed`,
      this.rule.names, 'names with read, or with verbs such as get, update, patch, delete',
      "write resources and verbs, and 'create' in a rule of its own without names");
  }

  private outsideNamespace(field: string, value: unknown): CharthouseError {
    return this.refused(field, 'is in no namespace, where a Role could allow it', value, "in: 'cluster'",
      "add in: 'cluster' to this rule");
  }

  private needReason(field: string, value: unknown): void {
    if (this.facts.reason('access') !== undefined) return;
    throw this.refused(field, 'allows more than anybody can list, and takes a reason', value,
      "because: { access: '…' }", 'name what is needed, or say why all of it is');
  }

  private refused(field: string, problem: string, value: unknown, allowed: string, fix: string): CharthouseError {
    return new CharthouseError({ path: this.facts.path, field: `${this.field}${field}`, problem, value, allowed, fix });
  }
}
