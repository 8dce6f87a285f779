/** Makes a kind of workload from its traits: every pattern that fits serves it. */
import type { Construct } from 'constructs';
import type { DefaultsChange } from '../model/defaults-by-month';
import { CharthouseError } from '../model/error';
import { anything, checkProps, list, oneOf, subjectOf, textShape } from '../model/shape';
import { changeShapes, checkChanges } from '../patterns/changes';
import { traits, type ControllerKind, type Trait } from '../patterns/traits';
import type { House } from './house';
import { WorkloadConstruct } from './workload';
import type { WorkloadClass, WorkloadDefinition } from './workload-class';

/** Which traits each controller can have. */
const fitting: Readonly<Record<ControllerKind, readonly Trait[]>> = Object.freeze({
  Deployment: ['listens', 'longRunning', 'replicated', 'scalable'],
  StatefulSet: ['listens', 'longRunning', 'replicated', 'stores'],
  DaemonSet: ['listens', 'longRunning', 'perNode'],
  Job: ['runsOnce', 'released'],
  CronJob: ['runsOnce', 'scheduled'],
});

const definitionShapes = Object.freeze({
  name: textShape,
  controller: oneOf(...Object.keys(fitting)),
  traits: list(oneOf(...traits)),
  requires: list(textShape),
  defaults: anything,
  changes: changeShapes,
});

/** Makes a class of workloads. Throws where a trait does not go with the controller. */
export function defineWorkload<Props, const Traits extends Trait>(definition: {
  readonly name: string;
  readonly controller: ControllerKind;
  readonly traits: readonly Traits[];
  /** @default ['image'] */
  readonly requires?: readonly (keyof Props & string)[] | undefined;
  /** @default - none */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined;
  /** What the defaults were before, by month: for houses that keep to one. @default - they never changed */
  readonly changes?: readonly DefaultsChange[] | undefined;
}): WorkloadClass<Props, Traits> {
  const path = subjectOf('workload', definition);
  checkProps(definitionShapes, ['name', 'controller', 'traits'], definition, path);
  checkChanges(path, 'changes', undefined, definition.changes);
  for (const trait of definition.traits) {
    if (fitting[definition.controller].includes(trait)) continue;
    throw new CharthouseError({
      path,
      field: 'traits',
      problem: `has a trait that a ${definition.controller} cannot have`,
      value: trait,
      allowed: fitting[definition.controller].join(', '),
      fix: 'choose another controller, or leave the trait out',
    });
  }
  const complete: WorkloadDefinition<Traits> = Object.freeze({
    requires: ['image'],
    defaults: {},
    ...definition,
  } as WorkloadDefinition<Traits>);
  return bindWorkload<Props, Traits>(complete, undefined);
}

/** The class of a definition, bound to a house or to none. */
export function bindWorkload<Props, Traits extends Trait>(
  definition: WorkloadDefinition<Traits>,
  house: House | undefined,
): WorkloadClass<Props, Traits> {
  const bound = class extends WorkloadConstruct {
    public static readonly definition: WorkloadDefinition<Traits> = definition;

    public constructor(scope: Construct, id: string, props: Props) {
      super(scope, id, props as Readonly<Record<string, unknown>>, definition, house);
    }
  };
  // The name that stack traces and debuggers show.
  Object.defineProperty(bound, 'name', { value: definition.name });
  return bound;
}
