import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Consumer, packCharthouse } from './support/consumer';

const names = ['App', 'Application', 'WebService', 'constructs', 'defineHouse'];

describe('the packed package', () => {
  const consumer = new Consumer();

  beforeAll(() => {
    consumer.install(packCharthouse(consumer.folder));
    consumer.link('cdk8s', 'constructs');
  }, 120_000);
  afterAll(() => { consumer.remove(); });

  it('is imported by name from an ES module', () => {
    consumer.write('names.mjs', `
      import { ${names.join(', ')} } from 'charthouse';
      console.log([${names.join(', ')}].map((exported) => typeof exported).join());
    `);

    expect(consumer.node('names.mjs')).toEqual({ status: 0, output: `${names.map(() => 'function').join()}\n` });
  });

  it('loads what builds a tree when there is one', () => {
    consumer.write('loaded.js', `
      const loaded = () => Object.keys(require.cache).some((file) => file.endsWith('later.js'));
      const { App, WebService } = require('charthouse');
      const { Chart } = require('cdk8s');
      const before = loaded();
      new WebService(new Chart(new App(), 'shop'), 'api', { image: 'api:1', port: 8080 });
      console.log(before, loaded());
    `);

    expect(consumer.node('loaded.js')).toEqual({ status: 0, output: 'false true\n' });
  });

  it('shows an ES module every name that it exports, for the subpath too', () => {
    consumer.write('every-name.mjs', `
      import { createRequire } from 'node:module';
      import * as index from 'charthouse';
      import * as testing from 'charthouse/testing';
      const require = createRequire(import.meta.url);
      for (const [subpath, module] of Object.entries({ 'charthouse': index, 'charthouse/testing': testing })) {
        const names = Object.keys(require(subpath));
        console.log(subpath, names.length > 0, names.filter((name) => !(name in module)).join());
      }
    `);

    expect(consumer.node('every-name.mjs').output.trim().split('\n').map((line) => line.trimEnd()))
      .toEqual(['charthouse true', 'charthouse/testing true']);
  });

  it('is required from CommonJS', () => {
    consumer.write('names.cjs', "console.log(typeof require('charthouse').App)");

    expect(consumer.node('names.cjs')).toEqual({ status: 0, output: 'function\n' });
  });

  it('holds a class once, whichever subpath it is reached by', () => {
    consumer.write('once.cjs', `
      const { Application, defineHouse, generic } = require('charthouse');
      const { manifestsOf } = require('charthouse/testing');
      const targets = { prod: { platform: 'any', environment: 'prod' } };
      const house = defineHouse({ name: 'acme', version: '1', platforms: { any: generic() }, targets });
      manifestsOf(house, (application) => { console.log(application instanceof Application); });
    `);

    expect(consumer.node('once.cjs')).toEqual({ status: 0, output: 'true\n' });
  });

  it('reads the schema of Kubernetes when a transform asks for it, not before', () => {
    consumer.write('transform.cjs', `
      const { App, WebService } = require('charthouse');
      const { Chart } = require('cdk8s');
      const isRead = () => Object.keys(require.cache).some((file) => file.endsWith('schema.json'));
      const app = new App();
      const shop = new Chart(app, 'shop', { namespace: 'shop' });
      const api = new WebService(shop, 'api', { image: 'api:1.4.2', port: 80 });
      console.log(isRead());
      api.transform('Deployment', { spec: { minReadySeconds: 7 } });
      console.log(app.synthYaml().includes('minReadySeconds: 7'), isRead());
    `);

    expect(consumer.node('transform.cjs')).toEqual({ status: 0, output: 'false\ntrue true\n' });
  });

  it('opens no other file than its subpaths', () => {
    consumer.write('inside.mjs', "import 'charthouse/build/index.js'");

    expect(consumer.node('inside.mjs').output).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('has no dependency and holds the build, not the sources or the tests', () => {
    const folder = join(consumer.folder, 'node_modules/charthouse');
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      dependencies?: object;
    };

    expect(dependencies).toBeUndefined();
    expect(readdirSync(folder).filter((name) => !name.endsWith('.md')).sort())
      .toEqual(['LICENSE', 'build', 'package.json']);
  });
});
