/** Random values as manifests have them: string keys, texts, finite numbers, booleans, null; full of what is nasty. */
import fc from 'fast-check';

import { writeYaml } from '../../../lib/synth/yaml/write-yaml';
import { isMisread } from '../../synth/yaml/support/misread';
import { nastyText } from '../../synth/yaml/support/nasty-text';
import { plainValueOf } from '../../synth/yaml/support/nasty-values';

/** So many, each time the same ones for a seed. None is left to the library, or known to be misread. */
export function randomValues(numRuns: number, seed: number): readonly unknown[] {
  const text = nastyText.filter((each) => !isMisread(each));
  return fc.sample(plainValueOf(text).filter((value) => writeYaml([value]) !== undefined), { numRuns, seed });
}
