/** Targets, keys of a house, reasons, transforms and patterns. None of it compiles, and the message says why. */
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const mistakes: readonly Mistake[] = [
  {
    mistake: 'an unknown target',
    code: "acme.target('prod-uk');",
    says: [`Argument of type '"prod-uk"' is not assignable to parameter of type '"prod-eu" | "prod-us"'`],
  },
  {
    mistake: 'a choice for an unknown target',
    code: "target.pick({ 'prod-uk': 1, default: 2 });",
    says: ["''prod-uk'' does not exist"],
  },
  {
    mistake: 'an Application without a target',
    code: "new Application(new App(), 'a', {});",
    says: ["Property 'target' is missing in type"],
  },
  {
    mistake: 'a misspelt default of an Application',
    code: "new Application(new App(), 'a', { target, defaults: { replcas: 3 } });",
    says: ["'replcas' does not exist", "Did you mean to write 'replicas'"],
  },
  {
    mistake: "a house's own key on an unbound class",
    code: "new WebService(shop, 'a', { image, port, costCentre: 1234 });",
    says: ["'costCentre' does not exist in type 'WebServiceProps'"],
  },
  {
    mistake: "a house's own key of another type",
    code: "new (constructs(acme).WebService)(shop, 'a', { image, port, costCentre: 'a' });",
    says: ["Type 'string' is not assignable to type 'number'"],
  },
  {
    mistake: "a house's own key on a workload that it does not fit",
    code: "new (constructs(acme).Task)(shop, 'a', { image, costCentre: 1234 });",
    says: ["'costCentre' does not exist"],
  },
  {
    mistake: 'a misspelt default of a house',
    code: "defineHouse({ name: 'b', version: '1', defaults: { rollot: {} } });",
    says: ["'rollot' does not exist", "Did you mean to write 'rollout'"],
  },
  {
    mistake: 'a default of another type',
    code: "defineHouse({ name: 'b', version: '1', defaults: { replicas: 'two' } });",
    says: ["Type 'string' is not assignable to type 'LayerValue<number> | undefined'"],
  },
  {
    mistake: 'a delivery that nobody knows',
    code: "defineHouse({ name: 'b', version: '1', platforms: { cloud: generic() }, targets: { a: { "
      + "platform: 'cloud', environment: 'a', delivery: 'helm' } } });",
    says: [`Type '"helm"' is not assignable to type 'DeliveryKind | undefined'`],
  },
  {
    mistake: 'a reason for a field that is not there',
    code: "new WebService(shop, 'a', { image, port, because: { replcas: 'one' } });",
    says: ["'replcas' does not exist in type 'Because<WebServiceKeys>'", "Did you mean to write 'replicas'"],
  },
  {
    mistake: 'a reason that is no text',
    code: "new WebService(shop, 'a', { image, port, because: { replicas: 1 } });",
    says: ["Type 'number' is not assignable to type 'string'"],
  },
  {
    mistake: 'a transform of a field that the kind has not',
    code: "new WebService(shop, 'a', { image, port, transform: { Deployment: { spec: { replica: 3 } } } });",
    says: ["'replica' does not exist", "Did you mean to write 'replicas'"],
  },
  {
    mistake: 'a transform of a kind that is not there',
    code: "new WebService(shop, 'a', { image, port, transform: { Deploymnt: {} } });",
    says: ["'Deploymnt' does not exist in type 'Transforms'", "Did you mean to write 'Deployment'"],
  },
  {
    mistake: "a transform by a function of another kind's field",
    code: "new WebService(shop, 'a', { image, port }).transform('Service', (object) => { "
      + 'object.spec!.replicas = 3; return object; });',
    says: ["Property 'replicas' does not exist on type 'ServiceSpec'"],
  },
  {
    mistake: 'a trait that is none',
    code: "definePattern({ name: 'a', fits: ['listening'] });",
    says: [`Type '"listening"' is not assignable to type 'Trait'`],
  },
  {
    mistake: 'a default for a key that the pattern has not',
    code: "definePattern({ name: 'a', fits: [], keys: keys<CostKeys>({ costCentre: shape.text }), "
      + 'defaults: { cost: 1 } });',
    says: ["'cost' does not exist in type 'DefaultsOf<CostKeys>'"],
  },
  {
    mistake: 'a key without a shape',
    code: 'keys<CostKeys>({});',
    says: ["Property 'costCentre' is missing in type"],
  },
  {
    mistake: 'a claim of a field that a pod has not',
    code: "definePattern({ name: 'a', fits: [], apply(draft) { draft.claimPod({ hostname2: 'a' }); } });",
    says: ["'hostname2' does not exist"],
  },
  {
    mistake: 'something external without a port',
    code: "external({ host: 'a.example.com' });",
    says: ["Property 'port' is missing in type", "but required in type 'ExternalProps'"],
  },
  {
    mistake: 'an object inside text`…`',
    code: 'text`${{ a: 1 }}/v1`;',
    says: ["'a' does not exist"],
  },
];

describe('houses and patterns that do not compile', () => {
  test.each(compileMistakes(mistakes))('$mistake: the message names it', (compiled) => { expectMessage(compiled); });
});
