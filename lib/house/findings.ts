/** Gathers what the checks need from a tree, and runs them: one cluster at a time, all findings together. */
import type { IConstruct } from 'constructs';
import type { CheckedObject, CheckInput } from '../checks/check';
import { runChecks, type Rules } from '../checks/run-checks';
import { hasBrand } from '../model/brand';
import { findingText, type Finding } from '../model/finding';
import type { LeftRule } from '../model/layers';
import { builtInHouse } from './built-in-house';
import { broughtByOthers, togetherUnlessCopies } from './charts-together';
import type { ClusterTree } from './cluster-tree';
import { clusterTrees, type ManifestOf } from './cluster-trees';
import type { HouseContext } from './context';
import { lineageOf } from './house-lineage';
import { refuseCircles } from './order-graph';
import { whileUnchanged } from './release-phases';
import { forgetOrder } from './walked-order';

/**
 * All findings of a tree, sorted by path. Under an App of cdk8s, what has nothing of ours in it is nobody's business
 * but cdk8s'; under ours it is told what there is to say. `manifestOf` may remember what it has rendered.
 * @throws CharthouseError where an order leads in a circle
 */
export function findingsOf(root: IConstruct, manifestOf?: ManifestOf): readonly Finding[] {
  refuseCircles(root);
  forgetOrder(root);
  return whileUnchanged(root, () => findingsOfTree(root, manifestOf));
}

function findingsOfTree(root: IConstruct, manifestOf: ManifestOf | undefined): readonly Finding[] {
  const trees = clusterTrees(root, manifestOf);
  const judged = trees.filter(({ contexts }) => contexts.size > 0);
  const told = hasBrand(root, 'App') ? togetherUnlessCopies(trees.filter(({ contexts }) => contexts.size === 0)) : [];
  const elsewhere = broughtByOthers(trees);
  return [...judged, ...told]
    .flatMap((tree) => findingsOfCluster(tree, elsewhere(tree)))
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

function findingsOfCluster(tree: ClusterTree, elsewhere?: CheckInput['elsewhere']): readonly Finding[] {
  const contexts = [...tree.contexts];
  const houses = new Set(contexts.flatMap(({ house }) => lineageOf(house)));
  const reports = tree.workloads.map((workload) => ({ path: workload.node.path, ...workload.report() }));
  const applicationReasons = contexts.flatMap((context) => context.reasons?.stated() ?? []);
  const houseReasons = [...houses].flatMap((each) => each.reasons.stated());
  const declared = [...tree.imported, ...[...contexts, ...reports].flatMap((each) => each.declared)];
  const found = runChecks({
    objects: tree.objects,
    platform: (contexts[0]?.target ?? builtInHouse().target('default')).platform,
    declared,
    elsewhere,
    reasons: [...houseReasons, ...applicationReasons, ...reports.flatMap((report) => report.reasons)],
    rulesFor: rulesIn(tree),
  });
  return [...found, ...leftFindings(reports.flatMap(({ left }) => left))];
}

/** What the checks say of some objects of a cluster, as if there were no others. */
export function findingsAbout(tree: ClusterTree, objects: readonly CheckedObject[]): readonly Finding[] {
  const { contexts, contextOf, imported, plain } = tree;
  return findingsOfCluster({ contexts, contextOf, imported, plain, objects, workloads: [] });
}

/**
 * The rules for each owner: those of the house that it stands under. An object of others in a plain Chart stands under
 * no house: it goes by that of the workloads around it, where they have only one, and stops nobody but for their sake.
 */
function rulesIn({ contexts, contextOf }: ClusterTree): (owner: string) => Rules {
  const rules = new Map([...contexts].map((context) => [context, rulesOf(context)]));
  const ofHouses = new Map([...contexts].reverse().flatMap((context) =>
    lineageOf(context.house).map(({ reasons }) => [reasons.path, rules.get(context)])));
  const [only, ...others] = new Set([...contexts].map(({ house }) => house));
  const stops = contexts.size === 0 ? 'nobody' : 'neighbours';
  const around = only === undefined || others.length > 0
    ? { stops } as const
    : { severities: only.severities, waivers: only.waivers, stops } as const;
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
