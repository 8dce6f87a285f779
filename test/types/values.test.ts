/** Values of another type, and Outputs where a plain value must be. None of it compiles, and the message says why. */
import { compileMistakes, expectMessage, type Mistake } from './support/mistakes';

const mistakes: readonly Mistake[] = [
  {
    mistake: 'a port as text',
    code: "new WebService(shop, 'a', { image, port: '8080' });",
    says: ["Type 'string' is not assignable to type 'number'"],
  },
  {
    mistake: 'an Output as a port',
    code: "new WebService(shop, 'a', { image, port: pulumi.output(8080) });",
    says: ["Type 'OutputInstance<number>' is not assignable to type 'number'"],
  },
  {
    mistake: 'an Output as a number of replicas',
    code: "new Worker(shop, 'a', { image, replicas: pulumi.output(2) });",
    says: ["Type 'OutputInstance<number>' is not assignable to type 'number'"],
  },
  {
    mistake: 'an Output of a number as an image',
    code: "new Worker(shop, 'a', { image: pulumi.output(2) });",
    says: ["Type 'OutputInstance<number>' is not assignable to type 'Value<string> | undefined'"],
  },
  {
    mistake: 'an Output as a name',
    code: "new Worker(shop, 'a', { image, name: output });",
    says: ["Type 'Output<string>' is not assignable to type 'string | undefined'"],
  },
  {
    mistake: 'an Output of a map of objects as env',
    code: "new Worker(shop, 'a', { image, env: pulumi.output({ A: { b: 1 } }) });",
    says: ['not assignable to type'],
  },
  {
    mistake: 'an Output of keys of Secrets as env',
    code: "new Worker(shop, 'a', { image, env: pulumi.output({ A: existing.secret('login').key('a') }) });",
    says: ['not assignable to type'],
  },
  {
    mistake: 'an Output as a bound of scaling',
    code: "new WebService(shop, 'a', { image, port: 1, scaling: { max: pulumi.output(3) } });",
    says: ["not assignable to type 'number"],
  },
  {
    mistake: 'an Output of a map as files',
    code: "new Worker(shop, 'a', { image, files: pulumi.output({ '/a': 'b' }) });",
    says: ['not assignable to type'],
  },
  {
    mistake: 'an object as the value of a variable',
    code: "new Worker(shop, 'a', { image, env: { LEVEL: { value: 'info' } } });",
    says: ["'value' does not exist"],
  },
  {
    mistake: 'null as the value of a variable',
    code: "new Worker(shop, 'a', { image, env: { LEVEL: null } });",
    says: ["Type 'null' is not assignable to type 'EnvValue'"],
  },
  {
    mistake: 'a secret that is plain text',
    code: "new Worker(shop, 'a', { image, env: { PASSWORD: secret('hunter2') } });",
    says: ["Argument of type 'string' is not assignable to parameter of type 'Deferred<string>'"],
  },
];

describe('values that do not compile', () => {
  test.each(compileMistakes(mistakes))('$mistake: the message names it', (compiled) => { expectMessage(compiled); });
});
