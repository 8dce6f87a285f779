/**
 * A workload with everything decided: facts, settings of all layers, the settled draft, and where it can be reached.
 */
import type { IConstruct } from 'constructs';
import type { SettledDraft } from '../model/draft/settled';
import type { WorkloadEndpoint } from '../model/endpoint';
import { CharthouseError } from '../model/error';
import type { Layer } from '../model/layer';
import { mergeLayer, type LeftRule, type Merged } from '../model/layers';
import { Reasons } from '../model/reasons';
import { unknownField } from '../model/shape';
import { isPlainObject } from '../model/value';
import type { WorkloadFacts } from '../patterns/facts';
import { endpointOf } from './addresses';
import { baseOf } from './base-of';
import type { HouseContext } from './context';
import type { AdoptProps } from './core-props';
import { factsOf } from './facts-of';
import { jobName } from './job-name';
import { memberOf, type Member } from './release-order';
import { runPattern } from './run-pattern';
import { settleWorkload } from './settle-workload';
import type { WorkloadBase } from './workload-base';
import type { WorkloadDefinition } from './workload-class';

/** Everything that a workload's props and house come to. */
export class ResolvedWorkload {
  public readonly facts: WorkloadFacts;
  public readonly base: WorkloadBase;
  public readonly propsLayer: Layer;
  public readonly merged: Merged;
  public readonly reasons: Reasons;
  public readonly draft: SettledDraft;
  public readonly adopt: AdoptProps;
  public readonly endpoint: WorkloadEndpoint;
  /** Its place among the release tasks of its chart. */
  public readonly member: Member;
  private readonly leftByContainers: LeftRule[] = [];

  public constructor(
    construct: IConstruct,
    props: Readonly<Record<string, unknown>>,
    definition: WorkloadDefinition,
    public readonly context: HouseContext,
  ) {
    const { path } = construct.node;
    if (!isPlainObject(props)) {
      throw new CharthouseError({
        path,
        field: 'props',
        problem: "must be an object such as { image: 'api:1.4.2' }",
        value: props,
        allowed: "an object such as { image: 'api:1.4.2' }",
        fix: 'pass the props as the third argument',
      });
    }
    this.base = baseOf(definition, context);
    this.reasons = new Reasons(path, props['because'] as Record<string, string> | undefined, context.reasons);
    checkProps(path, this.base, props);
    this.adopt = (props['adopt'] ?? {});
    this.facts = factsOf(construct, props, definition, context, this.adopt, this.reasons);
    const { because: _reasons, ...values } = props;
    this.propsLayer = { kind: 'props', name: 'props', values, reasons: this.reasons };
    this.merged = mergeLayer(this.base.merged, this.propsLayer, path, this.base.shapes);
    for (const key of definition.requires) {
      if (this.merged.values[key] === undefined) {
        throw new CharthouseError({
          path,
          field: key,
          problem: `is missing: a ${definition.name} needs it`,
          allowed: this.base.shapes[key]?.allowed,
          fix: `add ${key} to the props`,
        });
      }
    }
    this.draft = settleWorkload({
      facts: this.facts,
      base: this.base,
      values: this.merged.values,
      reasons: this.reasons,
      adoptedLabels: this.adopt.labels ?? {},
      containerName: this.containerName,
      containers: { stated: this.base.stated.merged, injected: this.base.injected.merged },
      containerProps: true,
      step: (pattern, run) => { runPattern(pattern, path, run); },
      onLeft: (left) => this.leftByContainers.push(...left),
    });
    this.endpoint = endpointOf(this.facts, this.draft);
    this.member = memberOf(construct, this.facts, this.values);
  }

  /** The settings: all layers merged. */
  public get values(): Readonly<Record<string, unknown>> {
    return this.merged.values;
  }

  /** The rules that this workload left, or somebody below it: the house, the target, the Application. */
  public get left(): readonly LeftRule[] {
    return [...this.merged.left, ...this.leftByContainers];
  }

  /** A Job has its name from its template: a transform that comes after may change all else. */
  public refuseLateTemplate(change: object): void {
    const spec = (change as { readonly spec?: { readonly template?: unknown } }).spec;
    const template = typeof change === 'function' || spec?.template !== undefined;
    if (!template || !this.namedByTemplate || this.values['run'] !== undefined) return;
    throw new CharthouseError({
      path: this.facts.path,
      field: 'transform of Job: spec.template',
      problem: 'comes too late: the Job is named after its template',
      value: typeof change === 'function' ? 'a function' : 'spec.template',
      allowed: 'the prop `transform`, or a Task with `run`',
      fix: 'give the change as the prop `transform`, or state `run`',
    });
  }

  private get jobTransform(): object | undefined {
    return (this.values['transform'] as { readonly Job?: object } | undefined)?.Job;
  }

  /** Name of the main container. */
  public get containerName(): string {
    return (this.values['containerName'] as string | undefined) ?? this.facts.name;
  }

  /** A hook is deleted before it is made again: it keeps its name. */
  private get namedByTemplate(): boolean {
    return this.facts.controller === 'Job' && this.adopt.name === undefined && !this.member.hook;
  }

  /** Name of the controller: that of one which runs already, where it is adopted. */
  public get controllerName(): string {
    return this.namedByTemplate
      ? jobName(this.draft, this.facts, this.values['run'] as string | undefined, this.jobTransform)
      : this.facts.controllerName;
  }
}

function checkProps(path: string, base: WorkloadBase, props: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(props)) {
    const shape = Object.hasOwn(base.shapes, key) ? base.shapes[key] : undefined;
    if (shape === undefined) throw unknownField({ path, field: '' }, key, Object.keys(base.shapes));
    if (value !== undefined) shape.check(value, { path, field: key });
  }
}
