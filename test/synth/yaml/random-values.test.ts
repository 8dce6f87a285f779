import { Yaml } from 'cdk8s';
import { Yaml as LowestYaml } from 'cdk8s-lowest';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { writeYaml } from '../../../lib/synth/yaml/write-yaml';
import { isContested, written } from './support/contested';
import { isMisread } from './support/misread';
import { nastyText } from './support/nasty-text';
import { nastyValue, plainValueOf } from './support/nasty-values';
import { assertOfValues } from './support/run-values';

test('random values are written as the library of this cdk8s writes them', () => {
  assertOfValues(nastyValue, (value) => {
    expect(written(value)).toBe(Yaml.stringify(value));
  });
});

test('random values are written as any supported version of the library writes them, or left to it', () => {
  assertOfValues(nastyValue, (value) => {
    const text = writeYaml([value]);
    expect(text === undefined).toBe(isContested(value));
    if (text === undefined) return;
    expect([text, text]).toStrictEqual([Yaml.stringify(value), LowestYaml.stringify(value)]);
  });
});

test('random documents are set apart as by cdk8s', () => {
  assertOfValues(fc.array(nastyValue, { maxLength: 4 }), (documents) => {
    expect(written(...documents)).toBe(Yaml.stringify(...documents));
  });
});

test('what is written of random manifests is read as the same by another parser', () => {
  const manifest = fc.dictionary(fc.constantFrom('data', 'spec', 'metadata'),
    plainValueOf(nastyText.filter((text) => !isMisread(text))));
  assertOfValues(manifest, (value) => {
    expect(load(writeYaml([value], { contested: true }) ?? '')).toEqual(value);
  });
});
