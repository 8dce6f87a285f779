/** What the SDK knows of an Output, and does not say in its types. */
import type { Output } from '@pulumi/pulumi';

interface OutputState {
  readonly isKnown: Promise<boolean>;
  readonly isSecret: Promise<boolean>;
  promise(): Promise<unknown>;
  allResources(): Promise<unknown>;
}

/** Whether the value will be known in this run: in a preview, what is yet to be made is not. */
export function isKnown(output: Output<unknown>): Promise<boolean> {
  return (output as unknown as OutputState).isKnown;
}

/** The value; undefined where it is not known. */
export function valueOf(output: Output<unknown>): Promise<unknown> {
  return (output as unknown as OutputState).promise();
}

/** The Output, of whose failure only those hear who wait for it: somebody else tells of it. */
export function silent<T>(output: Output<T>): Output<T> {
  const state = output as unknown as OutputState;
  const settled: readonly Promise<unknown>[] = [state.isKnown, state.isSecret, state.promise(), state.allResources()];
  for (const each of settled) each.catch(() => undefined);
  return output;
}
