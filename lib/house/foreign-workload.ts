/** A workload of others that patterns were applied to: what they say of its pods is a patch, what they emit below. */
import type { ApiObject } from 'cdk8s';
import { ConnectionRegister } from '../model/connections';
import type { WorkloadEndpoint } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import { foreignEndpoint } from '../model/foreign-endpoint';
import type { AnyPattern } from '../patterns/pattern';
import { builtInHouse } from './built-in-house';
import { connect } from './connect';
import { houseContextOf, type HouseContext } from './context';
import { createObject, inOrder } from './create-objects';
import { installValidation } from './findings';
import { ForeignDraft, type AppliedPatterns } from './foreign-draft';
import { informingLabels, laterBody } from './foreign-emitted';
import { leaveForeign, type ForeignRecord, type Report } from './foreign-mark';
import { foreignSettings, type SaidOfForeign } from './foreign-settings';

type Fields = Readonly<Record<string, unknown>>;

/** What is left on the object: the patterns in their turn, and what findings need to know. */
export class ForeignWorkload implements ForeignRecord {
  public readonly context: HouseContext;
  private readonly turns: AppliedPatterns[] = [];
  private readonly rendered: () => Fields;

  public constructor(private readonly object: ApiObject) {
    this.context = houseContextOf(object, builtInHouse());
    this.rendered = (object.toJson as () => Fields).bind(object);
  }

  public has(pattern: string): boolean {
    return this.turns.some(({ patterns }) => patterns.some(({ name }) => name === pattern));
  }

  public apply(patterns: readonly AnyPattern[], said: SaidOfForeign): void {
    const settings = foreignSettings(this.context, this.object.kind, patterns, said);
    const turn: AppliedPatterns = { patterns, settings, said };
    const draft = new ForeignDraft(this.object, this.renderedWith(this.turns), turn, this.context);
    draft.patched();
    const endpoint = this.endpoint();
    // Into a register of its own, for its errors.
    connect(draft.settled, { ...draft.facts, connections: new ConnectionRegister() }, endpoint);
    this.createObjects(draft, turn);
    if (this.turns.length === 0) this.leave();
    this.turns.push(turn);
    connect(draft.settled, draft.facts, endpoint);
    installValidation(this.object);
  }

  public report(): Report {
    return {
      reasons: this.turns.flatMap(({ said }) => said.reasons.stated()),
      left: this.turns.flatMap(({ settings }) => settings.left),
      declared: [],
    };
  }

  public get node(): ApiObject['node'] {
    return this.object.node;
  }

  /** Not a JSON patch: classes that cdk8s generates read each field after those, and lose what they do not expect. */
  private leave(): void {
    leaveForeign(this.object, this);
    const toJson = (): Fields => this.renderedWith(this.turns);
    Object.defineProperty(this.object, 'toJson', { value: toJson, configurable: true, writable: true });
  }

  private renderedWith(turns: readonly AppliedPatterns[]): Fields {
    return turns.reduce(
      (manifest, turn) => new ForeignDraft(this.object, manifest, turn, this.context).patched(),
      this.rendered(),
    );
  }

  /** Which objects there are is decided now; what is in them, when they are rendered. */
  private createObjects(draft: ForeignDraft, turn: AppliedPatterns): void {
    const { object, context } = this;
    const before = [...this.turns];
    const now = (): ForeignDraft => new ForeignDraft(object, this.renderedWith(before), turn, context);
    const labels = informingLabels(draft.facts, turn.said, context);
    for (const emitted of inOrder(draft.emitted())) {
      createObject(object, draft.facts, emitted, {
        labels,
        annotations: {},
        body: laterBody(emitted, () => now().emitted()),
        advice: {
          field: emitted.kind,
          fix: `rename the ${object.kind}, or leave out what makes the ${emitted.kind} for one of the two`,
        },
      });
    }
  }

  private endpoint(): WorkloadEndpoint {
    const { path } = this.object.node;
    const endpoint = foreignEndpoint(this.object, { path, field: 'object' });
    if (endpoint !== undefined) return endpoint;
    throw new CharthouseError({
      path,
      problem: `is a ${this.object.kind}, which makes no pods`,
      value: this.object.kind,
      allowed: 'a Deployment, StatefulSet, DaemonSet, Job or CronJob',
      fix: 'pass the workload itself',
    });
  }
}
