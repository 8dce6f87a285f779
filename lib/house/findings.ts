/** Gathers what the checks need from a tree, and runs them: one cluster at a time, all findings together. */
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { CheckedObject, DeclaredObject, PlainManifest, StatedReason } from '../checks/check';
import { runChecks, type Rules } from '../checks/run-checks';
import { hasBrand } from '../model/brand';
import { findingText, type Finding } from '../model/finding';
import type { LeftRule } from '../model/layers';
import { applicationContextAt, outermostChart, type HouseContext } from './context';
import { lineageOf } from './house-lineage';

/** What a workload reports besides its objects. */
interface Reporting extends IConstruct {
  readonly context: HouseContext;
  report(): {
    readonly reasons: readonly StatedReason[];
    readonly left: readonly LeftRule[];
    readonly declared: readonly DeclaredObject[];
  };
}

/** Everything of one cluster. */
interface ClusterTree {
  readonly contexts: Set<HouseContext>;
  /** Whose rules hold for an owner, by its path: one cluster may hold what several houses made. */
  readonly contextOf: Map<string, HouseContext>;
  readonly objects: CheckedObject[];
  readonly workloads: Reporting[];
}

/** All findings of a tree, sorted by path. A tree without anything of ours has none. */
export function findingsOf(root: IConstruct): readonly Finding[] {
  return [...clusters(root).values()]
    .flatMap(findingsOfCluster)
    .sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}

const validatedSymbol = Symbol.for('charthouse.validated');

/** Lets cdk8s' own App, which knows nothing of checks, refuse a tree with errors. Our App asks for findings itself. */
export function installValidation(construct: IConstruct): void {
  const root = construct.node.root as IConstruct & { [validatedSymbol]?: true };
  if (root[validatedSymbol] === true) return;
  Object.defineProperty(root, validatedSymbol, { value: true });
  let rightAt: number | undefined;
  root.node.addValidation({
    validate: () => {
      if (hasBrand(root, 'App')) return [];
      // cdk8s validates once for each chart and once more: a tree that was found right is judged anew only when it has
      // grown, or in another turn of the event loop. One with errors ends the synthesis, and may be mended then.
      const size = root.node.findAll().length;
      if (rightAt === size) return [];
      const errors = findingsOf(root).filter(({ severity }) => severity === 'error').map(findingText);
      if (errors.length === 0) {
        rightAt = size;
        queueMicrotask(() => { rightAt = undefined; });
      }
      return errors;
    },
  });
}

function clusters(root: IConstruct): ReadonlyMap<string, ClusterTree> {
  const trees = new Map<string, ClusterTree>();
  const walk = (construct: IConstruct, application: HouseContext | undefined, owner: Reporting | undefined): void => {
    const here = applicationContextAt(construct) ?? application;
    const workload = hasBrand(construct, 'Workload') ? (construct as Reporting) : owner;
    if (ApiObject.isApiObject(construct) || workload === construct || here !== application) {
      const key = here?.cluster ?? `chart ${outermostPath(construct)}`;
      const tree = trees.get(key) ?? emptyTree();
      trees.set(key, tree);
      if (here !== undefined) {
        tree.contexts.add(here);
        tree.contextOf.set(here.path, here);
      }
      if (workload === construct && workload !== undefined) {
        tree.workloads.push(workload);
        tree.contexts.add(workload.context);
        tree.contextOf.set(workload.node.path, workload.context);
      }
      if (ApiObject.isApiObject(construct)) {
        const owner = workload?.node.path ?? construct.node.path;
        if (workload === undefined && here !== undefined) tree.contextOf.set(owner, here);
        tree.objects.push({ path: construct.node.path, owner, manifest: construct.toJson() as PlainManifest });
      }
    }
    for (const child of construct.node.children) walk(child, here, workload);
  };
  walk(root, undefined, undefined);
  // Objects of a plain cdk8s tree are nobody's business but cdk8s'.
  return new Map([...trees].filter(([, tree]) => tree.contexts.size > 0));
}

function emptyTree(): ClusterTree {
  return { contexts: new Set(), contextOf: new Map(), objects: [], workloads: [] };
}

function outermostPath(construct: IConstruct): string {
  return outermostChart(construct).node.path;
}

function findingsOfCluster(tree: ClusterTree): readonly Finding[] {
  const contexts = [...tree.contexts];
  const [first] = contexts;
  if (first === undefined) return [];
  const houses = new Set(contexts.flatMap(({ house }) => lineageOf(house)));
  const reports = tree.workloads.map((workload) => ({ path: workload.node.path, ...workload.report() }));
  const applicationReasons = contexts.flatMap((context) => context.reasons?.stated() ?? []);
  const houseReasons = [...houses].flatMap((each) => each.reasons.stated());
  const found = runChecks({
    objects: tree.objects,
    platform: first.target.platform,
    declared: [...contexts.flatMap((context) => context.declared), ...reports.flatMap((report) => report.declared)],
    reasons: [...houseReasons, ...applicationReasons, ...reports.flatMap((report) => report.reasons)],
    rulesFor: rulesIn(tree),
  });
  return [...found, ...leftFindings(reports.flatMap(({ left }) => left))];
}

/**
 * The rules for each owner: those of the house that it stands under. An object of others in a plain Chart stands under
 * no house; it goes by that of the workloads around it, where they have only one.
 */
function rulesIn({ contexts, contextOf }: ClusterTree): (owner: string) => Rules {
  const rules = new Map([...contexts].map((context) => [context, rulesOf(context)]));
  const ofHouses = new Map([...contexts].reverse().flatMap((context) =>
    lineageOf(context.house).map(({ reasons }) => [reasons.path, rules.get(context)])));
  const [only, ...others] = new Set([...contexts].map(({ house }) => house));
  const around = only === undefined || others.length > 0 ? {} : { severities: only.severities, waivers: only.waivers };
  return (owner) => {
    const context = contextOf.get(owner);
    return (context === undefined ? ofHouses.get(owner) : rules.get(context)) ?? around;
  };
}

function rulesOf({ house, target }: HouseContext): Rules {
  return { platform: target.platform, severities: house.severities, waivers: house.waivers };
}

/** What a house or an Application has left, every workload below reports: it is said once. */
function leftFindings(left: readonly LeftRule[]): readonly Finding[] {
  const findings = left.map((rule) => [`${rule.path} ${rule.field} ${rule.setBy}`, leftFinding(rule)] as const);
  return [...new Map(findings).values()];
}

/** A lock that was left with a reason is reported, though nobody has to do anything about it. */
function leftFinding(left: LeftRule): Finding {
  return {
    path: left.path,
    rule: 'rule-left',
    severity: 'info',
    field: left.field,
    value: left.value,
    waived: left.reason,
    message: `leaves what ${left.setBy} has ${left.allowed}`,
    fix: 'nothing to do while the reason holds',
  };
}
