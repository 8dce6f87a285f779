/** What a prop emits: the lines of the objects that are there with it, and not without. */
import * as ts from 'typescript';

import * as charthouse from '../../lib';
import { leavesOf } from '../../lib/model/leaves';
import { KubernetesObject } from '../../lib/model/object';

type Props = Readonly<Record<string, unknown>>;
type AnyClass = new (scope: charthouse.Application, id: string, props: Props) => charthouse.Workload;

/** The least of each workload. */
const least: Readonly<Record<string, Props>> = Object.freeze({
  WebService: { image: 'api:1.4.2', port: 8080 },
  Worker: { image: 'api:1.4.2' },
  StatefulStore: { image: 'api:1.4.2', port: 5432, user: 999 },
  DaemonAgent: { image: 'api:1.4.2', port: 9100 },
  CronTask: { image: 'api:1.4.2', schedule: '30 3 * * *' },
  Task: { image: 'api:1.4.2', run: '1' },
});

/** An example of a prop, as it stands on a page. */
export interface Example {
  /** The props, as a program says them. A workload `orders` is there for who needs another. */
  readonly props: string;
  /** Props that must be there for it. @default - none */
  readonly beside?: string | undefined;
  /** The workload that it is shown on. @default - the first one that takes the prop */
  readonly on?: string | undefined;
}

/** The lines that an example adds or changes, each `object field: value`. */
export function linesOf({ props, beside = '' }: Example, workload: string): readonly string[] {
  const without = leaves(workload, beside);
  const shown = leaves(workload, `${beside === '' ? '' : `${beside}, `}${props}`);
  const changed = [...shown].filter(([field, value]) => without.get(field) !== value);
  const gone = [...without.keys()].filter((field) => !shown.has(field));
  const lines = [...changed.map(([field, value]) => `${field}: ${value}`), ...gone.map((field) => `${field}: gone`)];
  const objects = lines.filter((line) => line.includes(' kind: ')).map((line) => line.replace(/ kind: .*$/, ''));
  // What every object has is left out where an object comes or goes.
  return lines.filter((line) =>
    !objects.some((object) => frame.test(line.slice(object.length)) && line.startsWith(object)));
}

const frame = /^ (apiVersion|metadata\.(name|namespace|labels\[.*\])): /;

/** What is found in the workload with the props of an example. */
export function findingsIn({ props, beside = '' }: Example, workload: string): readonly charthouse.Finding[] {
  const app = new charthouse.App();
  build(app, workload, `${beside === '' ? '' : `${beside}, `}${props}`);
  return app.findings();
}

/** A workload `api` with these props, and the one that it may need. */
function build(app: charthouse.App, workload: string, props: string): charthouse.Workload {
  const target = house().target('prod');
  const shop = new charthouse.Application(app, 'shop', { target });
  const orders = new charthouse.WebService(shop, 'orders', { image: 'orders:1.0.0', port: 8080 });
  const Class = (charthouse as unknown as Readonly<Record<string, AnyClass | undefined>>)[workload];
  if (Class === undefined) throw new Error(`there is no workload ${workload}`);
  return new Class(shop, 'api', { ...least[workload], ...evaluated(props, orders) });
}

/** Each leaf of the workload's objects, as text. */
function leaves(workload: string, props: string): ReadonlyMap<string, string> {
  const { node } = build(new charthouse.App(), workload, props);
  const objects = node.findAll().filter((each): each is KubernetesObject => each instanceof KubernetesObject);
  return new Map(objects.flatMap((object) => {
    const name = object.role === '' ? object.kind : `${object.kind}/${object.role}`;
    return [...leavesOf(object.toJson())].map(([field, value]) => [`${name} ${field}`, JSON.stringify(value)] as const);
  }));
}

function house(): charthouse.House<'prod'> {
  const scrapedFrom = [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }];
  return charthouse.defineHouse({
    name: 'docs',
    version: '1',
    platforms: { generic: charthouse.generic({ metrics: { kind: 'prometheus-operator', scrapedFrom } }) },
    targets: { prod: { platform: 'generic', environment: 'prod', domain: 'example.com' } },
  });
}

/** The props of a text such as `replicas: 3`; what the library exports is in scope. */
function evaluated(text: string, orders: charthouse.Workload): Props {
  const source = ts.transpile(`props = { ${text} }`, { target: ts.ScriptTarget.ES2022 });
  const names = Object.keys(charthouse);
  // The text is one of ours: a line of a page.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const make = new Function(...names, 'orders', `let props; ${source}; return props;`) as
    (...values: readonly unknown[]) => Props;
  return make(...names.map((name) => (charthouse as Readonly<Record<string, unknown>>)[name]), orders);
}
