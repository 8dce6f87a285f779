/** What the kubelet does to ask or to tell a container something: probes and lifecycle hooks share these ways. */
import type { Draft } from '../model/draft/draft';
import type { Derived, DerivedEntries, FieldReference } from '../model/draft/derived';
import { CharthouseError } from '../model/error';
import type { ContainerPort } from '../model/kubernetes/types';
import {
  anyOf, mapOf, object, oneOf, port, portName, textShape, type Shape, type ShapePlace,
} from '../model/shape';
import { containerField, type ContainerFacts } from './facts';
import { plainWords } from './words';

/** A request by HTTP; any status from 200 to 399 is a success. */
export interface HttpGetProps {
  readonly path: string;
  /** Number or name. @default - the container's first port */
  readonly port?: number | string | undefined;
  /** @default 'HTTP' */
  readonly scheme?: 'HTTP' | 'HTTPS' | undefined;
  /** Request headers. @default - none */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Another address to ask than the pod's own; for a virtual host use the header `Host`. @default - the pod's own */
  readonly host?: string | undefined;
}

/** A command, not run in a shell, which succeeds with 0. */
export interface ExecProps {
  readonly command: readonly string[];
}

const portOrName = anyOf(port, portName);
const headers: Shape = mapOf(textShape);

/** The shape of a request by HTTP. */
export const httpGetShape: Shape = object({
  path: textShape,
  port: portOrName,
  scheme: oneOf('HTTP', 'HTTPS'),
  headers: { ...headers, check: checkHeaders },
  host: textShape,
});

/** The shape of a connection by TCP. */
export const tcpSocketShape: Shape = object({ port: portOrName });

/** The shape of a command. */
export const execShape: Shape = object({ command: plainWords });

/** The request in Kubernetes' words. */
export function httpGetOf(props: HttpGetProps, field: string, facts: ContainerFacts, draft: Draft): object {
  const { headers: stated, port: number, ...rest } = props;
  const httpHeaders = stated && Object.keys(stated).sort().map((key) => ({ name: key, value: stated[key] }));
  return { ...rest, port: number ?? firstPort(draft, facts, field), httpHeaders };
}

/** The first port of the container, whoever declares it. Throws at settling where there is none. */
export function firstPort(draft: Draft, facts: ContainerFacts, field: string): Derived {
  return draft.derived([portsOf(facts)], (ports) => {
    const [first] = ports as DerivedEntries<Omit<ContainerPort, 'name'>>;
    if (first !== undefined) return first.item.containerPort;
    throw new CharthouseError({
      path: facts.workload.path,
      field: containerField(facts, field),
      problem: `needs a port: container ${facts.name} declares none`,
      allowed: `a ${subjectOf(field)} or a container with a port`,
      fix: `add a port to the ${subjectOf(field)}, or to the container`,
    });
  });
}

/** The ports that the container declares. */
export function portsOf(facts: ContainerFacts): FieldReference {
  return { kind: 'containerCollection', container: facts.name, field: 'ports' };
}

/** Throws where a way lacks what it cannot be without. Layers may each say a part, so that only here it is known. */
export function refuseHalf(
  ways: { readonly httpGet?: Partial<HttpGetProps> | undefined; readonly exec?: Partial<ExecProps> | undefined },
  field: string,
  facts: ContainerFacts,
): void {
  const { httpGet, exec } = ways;
  const missing = httpGet !== undefined && httpGet.path === undefined
    ? { field: 'httpGet.path', allowed: "a path such as '/healthz'" }
    : exec !== undefined && (exec.command ?? []).length === 0
      ? { field: 'exec.command', allowed: "a command such as ['redis-cli', 'ping']" }
      : undefined;
  if (missing === undefined) return;
  throw new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, `${field}.${missing.field}`),
    problem: 'is missing',
    allowed: missing.allowed,
    fix: subjectOf(field) === 'probe' ? 'say what the probe asks' : 'say what the hook does',
  });
}

/** Throws where more than one way is stated. */
export function refuseSeveral(ways: Readonly<Record<string, unknown>>, field: string, facts: ContainerFacts): void {
  const stated = Object.keys(ways).filter((way) => ways[way] !== undefined);
  if (stated.length <= 1) return;
  throw new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, field),
    problem: subjectOf(field) === 'probe' ? 'must ask in one way only' : 'must do one thing only',
    value: stated,
    allowed: `one of ${Object.keys(ways).join(', ')}`,
    fix: 'leave the others out',
  });
}

function subjectOf(field: string): 'probe' | 'hook' {
  return field.startsWith('probes') ? 'probe' : 'hook';
}

/** The API server takes fewer names than HTTP does. */
function checkHeaders(value: unknown, place: ShapePlace): void {
  headers.check(value, place);
  for (const name of Object.keys(value as object)) {
    if (/^[-A-Za-z0-9]+$/.test(name)) continue;
    throw new CharthouseError({
      path: place.path,
      field: `${place.field}.${name}`,
      problem: 'is no name for a header',
      value: name,
      allowed: 'letters, digits and -',
      fix: 'rename the header',
    });
  }
}
