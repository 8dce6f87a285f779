/** The gate before an object with Outputs: once they are known it is judged again, and only then is it sent. */
import { isSecret, runtime } from '@pulumi/pulumi';
import { CharthouseError } from '../model/error';
import type { Judge } from './judge';
import { isSecret as isSecretManifest } from './kubernetes-resource';
import { isKnown, valueOf } from './output-state';
import type { Outputs, PlacedOutput } from './outputs';
import type { PlannedObject } from './planned-object';

/**
 * Settles when the object may be sent: in a preview too, where some of its Outputs stay unknown.
 * @throws CharthouseError where a secret stands outside of a Secret, or where the known object has errors
 */
export async function passGate(planned: PlannedObject, outputs: Outputs, judge: Judge): Promise<void> {
  const { manifest, object, outputs: placed } = planned;
  const states = await Promise.all(placed.map(async ({ output, place }) => {
    const [known, secret] = await Promise.all([isKnown(output.value), isSecret(output.value)]);
    return { output, place, known, secret: secret || output.secret };
  }));
  const mayHold = (place: string): boolean => isSecretManifest(manifest) && inSecret.test(place);
  const exposed = states.find(({ place, secret }) => secret && !mayHold(place));
  if (exposed !== undefined) throw secretOutside(planned, exposed);
  // What a Secret holds is nobody's business, not even that of an error.
  if (isSecretManifest(manifest) || states.some(({ known }) => !known)) return;
  const values = await Promise.all(placed.map(async ({ output: { value } }) => [value, await valueOf(value)] as const));
  const missing = placed.findIndex((_output, index) => values[index]?.[1] === undefined);
  if (missing !== -1) {
    // In a preview it will be there when the object that it is of has been made.
    if (runtime.isDryRun()) return;
    throw withoutValue(planned, placed[missing]?.place);
  }
  const whole = outputs.resolved(manifest, new Map(values)) as PlannedObject['manifest'];
  judge.refuseNewErrors(object.node.path, whole);
}

const inSecret = /^(data|stringData)\./;

function withoutValue({ object, manifest, workload }: PlannedObject, place: string | undefined): CharthouseError {
  return new CharthouseError({
    path: (workload ?? object).node.path,
    field: `${manifest.kind} ${place}`,
    problem: 'is an Output that has no value',
    value: undefined,
    allowed: 'a value',
    fix: 'give it one where there is none: output.apply((value) => value ?? …)',
  });
}

function secretOutside({ object, manifest, workload }: PlannedObject, { place }: PlacedOutput): CharthouseError {
  return new CharthouseError({
    path: (workload ?? object).node.path,
    field: `${manifest.kind} ${place}`,
    problem: 'is a secret Output, and would be readable in the cluster and in the state',
    value: 'a secret',
    allowed: 'a variable made by secret(…), which is kept in a Secret',
    fix: 'write env: { NAME: secret(output) }; a text around it as a whole: secret(pulumi.interpolate`…`)',
  });
}
