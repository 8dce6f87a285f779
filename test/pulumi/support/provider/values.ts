/** Properties as the engine sends them: plain values, and among them unknown ones and secrets. */
import { Struct, type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb';

/** What is not known before other resources are there. */
export const unknown: unique symbol = Symbol('unknown');

/** A value that no state and no output may show. */
export class Secret {
  public constructor(public readonly value: Value) {}
}

export type Value = null | boolean | number | string | typeof unknown | Secret | readonly Value[] | Properties;

/** Properties by their names. */
export interface Properties {
  readonly [name: string]: Value;
}

/** The engine's words for them, as its protocol has them. */
const unknownText = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const signature = '4dabf18193072939515e22adb298388d';
const secretSignature = '1b47061264138c4ac30d75fd1eb44270';

/** Properties out of a message. */
export function read(message: Struct | undefined): Properties {
  const value = message === undefined ? {} : fromWire(message.toJavaScript());
  return isMap(value) ? value : {};
}

/** Properties for a message; secrets only for an engine that takes them. */
export function write(properties: Properties): Struct {
  return Struct.fromJavaScript(toWire(properties) as { [name: string]: JavaScriptValue });
}

function fromWire(value: Value): Value {
  if (value === unknownText) return unknown;
  if (isList(value)) return value.map(fromWire);
  if (!isMap(value)) return value;
  if (value[signature] === secretSignature) return new Secret(fromWire(value['value'] ?? null));
  return mapped(value, fromWire);
}

function toWire(value: Value): Value {
  if (value === unknown) return unknownText;
  if (value instanceof Secret) return { [signature]: secretSignature, value: toWire(value.value) };
  if (isList(value)) return value.map(toWire);
  return isMap(value) ? mapped(value, toWire) : value;
}

/** Without the marks of secrets: what the cluster gets. */
export function plain(value: Value): Value {
  if (value instanceof Secret) return plain(value.value);
  if (isList(value)) return value.map(plain);
  return isMap(value) ? mapped(value, plain) : value;
}

/** Properties without the marks of secrets. */
export function plainOf(properties: Properties): Properties {
  return plain(properties) as Properties;
}

/** Whether something in it is not known yet. */
export function hasUnknown(value: Value): boolean {
  if (value instanceof Secret) return hasUnknown(value.value);
  if (isList(value)) return value.some(hasUnknown);
  return isMap(value) ? Object.values(value).some(hasUnknown) : value === unknown;
}

/** Whether something in it is secret. */
function hasSecret(value: Value): boolean {
  if (isList(value)) return value.some(hasSecret);
  return isMap(value) ? Object.values(value).some(hasSecret) : value instanceof Secret;
}

/**
 * Marks as secret in `outputs` what is secret in `inputs`. A list that has a secret is one as a whole, and so are the
 * contents of a Secret, said to be secret or not.
 */
export function markSecrets(outputs: Properties, inputs: Properties): Properties {
  if (outputs['kind'] === 'Secret') {
    const hidden = ['data', 'stringData'].filter((name) => outputs[name] !== undefined);
    return { ...outputs, ...Object.fromEntries(hidden.map((name) => [name, secret(outputs[name] ?? null)])) };
  }
  return Object.fromEntries(Object.entries(outputs).map(([name, output]) => {
    const input = inputs[name] ?? null;
    if (isMap(output) && isMap(input)) return [name, markSecrets(output, input)];
    return [name, hasSecret(input) ? secret(output) : output];
  }));
}

function secret(value: Value): Value {
  return value instanceof Secret ? value : new Secret(value);
}

/** Whether it is properties by their names. */
export function isMap(value: Value | undefined): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Secret);
}

/** Whether it is a list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function mapped(value: Properties, change: (value: Value) => Value): Properties {
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, change(each)]));
}

/** What stands at a path, by names; undefined where nothing does. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((from, name) => isMap(from) ? from[name] : undefined, value);
}

/** The text at a path, or an empty one. */
export function textAt(value: Value | undefined, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** The number at a path, or zero. */
export function numberAt(value: Value | undefined, ...path: readonly string[]): number {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : 0;
}

/** The list at a path, or an empty one. */
export function listAt(value: Value | undefined, ...path: readonly string[]): readonly Value[] {
  const found = at(value, ...path);
  return isList(found) ? found : [];
}

/** The same properties with another value at a path, or without one there. */
export function withAt(value: Properties, [name = '', ...rest]: readonly string[], put: Value | undefined): Properties {
  const { [name]: old, ...others } = value;
  if (rest.length === 0) return put === undefined ? others : { ...value, [name]: put };
  if (!isMap(old) && put === undefined) return value;
  return { ...value, [name]: withAt(isMap(old) ? old : {}, rest, put) };
}
