import type { Left } from './left';
import type { LinterFinding } from './support/finding';
import { judge } from './support/judge';

const finding: LinterFinding = {
  linter: 'Checkov', rule: 'CKV_K8S_8', folder: '/dist', kind: 'Deployment', object: 'shop/api-1', message: 'none',
};
const left: Left = { what: 'no liveness', reason: 'none', rules: { Checkov: ['CKV_K8S_8'] }, on: ['shop/api*'] };

test('a finding that an entry explains is no fault, and neither is the entry', () => {
  expect(judge([finding], [left])).toEqual({ unexplained: [], unneeded: [] });
});

test.each<[string, Partial<Left>]>([
  ['of another linter', { rules: { 'kube-score': ['CKV_K8S_8'] } }],
  ['of another rule', { rules: { Checkov: ['CKV_K8S_9'] } }],
  ['of another object', { on: ['shop/ap'] }],
  ['of an object whose name is only alike', { on: ['shop.api-1'] }],
])('an entry %s explains nothing', (_what, other) => {
  const { unexplained, unneeded } = judge([finding], [{ ...left, ...other }]);
  expect(unexplained).toEqual(['Checkov CKV_K8S_8: Deployment shop/api-1: none']);
  expect(unneeded).not.toEqual([]);
});

test('rules and objects of an entry that nothing is found for are unneeded', () => {
  const more: Left = { ...left, rules: { Checkov: ['CKV_K8S_8', 'CKV_K8S_9'] }, on: ['shop/api*', 'shop/web'] };
  expect(judge([finding], [more])).toEqual({
    unexplained: [], unneeded: ['no liveness: Checkov CKV_K8S_9', 'no liveness: shop/web'],
  });
});
