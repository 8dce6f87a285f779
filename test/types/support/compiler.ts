/** Compiles snippets as a user's editor would, all in one program, and gives each one's messages. */
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(__dirname, '../../..');

/** What every snippet begins with. */
const prelude = `
import * as pulumi from '@pulumi/pulumi';
import { Chart } from 'cdk8s';
import {
  App, Application, CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker, applyPattern, bounded, constructs,
  defineHouse, definePattern, defineWorkload, existing, external, generic, keys, locked, peer, secret, shape, text,
  unset, type CronTaskProps, type Deferred, type Reference, type Value, type WebServiceProps, type WorkerProps,
} from 'charthouse';

/** What a workload costs. */
interface CostKeys { readonly costCentre?: number | undefined }
const cost = definePattern({
  name: 'costCentre', fits: ['longRunning'], keys: keys<CostKeys>({ costCentre: shape.integer(1000, 9999) }),
});
const acme = defineHouse({
  name: 'acme', version: '1', patterns: [cost], platforms: { cloud: generic() },
  targets: {
    'prod-eu': { platform: 'cloud', environment: 'prod' }, 'prod-us': { platform: 'cloud', environment: 'prod' },
  },
});
const target = acme.target('prod-eu');
const shop = new Application(new App(), 'shop', { target });
const image = 'api:1.4.2';
const output = pulumi.output('db.example.com');
const port = 8080;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function isExactly<Expected>(): <Actual>(
  value: Actual, ...sure: Same<Actual, Expected> extends true ? [] : ['not exactly that type']
) => void;
export const unused = {
  Chart, CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker, applyPattern, bounded, constructs, existing,
  defineWorkload, external, isExactly, locked, output, peer, port, secret, text, unset, image, shop,
};
export type Unused = [CronTaskProps, Deferred<string>, Reference, Value<string>, WebServiceProps, WorkerProps];
`;

/** The messages of each snippet, each as one text. An empty list means that it compiles. */
export function compile(snippets: readonly string[]): readonly (readonly string[])[] {
  const files = new Map(snippets.map((snippet, index) => [
    path.join(root, 'test/types', `snippet-${index}.ts`), `${prelude}\n${snippet}\n`,
  ]));
  const program = ts.createProgram([...files.keys()], optionsOfUsers(), hostWith(files));
  return [...files.keys()].map((file) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((each) => ts.flattenDiagnosticMessageText(each.messageText, '\n'));
  });
}

/** The strictest settings that a user may have, over our sources. */
function optionsOfUsers(): ts.CompilerOptions {
  const file = path.join(root, 'tsconfig.dev.json');
  const { config } = ts.readConfigFile(file, (name) => ts.sys.readFile(name)) as { readonly config: object };
  const { tsBuildInfoFile: _none, ...options } = ts.parseJsonConfigFileContent(config, ts.sys, root).options;
  return { ...options, noEmit: true, incremental: false, skipLibCheck: true, types: [] };
}

function hostWith(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(optionsOfUsers());
  const { fileExists, getSourceFile, readFile } = host;
  return {
    ...host,
    fileExists: (name) => files.has(path.normalize(name)) || fileExists(name),
    readFile: (name) => files.get(path.normalize(name)) ?? readFile(name),
    getSourceFile: (name, languageVersion, ...others) => {
      const text = files.get(path.normalize(name));
      return text === undefined
        ? getSourceFile(name, languageVersion, ...others)
        : ts.createSourceFile(name, text, languageVersion);
    },
  };
}
