/** The examples, of which each workload adopts what runs under its name: as somebody writes who moves to us. */
import type * as Charthouse from 'charthouse';
import type { Construct } from 'constructs';

import type { KubernetesObject } from './api';

type Library = typeof Charthouse;
type Labels = Readonly<Record<string, string>>;
type AnyClass = new (scope: Construct, id: string, props: object) => Construct;

/** What the pods of a controller are selected by, and their other labels. */
export interface Adopted {
  readonly selector: Labels;
  readonly labels: Labels;
}

const controllers = { WebService: 'Deployment', Worker: 'Deployment', DaemonAgent: 'DaemonSet' } as const;

let running: ReadonlyMap<string, Adopted> = new Map();

/** Builds while these objects run. */
export function adopting<Made>(objects: readonly KubernetesObject[], build: () => Made): Made {
  running = new Map(objects.flatMap((object) => {
    const adopted = adoptedOf(object);
    return adopted === undefined ? [] : [[`${object.kind} ${object.metadata.name}`, adopted] as const];
  }));
  try {
    return build();
  } finally {
    running = new Map();
  }
}

interface Controller {
  readonly selector?: { readonly matchLabels?: Labels };
  readonly template?: { readonly metadata?: { readonly labels?: Labels } };
}

/** What is said of a controller to adopt it; undefined of what is none. */
export function adoptedOf({ spec }: KubernetesObject): Adopted | undefined {
  const { selector, template } = (spec ?? {}) as Controller;
  const { matchLabels } = selector ?? {};
  return matchLabels === undefined ? undefined : { selector: matchLabels, labels: template?.metadata?.labels ?? {} };
}

/** The library, whose workloads adopt. */
export function adoptive(library: Library): Library {
  const changed = Object.entries(controllers).map(([name, kind]) => {
    const Workload = library[name as keyof typeof controllers] as unknown as AnyClass;
    return [name, class extends Workload {
      public constructor(scope: Construct, id: string, props: object) {
        const adopt = running.get(`${kind} ${id}`);
        super(scope, id, { ...adopt === undefined ? {} : { adopt }, ...props });
      }
    }] as const;
  });
  return { ...library, ...Object.fromEntries(changed) };
}
