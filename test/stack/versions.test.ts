/** An object of another API version is the same resource: as with the provider's typed classes, kind by kind. */
import * as k8s from '@pulumi/kubernetes';
import type { CustomResource } from '@pulumi/pulumi';
import { deploy, fromManifests } from 'charthouse/pulumi';

import { servedBy } from '../../lib/model/kubernetes/served';
import { objectsAmong, registered } from './support/registered';
import { here } from './support/shop';

jest.setTimeout(120_000);

type TypedClass = new (name: string, args: object) => CustomResource;

/** Every class of the package that stands for one object, by its type. */
const classes = classesIn(k8s, 3);

function classesIn(module: object, depth: number): ReadonlyMap<string, TypedClass> {
  return new Map(Object.entries(module).flatMap(([name, member]: readonly [string, unknown]) => {
    if (typeof member === 'function' && '__pulumiType' in member) {
      const type = String(member.__pulumiType);
      const isObject = type.split(':')[0] === 'kubernetes' && !/(List|Patch)$/.test(name);
      return isObject ? [[type, member as unknown as TypedClass] as const] : [];
    }
    return typeof member === 'object' && member !== null && depth > 0 ? [...classesIn(member, depth - 1)] : [];
  }));
}

/** The package's own components, such as those for Helm, are no objects. */
const types = [...classes.keys()].filter((type) => /^kubernetes:(?!helm)[^:]+\/v\d[^:]*:[A-Z]/.test(type));

/** Whether a cluster may have such an object: from 1.26 on, with the beta versions that are on by themselves. */
function isServed(type: string): boolean {
  const [, version = '', kind = ''] = type.split(':');
  return minors.some((minor) => servedBy(minor, version.replace(/^core\//, ''), kind)?.served === true);
}

const minors = Array.from({ length: 12 }, (_, index) => `1.${26 + index}`);

/** Has whatever a class demands. */
const args = new Proxy({}, { get: () => ({ name: 'a' }) });

async function aliasesOf(program: () => unknown): Promise<ReadonlyMap<string, readonly string[]>> {
  const { resources } = await registered(program);
  return new Map(objectsAmong(resources).map(({ type, options }) =>
    [type, options.aliasesList.map(({ spec }) => spec?.type ?? '').sort()]));
}

test('the aliases are those of the typed classes', async () => {
  expect(types.length).toBeGreaterThan(150);
  const theirs = await aliasesOf(() => {
    for (const type of types) new (classes.get(type)!)(type, args);
  });
  const ours = await aliasesOf(() => deploy('shop', { provider: here() }, (app) => {
    for (const [index, type] of types.entries()) {
      const [, version = '', kind = ''] = type.split(':');
      fromManifests(app, `object-${index}`, [
        { apiVersion: version.replace(/^core\//, ''), kind, metadata: { name: 'a', namespace: `of-${index}` } },
      ]);
    }
  }));
  const missing = types.filter((type) => !ours.has(type) || !theirs.has(type));
  expect(missing).toStrictEqual([]);
  const tooMany = types.flatMap((type) => ours.get(type)?.filter((alias) => !theirs.get(type)?.includes(alias)));
  expect(tooMany).toStrictEqual([]);
  const tooFew = types.filter(isServed).flatMap((type) =>
    theirs.get(type)?.filter((alias) => isServed(alias) && ours.get(type)?.includes(alias) === false));
  expect(tooFew).toStrictEqual([]);
});

test('an autoscaler of the first version is the same resource as one of the second', async () => {
  const aliases = await aliasesOf(() => deploy('shop', { provider: here() }, (app) => {
    fromManifests(app, 'others', [{
      apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'a', namespace: 'b' },
    }]);
  }));
  expect(aliases.get('kubernetes:autoscaling/v2:HorizontalPodAutoscaler'))
    .toStrictEqual(['kubernetes:autoscaling/v1:HorizontalPodAutoscaler']);
});
