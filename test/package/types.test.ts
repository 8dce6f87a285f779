import { Consumer, compilerOf, packCharthouse } from './support/consumer';

const program = `
import { App, Application, WebService, constructs, defineHouse, type WebServiceProps } from 'charthouse';
import * as testing from 'charthouse/testing';

export const app: App = new App();
export const props: WebServiceProps = { image: 'api:1.4.2', port: 8080 };
export function build(scope: Application): WebService { return new WebService(scope, 'api', props); }
export const kit: object = testing;
export const house: object = { constructs, defineHouse };

// @ts-expect-error: these are types, not any
export const misspelt: WebServiceProps = { image: 'api:1.4.2', prot: 8080 };
// @ts-expect-error: likewise
export const number: number = testing;
`;

/** Which TypeScript under which `moduleResolution`; 6 and 7 have given up the old one. */
const compilers = [
  { typescript: 'typescript', moduleResolution: 'node', module: 'commonjs', file: 'program.ts' },
  { typescript: 'typescript', moduleResolution: 'node16', module: 'node16', file: 'program.ts' },
  { typescript: 'typescript', moduleResolution: 'node16', module: 'node16', file: 'program.mts' },
  { typescript: 'typescript', moduleResolution: 'bundler', module: 'esnext', file: 'program.ts' },
  { typescript: 'typescript-6', moduleResolution: 'node16', module: 'node16', file: 'program.ts' },
  { typescript: 'typescript-6', moduleResolution: 'node16', module: 'node16', file: 'program.mts' },
  { typescript: 'typescript-6', moduleResolution: 'bundler', module: 'esnext', file: 'program.ts' },
  { typescript: 'typescript-7', moduleResolution: 'node16', module: 'node16', file: 'program.ts' },
  { typescript: 'typescript-7', moduleResolution: 'node16', module: 'node16', file: 'program.mts' },
  { typescript: 'typescript-7', moduleResolution: 'bundler', module: 'esnext', file: 'program.ts' },
];

describe('the types of the packed package, without @types/node', () => {
  const consumer = new Consumer();

  beforeAll(() => {
    consumer.install(packCharthouse(consumer.folder));
    consumer.link('cdk8s', 'constructs');
    consumer.write('program.ts', program);
    consumer.write('program.mts', program);
  }, 120_000);
  afterAll(() => { consumer.remove(); });

  it.each(compilers)('resolve in $typescript with $moduleResolution, from $file', (compiler) => {
    const { typescript, moduleResolution, module, file } = compiler;
    const compilerOptions = {
      noEmit: true, strict: true, target: 'es2022', types: [], module, moduleResolution, skipLibCheck: false,
      exactOptionalPropertyTypes: true,
    };
    consumer.write('tsconfig.json', JSON.stringify({ compilerOptions, files: [file] }));

    expect(consumer.node(compilerOf(typescript), '-p', 'tsconfig.json')).toEqual({ status: 0, output: '' });
  }, 60_000);
});
