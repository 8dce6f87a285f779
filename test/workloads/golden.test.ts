import { validateStrict } from '../support/strict-schema';
import { build, golden, strayFiles } from './support/golden';
import { places } from './support/places';
import { programs } from './support/programs';

const cases = Object.entries(programs).flatMap(([name, program]) =>
  Object.entries(places).map(([place, target]) => [name, place, target, program] as const));

describe('a whole workload', () => {
  test.each(cases)('%s on %s is as its golden file says', (name, place, target, program) => {
    const { text } = build(target, program);
    expect(text).toBe(golden(name, place, text));
  });

  test.each(cases)('%s on %s is what the API server takes', (_name, _place, target, program) => {
    const { manifests } = build(target, program);
    expect(manifests.length).toBeGreaterThan(0);
    expect(manifests.map((manifest) => [manifest.kind, validateStrict(manifest)]))
      .toEqual(manifests.map(({ kind }) => [kind, []]));
  });

  test.each(cases)('%s on %s has no finding', (_name, _place, target, program) => {
    expect(build(target, program).findings).toEqual([]);
  });

  test.each(cases)('%s on %s says the namespace of each of its objects', (_name, _place, target, program) => {
    const namespaces = build(target, program).manifests.map(({ metadata }) => metadata.namespace);
    expect(new Set(namespaces)).toEqual(new Set(['shop']));
  });

  test('has no golden file that nothing is compared with', () => {
    expect(strayFiles()).toEqual([]);
  });
});
