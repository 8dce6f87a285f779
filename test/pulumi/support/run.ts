/** What the engine did, out of its events. */
import type { EngineEvent, StepEventMetadata } from '@pulumi/pulumi/automation';

/** A step of the engine about one resource. */
export interface Operation {
  /** Such as `create`, `same`, `update`, `replace`, `create-replacement`, `delete-replaced`, `delete`, `read`. */
  readonly does: string;
  readonly urn: string;
  /** Such as `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** The resource's logical name. */
  readonly name: string;
  /** The inputs that it is to have; secrets are masked, and unknown values are what the engine writes for them. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The paths in the inputs whose values are not known yet, such as `spec.template.spec.containers[0].image`. */
  readonly unknown: readonly string[];
  /** How each path changes: `add`, `update-replace`, …; nothing where nothing does. */
  readonly changes: Readonly<Record<string, string>>;
}

/** An operation of the engine, once it has ended. */
export interface Run {
  readonly operations: readonly Operation[];
  /** Those that change something, each as `update ConfigMap shop`: what is done, the kind, the logical name. */
  readonly changed: readonly string[];
  /** What the engine says of errors and warnings, a resource's URN before each that is about one. */
  readonly said: readonly string[];
  /** All that was printed. */
  readonly output: string;
  /** Without `debug`. */
  readonly events: readonly EngineEvent[];
  /**
   * What @pulumi/pulumi tells the engine for its own makers: each answer to a registration in full, secrets too. The
   * engine shows it nobody who does not ask with `--debug`, but sends it to `onEvent` of the Automation API.
   */
  readonly debug: readonly EngineEvent[];
}

/** What the engine writes for what it does not know yet. */
const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Reads the events of an operation, in their order. */
export function runOf(all: readonly EngineEvent[], output: string): Run {
  // The published type does not know of it.
  const isDebug = ({ diagnosticEvent }: EngineEvent): boolean => String(diagnosticEvent?.severity) === 'debug';
  const [events, debug] = [all.filter((event) => !isDebug(event)), all.filter(isDebug)];
  const operations = events.flatMap(({ resourcePreEvent }) =>
    resourcePreEvent === undefined ? [] : [operationOf(resourcePreEvent.metadata)]);
  const said = events.flatMap(({ diagnosticEvent }) => {
    if (diagnosticEvent === undefined || !['error', 'warning'].includes(diagnosticEvent.severity)) return [];
    const { urn = '', message } = diagnosticEvent;
    return [`${urn === '' ? '' : `${urn}: `}${message.trim()}`];
  });
  const changed = operations.filter(({ does, type }) => does !== 'same' && !type.startsWith('pulumi:'))
    .map(({ does, type, name }) => `${does} ${type.split(':').at(-1) ?? ''} ${name}`);
  return { operations, changed, said, output, events, debug };
}

function operationOf(metadata: StepEventMetadata): Operation {
  const { op, urn, type, detailedDiff = {} } = metadata;
  const inputs: Readonly<Record<string, unknown>> = metadata.new?.inputs ?? {};
  const changes = Object.entries((detailedDiff ?? {}) as Record<string, { readonly diffKind?: string; kind?: string }>);
  return {
    does: op,
    urn,
    type,
    name: urn.split('::').slice(3).join('::'),
    inputs,
    unknown: unknownPaths(inputs),
    changes: Object.fromEntries(changes.map(([path, how]) => [path, how.diffKind ?? how.kind ?? ''])),
  };
}

function unknownPaths(value: unknown, path = ''): readonly string[] {
  if (value === unknownText) return [path];
  if (Array.isArray(value)) return value.flatMap((each, index) => unknownPaths(each, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const step = /[."[\]]/.test(name) ? `["${name}"]` : `${path === '' ? '' : '.'}${name}`;
    return unknownPaths(each, `${path}${step}`);
  });
}
