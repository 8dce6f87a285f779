/** A random program in which values come later: the same values, as Outputs. */
import { output } from '@pulumi/pulumi';

import { placesIn, shapesOf, type Place } from '../../property/support/places';
import { replacing, typedProgram, type TypedProgram } from '../../property/support/typed-programs';

/** Where a prop takes an Output: of the workload, or of one of its containers. */
const container = String.raw`(?:(?:containers|initContainers|sidecars)\.\*\.)?`;
const later = new RegExp(`^(?:${[
  `${container}(?:image|(?:args|command)\\[\\]|env\\.\\*|resources\\.(?:requests|limits)\\.\\*)`,
  String.raw`(?:annotations|podAnnotations|files|serviceAccount\.annotations|service\.annotations)\.\*`,
  String.raw`host|serviceAccount\.cloudIdentity|storage\.size`,
].join('|')})$`);

/** The program, and the same with a share of its values as Outputs; none where it has no value that can be one. */
export interface Pair {
  readonly plain: TypedProgram;
  readonly withOutputs: TypedProgram;
  readonly places: readonly string[];
}

/** Every other of the values that can be Outputs becomes one. */
export function withOutputs(program: TypedProgram): Pair | undefined {
  const plain = nameable(program);
  const places = placesIn(plain.props, plain.workload).filter(takesOutput).filter((_, index) => index % 2 === 0);
  if (places.length === 0) return undefined;
  const changed = places.reduce((changing, place) =>
    replacing(changing, { place, to: output(place.value), turn: 0 }), plain);
  return { plain, withOutputs: changed, places: places.map(({ path }) => path.join('.')) };
}

/** Words that say what is to be done, such as a limit that is the request, are no values. */
function takesOutput({ key, value }: Place): boolean {
  // The label of the version is told by the tag of an image that is known.
  if (key === 'image') return false;
  return later.test(key) && value !== 'request' && ['string', 'number', 'boolean'].includes(typeof value);
}

/** A Job whose template has Outputs is not named by it: its author says what the run is for. */
function nameable({ workload, target, props, changed }: TypedProgram): TypedProgram {
  const named = 'run' in shapesOf(workload) && props['run'] === undefined ? { ...props, run: 'once' } : props;
  return typedProgram(workload, target, named, changed);
}
