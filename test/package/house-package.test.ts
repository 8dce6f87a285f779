import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Consumer, acmeFolder, compilerOf, pack, packCharthouse } from './support/consumer';

const program = `
  import { App, Application, WebService } from 'charthouse';
  import { acme } from '@acme/house';

  const app = new App({ outdir: 'out' });
  const shop = new Application(app, 'shop', { target: acme.target('prod-eu'), owner: 'team-checkout' });
  new WebService(shop, 'api', { image: 'registry.acme.example/api:1.4.2', port: 8080 });
  app.synth();
`;

describe('a house in a package of its own', () => {
  const consumer = new Consumer();
  const installed = join(consumer.folder, 'node_modules');

  beforeAll(() => {
    const charthouse = packCharthouse(consumer.folder);
    consumer.install(charthouse);
    consumer.link('cdk8s', 'constructs');
    consumer.install(charthouse, packAcme(consumer));
    consumer.link('cdk8s', 'constructs');
  }, 240_000);
  afterAll(() => { consumer.remove(); });

  it('serves the applications of those who install it', () => {
    consumer.write('shop.mjs', program);

    expect(consumer.node('shop.mjs')).toEqual({ status: 0, output: '' });
    expect(readFileSync(join(consumer.folder, 'out/shop.k8s.yaml'), 'utf8')).toContain('kind: Deployment');
  });

  it('gives its target names to the types', () => {
    consumer.write('shop.ts', `${program}
      // @ts-expect-error: no such target
      acme.target('nowhere');
    `);
    const compilerOptions = {
      noEmit: true, strict: true, target: 'es2022', types: [], module: 'node16', moduleResolution: 'node16',
    };
    consumer.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['shop.ts'] }));

    expect(consumer.node(compilerOf('typescript'), '-p', 'tsconfig.json')).toEqual({ status: 0, output: '' });
  }, 60_000);

  it('is refused, with both copies named, where it brings an incompatible charthouse of its own', () => {
    const ours = join(installed, 'charthouse');
    const theirs = join(installed, '@acme/house/node_modules/charthouse');
    cpSync(ours, theirs, { recursive: true });
    replaceIn(join(theirs, 'build/charthouse.js'), [
      ["const version = '0.1.0';", "const version = '9.0.0';"],
      ['const contract = 1;', 'const contract = 2;'],
    ]);
    consumer.write('two-copies.mjs', program.replace("outdir: 'out'", "outdir: 'refused'"));

    const { status, output } = consumer.node('two-copies.mjs');

    expect(status).not.toBe(0);
    expect(output).toContain('two incompatible copies of charthouse');
    expect(output).toContain(`9.0.0 (${theirs}`);
    expect(output).toContain(`0.1.0 (${ours}`);
    expect(output).toContain('peer dependency');
  });
});

/** Builds and packs the example's house beside the consumer's charthouse, as its authors would. */
function packAcme(consumer: Consumer): string {
  const sources = join(consumer.folder, 'house');
  cpSync(acmeFolder, sources, { recursive: true, filter: (path) => !/[\\/](node_modules|build|test)$/.test(path) });
  const compiled = consumer.node(compilerOf('typescript'), '-p', 'house/tsconfig.json');
  if (compiled.status !== 0) {
    throw new Error(`examples/houses/acme does not compile against the packed package:\n${compiled.output}`);
  }
  return pack(sources, consumer.folder);
}

function replaceIn(file: string, replacements: readonly (readonly [from: string, to: string])[]): void {
  const text = replacements.reduce((current, [from, to]) => {
    if (current.split(from).length !== 2) {
      throw new Error(`${file} does not hold ${from} once`);
    }
    return current.replace(from, to);
  }, readFileSync(file, 'utf8'));
  writeFileSync(file, text);
}
