/** Trees of plain cdk8s and cdk8s-plus constructs, built alike under any App. */
import path from 'node:path';
import { ApiObject, Chart, Include, JsonPatch, Lazy, type App } from 'cdk8s';
import * as kplus27 from 'cdk8s-plus-27';
import * as kplus34 from 'cdk8s-plus-34';
import { Construct } from 'constructs';

/** Builds a tree under an App. */
export type Build = (app: App) => void;

/** A ConfigMap with a name of its own. */
export function settings(scope: Construct, name: string, data: Readonly<Record<string, string>> = {}): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { ...data } });
}

function awkwardText(): Readonly<Record<string, string>> {
  return {
    unicode: 'Grüße, 世界, 🦊, \u2028 and \u0000',
    booleans: 'y', octal: '0777', sexagesimal: '1:30', tilde: '~', date: '2026-11-21', empty: '', blank: ' ',
    lines: 'one\n\n  two\n', trailing: 'end \n\n\n', tab: '\tindented', quoted: '\'"\\', long: 'word '.repeat(5000),
    script: '#!/bin/sh\nset -eu\nexec "$@"\n', windows: 'a\r\nb\r\n', 'key: with colon': '#no comment',
  };
}

/** The trees, each by what is special about it. */
export const trees: Readonly<Record<string, Build>> = {
  'an App without charts': () => undefined,
  'a chart without objects': (app) => { new Chart(app, 'empty'); },
  'one chart with several documents': (app) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop', labels: { team: 'checkout' } });
    for (const name of ['zebra', 'ant', 'bee']) settings(chart, name);
  },
  'texts that YAML finds hard': (app) => { settings(new Chart(app, 'texts'), 'awkward', awkwardText()); },
  'objects that wait for others in their chart': (app) => {
    const chart = new Chart(app, 'ordered');
    const [first, second, third] = ['a', 'b', 'c'].map((name) => settings(chart, name));
    first!.addDependency(second!);
    second!.addDependency(third!);
  },
  'charts that wait for charts': (app) => {
    const [web, data, base] = ['web', 'data', 'base'].map((id) => new Chart(app, id));
    for (const chart of [web!, data!, base!]) settings(chart, `${chart.node.id}-settings`);
    web!.addDependency(data!);
    data!.addDependency(base!);
  },
  'an object that waits for one in another chart': (app) => {
    const web = new Chart(app, 'web');
    const data = new Chart(app, 'data');
    const late = settings(web, 'late');
    settings(web, 'early');
    late.addDependency(settings(data, 'needed'));
  },
  'a construct that waits for a construct of objects': (app) => {
    const chart = new Chart(app, 'grouped');
    const group = new Construct(chart, 'group');
    const other = new Construct(chart, 'other');
    for (const name of ['g1', 'g2']) settings(group, name);
    for (const name of ['o1', 'o2']) settings(other, name);
    group.node.addDependency(other);
  },
  'nested charts, with constructs between': (app) => {
    const outer = new Chart(app, 'outer');
    settings(outer, 'outside');
    const inner = new Chart(outer, 'inner', { namespace: 'deep' });
    settings(inner, 'inside');
    settings(new Chart(new Construct(inner, 'between'), 'innermost'), 'deepest');
  },
  'charts below constructs, and long and odd ids': (app) => {
    settings(new Chart(new Construct(app, 'Team_A'), 'Chart'), 'team-a');
    settings(new Chart(app, 'Upper.Case_And-More'), 'upper');
    settings(new Chart(app, `long-${'x'.repeat(80)}`), 'long');
  },
  'included files': (app) => {
    const url = path.join(__dirname, '../fixtures/included.yaml');
    new Include(new Chart(app, 'included'), 'manifest', { url });
  },
  'tokens, JSON patches and names with colons': (app) => {
    const chart = new Chart(app, 'patched');
    settings(chart, 'lazy').addJsonPatch(JsonPatch.add('/metadata/name', 'renamed'));
    new ApiObject(chart, 'role', {
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'system:Reader' },
      rules: [{ verbs: Lazy.any({ produce: () => ['get', 'list'] }), resources: ['pods'], apiGroups: [''] }],
    });
  },
  'cdk8s-plus-34': (app) => {
    const chart = new kplus34.k8s.KubeNamespace(new Chart(app, 'plus'), 'namespace').chart;
    const deployment = new kplus34.Deployment(chart, 'web', {
      containers: [{ image: 'web:1.0.0', portNumber: 8080, envVariables: { A: kplus34.EnvValue.fromValue('b') } }],
    });
    deployment.exposeViaService({ ports: [{ port: 80, targetPort: 8080 }] });
    new kplus34.ConfigMap(chart, 'config', { data: { key: 'value' } });
  },
  'cdk8s-plus-27 in several charts': (app) => {
    const data = new Chart(app, 'data');
    const secret = new kplus27.Secret(data, 'login', { stringData: { user: 'me' } });
    const web = new kplus27.Deployment(new Chart(app, 'web'), 'web', { containers: [{ image: 'web:1.0.0' }] });
    web.node.addDependency(secret);
  },
  'data that objects share, in no order, and without some of it': (app) => {
    const labels = { tier: 'web', 10: 'ten', 9: 'nine', app: 'api' };
    const list = [{ b: 1, a: [] }, null, { z: undefined }];
    const chart = new Chart(app, 'shared');
    for (const name of ['one', 'other']) {
      const props = { apiVersion: 'example.com/v1', metadata: { name, labels, annotations: labels } };
      const spec = { list, labels, again: { list, labels } };
      new ApiObject(chart, name, { ...props, kind: 'Odd', ...{ spec, data: list } });
      new ApiObject(chart, `${name}-contested`, { ...props, kind: 'Contested', ...{ spec, text: ['nO', -0] } });
    }
  },
};

/** Trees that change as they are rendered: what is written depends on how often, and when, somebody does so. */
export const unsteadyTrees: Readonly<Record<string, Build>> = {
  'an object whose rendering changes what others hold': (app) => {
    const chart = new Chart(app, 'chart');
    const shared: Record<string, unknown> = { keep: 1, internal: 2 };
    const add = (id: string, spec: unknown): ApiObject =>
      new ApiObject(chart, id, { apiVersion: 'v1', kind: 'A', metadata: { name: id }, ...{ spec } });
    const first = add('a', shared);
    const last = add('b', shared);
    const render = last.toJson.bind(last);
    last.toJson = () => {
      delete shared['internal'];
      first.metadata.addLabel('late', 'yes');
      return render() as unknown;
    };
  },
  'a token that changes what others hold': (app) => {
    const chart = new Chart(app, 'chart');
    const shared = ['first'];
    const produce = (): unknown => (shared.includes('late') ? shared : shared.concat(shared.splice(0, 9, 'late')));
    new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' }, ...{ spec: { shared } } });
    new ApiObject(chart, 'b', {
      apiVersion: 'v1', kind: 'B', metadata: { name: 'b' }, ...{ spec: { shared: Lazy.any({ produce }) } },
    });
  },
};
