/** Values that the versions of the library write differently, wherever they stand. */
import { Yaml } from 'cdk8s';
import { isContestedNumber, isContestedText } from '../../../../lib/synth/yaml/contested';
import { writeYaml } from '../../../../lib/synth/yaml/write-yaml';
import { onLowestCdk8s } from '../../support/cdk8s-of-run';

/** Whether a value is contested, or holds one that is. */
export function isContested(value: unknown, met = new Set()): boolean {
  if (typeof value === 'string') return isContestedText(value);
  if (typeof value === 'number') return isContestedNumber(value);
  if (typeof value !== 'object' || value === null || met.has(value)) return false;
  met.add(value);
  return Object.entries(value).some(([key, held]) => isContested(held, met) || isContestedText(key));
}

/**
 * What we write beside the cdk8s of this run. Asked for contested values, we write them as the newest library does: on
 * the lowest cdk8s they, and they alone, are left to its library.
 */
export function written(...documents: readonly unknown[]): string | undefined {
  if (onLowestCdk8s && documents.some((document) => isContested(document))) return Yaml.stringify(...documents);
  return writeYaml(documents, { contested: true });
}
