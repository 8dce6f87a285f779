/** Objects of cdk8s and cdk8s-plus: where they are taken, and where not. */
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';
import { compile } from './support/compiler';

const helpers = `import { ApiObject } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import { harden, hardening } from 'charthouse';
const theirs = new plus34.Deployment(shop, 'theirs', {});
const older = new plus27.Deployment(shop, 'older', {});
const object = new ApiObject(shop, 'object', { apiVersion: 'apps/v1', kind: 'Deployment' });
export const used = [harden, hardening, theirs, older, object, plus27];
`;

const right = `${helpers}
const secret34 = new plus34.Secret(shop, 'secret');
new WebService(shop, 'a', {
  image, port, connectsTo: [theirs, older, object], allowFrom: [theirs, { namespace: 'b' }, object], after: [theirs],
  env: { A: { secret: secret34, key: 'a' }, B: peer(new plus27.Service(shop, 'service', { ports: [] })).address },
  imagePullSecrets: [secret34], secrets: { '/a': secret34 }, beside: theirs, near: [older],
});
harden(theirs, {
  disruption: false, security: { capabilities: ['NET_RAW'] }, because: { 'security.capabilities': 'a' },
});
shop.with(hardening({ spread: false }));
applyPattern(theirs, cost);
`;

const mistakes: readonly Mistake[] = [
  {
    mistake: 'a misspelt part of hardening',
    code: `${helpers} harden(theirs, { disruptions: false });`,
    says: ["'disruptions' does not exist in type 'HardenOptions'", "'disruption'"],
  },
  {
    mistake: 'a part with the settings of another one',
    code: `${helpers} harden(theirs, { spread: { maxUnavailable: 1 } });`,
    says: ["'maxUnavailable' does not exist in type 'SpreadProps'"],
  },
  {
    mistake: 'hardening what is no construct',
    code: `${helpers} harden({ name: 'theirs' });`,
    says: ["'name' does not exist in type 'IConstruct'"],
  },
  {
    mistake: 'a worker of ours as a caller: it states its connections itself',
    code: "new WebService(shop, 'a', { image, port, allowFrom: [new Worker(shop, 'b', { image })] });",
    says: ["Type 'Workload' is not assignable to type", 'ForeignObject'],
  },
  {
    mistake: 'a name for a workload to wait for',
    code: "new Worker(shop, 'a', { image, after: ['theirs'] });",
    says: ["Type 'string' is not assignable to type", 'ForeignObject'],
  },
];

test('what is right compiles', () => {
  expect(compile([right])).toStrictEqual([[]]);
});

describe('objects of others where they do not fit', () => {
  test.each(compileMistakes(mistakes))('$mistake: the message names it', (compiled) => { expectMessage(compiled); });
});
