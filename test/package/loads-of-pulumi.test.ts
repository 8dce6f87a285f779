import { Consumer, packCharthouse } from './support/consumer';

describe('what is loaded of Pulumi', () => {
  const consumer = new Consumer();

  beforeAll(() => {
    consumer.install(packCharthouse(consumer.folder));
    consumer.link('cdk8s', 'constructs', '@pulumi/pulumi', '@pulumi/kubernetes');
    consumer.write('loaded.js', `
      const [name] = process.argv.slice(2);
      require(name);
      const files = Object.keys(require.cache).map((file) => file.replaceAll('\\\\', '/'));
      const of = (part) => files.some((file) => file.includes(part));
      console.log(of('/charthouse/'), of('/@pulumi/pulumi/'), of('/@pulumi/kubernetes/'));
    `);
  }, 120_000);
  afterAll(() => { consumer.remove(); });

  it('is nothing for who writes YAML', () => {
    expect(consumer.node('loaded.js', 'charthouse')).toEqual({ status: 0, output: 'true false false\n' });
  });

  it('is no typed class for a stack', () => {
    expect(consumer.node('loaded.js', 'charthouse/pulumi')).toEqual({ status: 0, output: 'true true false\n' });
  });
});
