/** Months, images, configuration and matchers. None of it compiles, and the message says why. */
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const config = "import { configurationFor, type StandardSchema } from 'charthouse';\n"
  + 'declare const schema: StandardSchema<{ readonly workers: number }>;\n';
const images = "import { imagesFrom } from 'charthouse';\n";
const testing = "import { matchers, type CharthouseMatchers } from 'charthouse/testing';\n"
  + 'declare function expecting(tested: unknown): CharthouseMatchers<void>;\nexport const all = matchers;\n';
const pattern = "definePattern({ name: 'a', fits: [], keys: keys<CostKeys>({ costCentre: shape.integer(1) }), ";

const mistakes: readonly Mistake[] = [
  {
    mistake: 'a month that is no text',
    code: "defineHouse({ name: 'b', version: '1', compat: 202611 });",
    says: ["Type 'number' is not assignable to type 'string'"],
  },
  {
    mistake: 'a change of defaults of another type',
    code: `${pattern}changes: [{ since: '2027-01', was: { costCentre: 'a' }, why: 'b' }] });`,
    says: ["Type 'string' is not assignable to type 'LayerValue<number> | undefined'"],
  },
  {
    mistake: 'a change of defaults of a misspelt key',
    code: `${pattern}changes: [{ since: '2027-01', was: { costCenter: 1 }, why: 'b' }] });`,
    says: ["'costCenter' does not exist", "Did you mean to write 'costCentre'"],
  },
  {
    mistake: 'a change of defaults without a reason',
    code: `${pattern}changes: [{ since: '2027-01', was: { costCentre: 1 } }] });`,
    says: ["Property 'why' is missing"],
  },
  {
    mistake: 'an image by a number',
    code: `${images}imagesFrom('images.lock.yaml').get(3);`,
    says: ["Argument of type 'number' is not assignable to parameter of type 'string'"],
  },
  {
    mistake: 'an override that is no text',
    code: `${images}imagesFrom('images.lock.yaml', { overrides: { api: 1.5 } });`,
    says: ["Type 'number' is not assignable to type 'string'"],
  },
  {
    mistake: 'a field of the configuration that the schema does not have',
    code: `${config}configurationFor(target, schema).wrokers;`,
    says: ["Property 'wrokers' does not exist on type '{ readonly workers: number; }'", "Did you mean 'workers'"],
  },
  {
    mistake: 'a schema that is none',
    code: `${config}configurationFor(target, { parse: () => 1 });`,
    says: ["'parse' does not exist in type 'StandardSchema<unknown>'"],
  },
  {
    mistake: 'a level that is none',
    code: `${testing}expecting(shop).toBeAdmittedUnder('strict');`,
    says: [`Argument of type '"strict"' is not assignable to parameter of type 'PodSecurityLevel'`],
  },
  {
    mistake: 'traffic to what has no namespace',
    code: `${testing}expecting(shop).toAllowTraffic({ namespace: 'a' }, { labels: { app: 'b' } });`,
    says: ["'{ labels: { app: string; }; }' is not assignable to parameter of type 'TrafficEnd'"],
  },
];

describe('months, images, configuration and matchers that do not compile', () => {
  test.each(compileMistakes(mistakes))('$mistake: the message names it', (compiled) => { expectMessage(compiled); });
});
