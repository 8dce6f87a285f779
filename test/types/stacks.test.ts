/** Resources of a stack have the types of the provider's classes, and what a program returns comes out as Outputs. */
import * as k8s from '@pulumi/kubernetes';
import { Output } from '@pulumi/pulumi';
import { WebService } from 'charthouse';

import { deployedShop } from '../stack/support/shop';
import { compile } from './support/compiler';
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const deployed = `
import * as k8s from '@pulumi/kubernetes';
import { clusterProvider, deploy, setResourceOptions } from 'charthouse/pulumi';
const provider = clusterProvider('here', { kubeconfig: 'none' });
const made = deploy('shop', { provider }, (app) => {
  const api = new WebService(new Application(app, 'shop', { target }), 'api', { image: output, port: 8080 });
  return { api, url: api.url, answer: 42, output };
});
export const used = { k8s, made, provider, setResourceOptions };
`;

const right: readonly string[] = [
  "const typed: k8s.core.v1.Service['status'] = made.resource(made.api, 'Service').status; void typed;",
  "isExactly<k8s.core.v1.Service>()(made.resource(made.api, 'Service'));",
  "isExactly<k8s.apps.v1.Deployment>()(made.resource(made.api, 'Deployment'));",
  'isExactly<pulumi.Output<string>>()(made.url);',
  'isExactly<pulumi.Output<string>>()(made.output);',
  'isExactly<number>()(made.answer);',
];

const mistakes: readonly Mistake[] = [
  {
    mistake: 'a status of another kind',
    code: "made.resource(made.api, 'Service').status.replicas;",
    says: ["Property 'replicas' does not exist"],
  },
  {
    mistake: 'an address that is used as a text',
    code: 'export const address: string = made.url;',
    says: ["is not assignable to type 'string'"],
  },
  {
    mistake: 'a provider by hand for one resource',
    code: 'setResourceOptions(made.api, { provider });',
    says: ["'provider' does not exist"],
  },
  {
    mistake: 'the path of a kubeconfig as a provider',
    code: "deploy('other', { provider: '~/.kube/config' }, () => ({}));",
    says: ["Type 'string' is not assignable to type 'ProviderResource'"],
  },
];

test('what a stack gives has the types of the provider', () => {
  expect(compile(right.map((code) => `${deployed}${code}`))).toStrictEqual(right.map(() => []));
}, 120_000);

describe('in a stack does not compile', () => {
  const compiled = compileMistakes(mistakes.map((each) => ({ ...each, code: `${deployed}${each.code}` })));
  test.each(compiled)('$mistake: the message names it', (each) => { expectMessage(each); });
});

test('a resource is of its class, and each field of the class is an Output', async () => {
  const { result, failures } = await deployedShop((shop) =>
    ({ api: new WebService(shop, 'api', { image: 'api:1', port: 8080 }) }));
  expect(failures).toStrictEqual([]);
  const service = result.resource(result.api, 'Service');
  expect(k8s.core.v1.Service.isInstance(service)).toBe(true);
  expect(k8s.apps.v1.Deployment.isInstance(service)).toBe(false);
  for (const field of ['apiVersion', 'kind', 'metadata', 'spec', 'status', 'id', 'urn'] as const)
    expect(Output.isInstance(service[field])).toBe(true);
}, 60_000);
