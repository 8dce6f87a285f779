/** Workloads of others: both versions of cdk8s-plus, and plain objects. */
import { ApiObject, type Chart } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import type { Construct, IConstruct } from 'constructs';
import { App, Application, type Finding, type House } from '../../../lib';
import { validateStrict } from '../../support/strict-schema';
import { at } from '../../values/support/shop';
import { house as mixed } from './mixed-tree';

/** The libraries, by name. What the tests use of them has the same types. */
export const libraries: readonly (readonly [string, typeof plus34])[] = Object.entries({
  'cdk8s-plus-27': plus27 as unknown as typeof plus34, 'cdk8s-plus-34': plus34,
});

/** An Application of target `prod` of a house. */
export function shop(house: House = mixed): { readonly app: App; readonly application: Application } {
  const app = new App();
  return { app, application: new Application(app, 'shop', { target: house.target('prod') }) };
}

/** What differs from a Deployment `web` of one container with port 8080. */
export interface PlainParts {
  readonly kind?: string;
  readonly name?: string;
  readonly container?: object;
  readonly pod?: object;
  readonly spec?: object;
  readonly metadata?: object;
}

/** A workload as somebody writes it by hand. */
export function plain(scope: Construct | Chart, id: string, parts: PlainParts = {}): ApiObject {
  const { kind = 'Deployment', name = id } = parts;
  const labels = { app: name };
  const batch = kind.endsWith('Job');
  const container = { name, image: `${name}:1`, ports: [{ name: 'http', containerPort: 8080 }], ...parts.container };
  const spec = { ...batch ? { restartPolicy: 'Never' } : {}, containers: [container], ...parts.pod };
  const template = { metadata: { labels }, spec };
  return new ApiObject(scope, id, {
    apiVersion: batch ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: { name, ...parts.metadata },
    spec: {
      ...batch ? {} : { selector: { matchLabels: labels } },
      ...kind === 'CronJob' ? { schedule: '@daily', jobTemplate: { spec: { template } } } : { template },
      ...parts.spec,
    },
  });
}

/** The objects below a construct, by kind and name, each one that the API server would take. */
export function objectsIn(construct: IConstruct): Readonly<Record<string, Record<string, unknown>>> {
  const objects = construct.node.findAll().filter((each): each is ApiObject => ApiObject.isApiObject(each));
  return Object.fromEntries(objects.map((object) => {
    const manifest = object.toJson() as Record<string, unknown>;
    expect(validateStrict(manifest)).toEqual([]);
    return [`${object.kind} ${object.name}`, manifest];
  }));
}

/** The pod's spec of an object's manifest. */
export function podOf(manifest: unknown): unknown {
  return at(manifest, 'spec.template.spec') ?? at(manifest, 'spec.jobTemplate.spec.template.spec');
}

/** The rules of a NetworkPolicy that are not for DNS. */
export function rulesOf(policy: unknown, direction: 'ingress' | 'egress'): readonly unknown[] {
  interface Rule { readonly ports?: readonly { readonly port?: number }[] }
  const rules = at(policy, `spec.${direction}`) as readonly Rule[];
  return rules.filter(({ ports }) => ports?.some(({ port }) => port === 53) !== true);
}

/** Findings that stop the synthesis. */
export function errors(app: App): readonly Finding[] {
  return app.findings().filter(({ severity }) => severity === 'error');
}
