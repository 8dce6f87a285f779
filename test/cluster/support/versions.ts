/**
 * Versions of an example that differ by a refactoring, as its author would make it: the library's constructs are handed
 * to the example with a change of their own, so that each example is refactored alike, and none knows of it.
 */
import type * as Charthouse from 'charthouse';
import { Construct } from 'constructs';

import type { Build } from './examples';

/** What differs from the example as it is written. */
export type Refactoring = 'none' | 'wrapped' | 'reordered' | 'sibling' | 'labelled' | 'other-defaults';

let current: Refactoring = 'none';

/** The example, as it is built after the refactoring. */
export function refactored(refactoring: Refactoring, build: Build): Build {
  return (app) => {
    current = refactoring;
    try {
      build(app);
    } finally {
      current = 'none';
    }
    if (refactoring === 'reordered') reorder(app);
  };
}

/** Nothing runs it: what is beside it is looked at. */
const added = { image: `registry.example.com/added:1.0@sha256:${'0'.repeat(64)}`, port: 8080 };

/** Defaults that say nothing of pods. */
const otherDefaults = {
  rollout: { revisionHistoryLimit: 4 },
  disruption: { unhealthyPodEvictionPolicy: 'IfHealthyBudget' },
} as const;

type Library = typeof Charthouse;
type AnyClass = new (scope: Construct, id: string, props: object) => Construct;

const workloads = ['WebService', 'Worker', 'DaemonAgent', 'StatefulStore', 'CronTask', 'Task'] as const;

/** The library, whose constructs are refactored when they are told to. */
export function refactorable(library: Library): Library {
  const changed = Object.fromEntries(workloads.map((name) => [name, movable(library[name] as unknown as AnyClass)]));
  const Application = changeable(library.Application as unknown as AnyClass, library.WebService);
  return { ...library, ...changed, Application: Application as unknown as Library['Application'] };
}

/** A workload that may stand in a group. */
function movable(Workload: AnyClass): AnyClass {
  return class extends Workload {
    public constructor(scope: Construct, id: string, props: object) {
      super(current === 'wrapped' ? groupIn(scope) : scope, id, props);
    }
  };
}

const groups = new WeakMap<Construct, Construct>();

function groupIn(scope: Construct): Construct {
  const group = groups.get(scope) ?? new Construct(scope, 'group');
  groups.set(scope, group);
  return group;
}

/** An Application with another label, with other defaults, or with one workload more, which nobody calls. */
function changeable(Application: AnyClass, WebService: Library['WebService']): AnyClass {
  return class extends Application {
    public constructor(scope: Construct, id: string, props: ChangedProps) {
      const { labels, defaults } = props;
      super(scope, id, {
        ...props,
        ...current === 'labelled' ? { labels: { ...labels, 'example.com/added': 'later' } } : {},
        ...current === 'other-defaults' ? { defaults: withOthers(defaults ?? {}) } : {},
      });
      if (current === 'sibling') new WebService(this, 'added-beside', added);
    }
  };
}

interface ChangedProps {
  readonly labels?: object;
  readonly defaults?: Defaults;
}

type Defaults = Readonly<Record<string, object | undefined>>;

function withOthers(defaults: Defaults): Defaults {
  const others = Object.entries(otherDefaults).map(([key, value]) => [key, { ...defaults[key], ...value }] as const);
  return { ...defaults, ...Object.fromEntries(others) };
}

/** Puts the constructs of every level the other way round. */
function reorder(tree: Construct): void {
  for (const construct of tree.node.findAll()) {
    const held = construct.node as unknown as { _children?: Readonly<Record<string, unknown>> };
    if (held._children !== undefined) held._children = Object.fromEntries(Object.entries(held._children).reverse());
  }
}
