/** The draft of a foreign workload: what patterns say of it, beside what its own manifest says. */
import type { ApiObject } from 'cdk8s';
import { connectionsOf } from '../model/connections';
import { DraftRecord } from '../model/draft/draft';
import { SettledDraft } from '../model/draft/settled';
import type { EmittedObject } from '../model/object';
import { inKeyOrder } from '../model/key-order';
import { keysInOrder } from '../model/plain-manifest';
import { render, yamlViewpoint } from '../model/render';
import { isStated } from '../model/stated';
import { isPlainObject } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';
import type { AnyPattern } from '../patterns/pattern';
import type { ControllerKind } from '../patterns/traits';
import type { HouseContext } from './context';
import { foreignDefinition, type ForeignSettings, type SaidOfForeign } from './foreign-settings';
import { foreignTemplate, withNamedPods, withValueAt, type ForeignTemplate } from './foreign-template';
import { runPattern } from './run-pattern';
import { isOff } from './settle-workload';
import { withMissing } from './what-stays';

type Fields = Readonly<Record<string, unknown>>;

/** Patterns that are applied together, and what they are set to. */
export interface AppliedPatterns {
  readonly patterns: readonly AnyPattern[];
  readonly settings: ForeignSettings;
  readonly said: SaidOfForeign;
}

/** What the patterns come to for the workload as it is now. */
export class ForeignDraft {
  public readonly facts: WorkloadFacts;
  public readonly settled: SettledDraft;
  private readonly template: ForeignTemplate;

  public constructor(
    private readonly workload: ApiObject,
    private readonly manifest: Fields,
    private readonly applied: AppliedPatterns,
    context: HouseContext,
  ) {
    this.template = foreignTemplate(workload, manifest);
    this.facts = factsOf(workload, this.template, applied.said, context);
    this.settled = this.settle();
  }

  /** The manifest, with what the patterns say of its pods. */
  public patched(): Fields {
    const { path } = this.workload.node;
    const written = render(this.settled.template, yamlViewpoint(path, this.workload.metadata.namespace));
    const { steps, manifest } = this.template;
    const added = isPlainObject(written) ? withoutSeeds(written) : {};
    return withValueAt(this.manifest, steps, asWritten(withMissing(manifest, added)));
  }

  /** The objects that the patterns emit, in the order of their names. */
  public emitted(): readonly EmittedObject[] {
    const { patterns, settings: { main } } = this.applied;
    const settled = withNamedPods(this.settled, this.template, this.facts);
    return patterns.filter((pattern) => !isOff(pattern, main)).flatMap((pattern) =>
      runPattern(pattern, this.facts.path, () => pattern.emit(settled, main, this.facts)));
  }

  private settle(): SettledDraft {
    const { path, name, selector } = this.facts;
    const record = new DraftRecord(path);
    this.seed(record);
    const { patterns, settings } = this.applied;
    for (const pattern of patterns) {
      if (isOff(pattern, settings.main)) continue;
      const draft = record.for(pattern.name);
      runPattern(pattern, path, () => { pattern.apply(draft, settings.main, this.facts); });
      for (const { name: container, role } of this.template.containers) {
        const values = role === 'main' ? settings.main : settings.others;
        if (isOff(pattern, values)) continue;
        const facts = { name: container, role, workload: this.facts };
        runPattern(pattern, path, () => {
          pattern.applyContainer(draft.containers({ name: container }), values, facts, draft);
        });
      }
    }
    return new SettledDraft(record, { path, name, containerName: this.template.containers[0].name, selector });
  }

  /** What patterns derive values from, and emit objects for. The manifest says it already. */
  private seed(record: DraftRecord): void {
    const { containers, labels, replicas } = this.template;
    const own = record.for('charthouse');
    own.claimController({ replicas });
    for (const [key, value] of Object.entries(labels)) own.add('adoptedPodLabels', key, value);
    for (const { name, role, ports } of containers) {
      if (role !== 'main') own.add('containers', name, { role, props: {} });
      for (const [index, { number, protocol }] of ports.entries())
        own.containers({ name }).add('ports', `${seeded}${index}`, { containerPort: number, protocol });
    }
  }
}

/** The keys in the order in which cdk8s writes them. */
function asWritten(template: Fields): unknown {
  return keysInOrder() ? inKeyOrder(template) ?? template : template;
}

/** What a port's name begins with that the manifest declares already: no name that Kubernetes takes. */
const seeded = 'foreign ';

function withoutSeeds(template: Fields): Fields {
  const without = (container: unknown): unknown => {
    if (!isPlainObject(container) || !Array.isArray(container['ports'])) return container;
    const { ports, ...others } = container;
    const added = (ports as readonly { readonly name: string }[]).filter(({ name }) => !name.startsWith(seeded));
    return added.length === 0 ? others : { ...others, ports: added };
  };
  const spec = template['spec'] as Fields;
  const lists = ['containers', 'initContainers'].filter((list) => Array.isArray(spec[list]));
  const changed = lists.map((list) => [list, (spec[list] as readonly unknown[]).map(without)]);
  return { ...template, spec: { ...spec, ...Object.fromEntries(changed) as Fields } };
}

function factsOf(
  workload: ApiObject,
  template: ForeignTemplate,
  { settings, reasons }: SaidOfForeign,
  { application, cluster, target }: HouseContext,
): WorkloadFacts {
  return {
    path: workload.node.path,
    name: workload.name,
    workload: workload.kind,
    controller: workload.kind as ControllerKind,
    controllerName: workload.name,
    serviceName: `${workload.name}-headless`,
    traits: new Set(foreignDefinition(workload.kind).traits),
    application,
    namespace: workload.metadata.namespace,
    cluster,
    target: {
      name: target.name,
      environment: target.environment,
      domain: target.hasDomain ? target.domain : undefined,
      delivery: target.delivery,
    },
    platform: target.platform,
    selector: template.selector,
    connections: connectionsOf(workload),
    statedBy: (field) => (isStated(settings, field) ? 'props' : undefined),
    reason: (field) => reasons.use(field),
    startsAfter: () => [],
    orderDepth: () => 0,
    releasePhase: () => 'among',
  };
}
