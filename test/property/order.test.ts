import fc from 'fast-check';
import { builtin, defineHouse } from '../../lib';
import { treePlan } from './support/arbitrary-tree';
import { filesOf, ourTree } from './support/manifests';
import { assertProperty } from './support/run';
import { permutation, withKeysIn, withPatternsIn } from './support/shuffle';
import { testHouse } from './support/test-house';

test('the same program gives the same bytes each time', () => {
  assertProperty(treePlan, (plan) => {
    expect(ourTree(plan).app.synthYaml()).toBe(ourTree(plan).app.synthYaml());
  }, 15);
});

test('whatever the order in which patterns run, the bytes are the same', () => {
  assertProperty(fc.tuple(treePlan, permutation), ([plan, permute]) => {
    const shuffled = ourTree(plan, { target: (target) => withPatternsIn(permute, target) });
    expect(filesOf(shuffled.app)).toEqual(filesOf(ourTree(plan).app));
  });
});

test('whatever the order in which a house lists its patterns, it is the same house', () => {
  assertProperty(permutation, (permute) => {
    const house = defineHouse({ name: 'test', version: '1', extends: testHouse, patterns: permute(builtin) });
    expect(house.patterns).toEqual(testHouse.patterns);
  });
});

test('whatever the order of the keys in props, the bytes are the same', () => {
  assertProperty(fc.tuple(treePlan, permutation), ([plan, permute]) => {
    const shuffled = ourTree(plan, { props: (props) => withKeysIn(permute, props) });
    expect(filesOf(shuffled.app)).toEqual(filesOf(ourTree(plan).app));
  });
});
