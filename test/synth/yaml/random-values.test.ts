import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { load } from 'js-yaml';
import * as oldest from 'yaml-2.3';
import { isContestedNumber, isContestedText } from '../../../lib/synth/yaml/contested';
import { writeYaml } from '../../../lib/synth/yaml/write-yaml';
import { isMisread } from './support/misread';
import { nastyText } from './support/nasty-text';
import { nastyValue, plainValueOf } from './support/nasty-values';
import { assertOfValues } from './support/run-values';

/** As cdk8s 2.68.12 writes it. */
function byOldest(document: unknown): string {
  const options = { keepUndefined: true, lineWidth: 0, version: '1.1' } as const;
  return document === undefined ? '\n' : oldest.stringify(document, options);
}

function isContested(value: unknown, met = new Set()): boolean {
  if (typeof value === 'string') return isContestedText(value);
  if (typeof value === 'number') return isContestedNumber(value);
  if (typeof value !== 'object' || value === null || met.has(value)) return false;
  met.add(value);
  return Object.entries(value).some(([key, held]) => isContested(held, met) || isContestedText(key));
}

test('random values are written as the newest library writes them', () => {
  assertOfValues(nastyValue, (value) => {
    expect(writeYaml([value], { contested: true })).toBe(Yaml.stringify(value));
  });
});

test('random values are written as any supported version of the library writes them, or left to it', () => {
  assertOfValues(nastyValue, (value) => {
    const text = writeYaml([value]);
    expect(text === undefined).toBe(isContested(value));
    if (text === undefined) return;
    expect([text, text]).toStrictEqual([Yaml.stringify(value), byOldest(value)]);
  });
});

test('random documents are set apart as by cdk8s', () => {
  assertOfValues(fc.array(nastyValue, { maxLength: 4 }), (documents) => {
    expect(writeYaml(documents, { contested: true })).toBe(Yaml.stringify(...documents));
  });
});

test('what is written of random manifests is read as the same by another parser', () => {
  const manifest = fc.dictionary(fc.constantFrom('data', 'spec', 'metadata'),
    plainValueOf(nastyText.filter((text) => !isMisread(text))));
  assertOfValues(manifest, (value) => {
    expect(load(writeYaml([value], { contested: true }) ?? '')).toEqual(value);
  });
});
