/** What a program registers, where mocks stand for the engine: every resource as it is sent, and what went wrong. */
import { runtime } from '@pulumi/pulumi';
import * as debuggable from '@pulumi/pulumi/runtime/debuggable';
import type { RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb';

/** A resource as it is sent to the engine. */
export interface Registered {
  /** Such as `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** The logical name. */
  readonly name: string;
  /** As the engine writes it: stack, project, the types from the outermost component on, and the name. */
  readonly urn: string;
  /** Secrets are opened: where they stand is in `secrets`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Where secrets stand in the inputs, such as `data`. */
  readonly secrets: readonly string[];
  /** Where values stand that are not known yet. */
  readonly unknown: readonly string[];
  /** The name of the component around it; of the outermost ones `undefined`. */
  readonly parent: string | undefined;
  /** The name of its provider; components have none. */
  readonly provider: string | undefined;
  /** The names of those that it waits for. */
  readonly dependsOn: readonly string[];
  readonly options: RegisterResourceRequest.AsObject;
}

/** What became of a program. */
export interface Run<Result> {
  readonly resources: readonly Registered[];
  /** What went wrong after the program had returned: the run of a stack ends with it. */
  readonly failures: readonly Error[];
  readonly result: Result;
}

/** How the program is run. */
export interface RunOptions {
  /** Whether what is made has no outputs yet. @default false */
  readonly preview?: boolean;
  /** What the cluster adds to what it is given. @default - nothing */
  readonly outputs?: (type: string, inputs: Readonly<Record<string, unknown>>) => object;
}

/** The sign that the engine's protocol gives to values of its own, and those of secrets and of what is unknown. */
const sign = '4dabf18193072939515e22adb298388d';
const secretSign = '1b47061264138c4ac30d75fd1eb44270';
const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

/** Runs the program, and waits until all of it is registered. What it throws at once is thrown. */
export async function registered<Result>(
  program: () => Result, { preview = false, outputs = () => ({}) }: RunOptions = {},
): Promise<Run<Result>> {
  const requests: RegisterResourceRequest.AsObject[] = [];
  await runtime.setMocks({
    newResource: ({ type, name, inputs, id }) => ({
      id: id === undefined || id === '' ? `${name}-id` : id,
      state: { ...inputs as object, ...outputs(type, inputs as Readonly<Record<string, unknown>>) },
    }),
    call: ({ inputs }) => inputs as object,
  }, 'project', 'stack', preview);
  listen(requests);
  const failures: Error[] = [];
  const { failed, stop } = catchInto(failures);
  try {
    const result = program();
    // What waits for something that has failed waits for ever.
    await Promise.race([runtime.disconnect(), failed.then(quiet)]);
    return { resources: requests.map((request) => registeredAs(request, requests)), failures, result };
  } finally {
    stop();
  }
}

/** Those that the Kubernetes provider makes. */
export function objectsAmong(resources: readonly Registered[]): readonly Registered[] {
  return resources.filter(({ type }) => type.startsWith('kubernetes:'));
}

/** Notes each resource that is sent to the mocks. */
function listen(requests: RegisterResourceRequest.AsObject[]): void {
  type Register = (request: RegisterResourceRequest, callback: unknown) => unknown;
  const monitor = runtime.getMonitor() as unknown as { registerResource: Register };
  const { registerResource } = monitor;
  monitor.registerResource = (request, callback) => {
    requests.push({ ...request.toObject(), object: request.getObject()?.toJavaScript() } as never);
    return registerResource.call(monitor, request, callback);
  };
}

/** The SDK hands each promise that ends a run to this function, which is not in its types. */
interface Debuggable {
  debuggablePromise: (promise: Promise<unknown>, context: unknown) => Promise<unknown>;
}

/** What ends a run reaches the process as a rejection that nobody handles: the test takes it before. */
function catchInto(failures: Error[]): { readonly failed: Promise<void>; stop(): void } {
  const sdk = debuggable as unknown as Debuggable;
  const { debuggablePromise } = sdk;
  let fail: () => void = () => undefined;
  const failed = new Promise<void>((resolve) => { fail = resolve; });
  sdk.debuggablePromise = (promise, context) => {
    const kept = debuggablePromise(promise, context);
    kept.catch((error: unknown) => {
      const failure = error instanceof Error ? error : new Error(String(error));
      if (!failures.includes(failure)) failures.push(failure);
      fail();
    });
    return kept;
  };
  return { failed, stop: () => { sdk.debuggablePromise = debuggablePromise; } };
}

/** Time for all else to be sent. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => { setImmediate(resolve); });
}

function registeredAs(
  request: RegisterResourceRequest.AsObject, all: readonly RegisterResourceRequest.AsObject[],
): Registered {
  const { name, type, parent, provider, dependenciesList } = request;
  const sent = request.object as unknown as Readonly<Record<string, unknown>>;
  const parents = parentsOf(request, all);
  const types = [...parents.map((each) => each.type), type].filter((each) => each !== 'pulumi:pulumi:Stack');
  return {
    type,
    name,
    urn: `urn:pulumi:stack::project::${types.join('$')}::${name}`,
    inputs: opened(sent) as Readonly<Record<string, unknown>>,
    secrets: placesOf(sent, isSecret),
    unknown: placesOf(sent, (value) => value === unknownText),
    parent: parent === '' ? undefined : nameIn(parent),
    provider: provider === '' ? undefined : nameIn(provider.slice(0, provider.lastIndexOf('::'))),
    dependsOn: dependenciesList.map(nameIn),
    options: request,
  };
}

/** From the outermost one on. The mocks' own URNs name no more than one. */
function parentsOf(
  { parent }: RegisterResourceRequest.AsObject, all: readonly RegisterResourceRequest.AsObject[],
): readonly RegisterResourceRequest.AsObject[] {
  const found = all.find(({ name, type }) =>
    parent !== '' && nameIn(parent) === name && parent.split('::')[2]?.split('$').at(-1) === type);
  return found === undefined ? [] : [...parentsOf(found, all), found];
}

function nameIn(urn: string): string {
  return urn.split('::').slice(3).join('::');
}

function isSecret(value: unknown): value is { readonly value: unknown } {
  return isRecord(value) && value[sign] === secretSign;
}

function opened(value: unknown): unknown {
  if (isSecret(value)) return opened(value.value);
  if (Array.isArray(value)) return value.map(opened);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, opened(each)]));
}

function placesOf(value: unknown, is: (value: unknown) => boolean, place = ''): readonly string[] {
  if (is(value)) return [place];
  if (Array.isArray(value)) return value.flatMap((each, index) => placesOf(each, is, `${place}[${index}]`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => placesOf(each, is, place === '' ? key : `${place}.${key}`));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
