/** A stack registers what YAML says: of every example each object, under names that stay as they are. */
import fs from 'node:fs';
import path from 'node:path';
import { clusterProvider, deploy } from 'charthouse/pulumi';

import { examples, type Build } from '../cluster/support/examples';
import { manifestsIn, synthesize } from '../examples/support/example';
import { put, removeFreshPaths } from '../synth/support/folder';
import { objectsAmong, registered, type Registered } from './support/registered';
import { registeredObjects, writtenObjects } from './support/same-objects';

const golden = path.join(__dirname, 'golden');

async function deployed(name: string, build: Build): Promise<readonly Registered[]> {
  const { resources, failures } = await registered(() => {
    deploy(name, { provider: clusterProvider('here', { kubeconfig: 'none' }) }, build);
  });
  expect(failures).toStrictEqual([]);
  return resources;
}

afterAll(removeFreshPaths);

describe.each(Object.entries(examples))('the example %s', (name, build) => {
  let resources: readonly Registered[];
  beforeAll(async () => { resources = await deployed(name, build); }, 60_000);

  test('registers the objects of its YAML, and no others', () => {
    const written = Object.values(synthesize(build).files).flatMap((text) => manifestsIn(text));
    expect(written.length).toBeGreaterThan(0);
    expect(registeredObjects(objectsAmong(resources))).toStrictEqual(writtenObjects(written));
  }, 60_000);

  test('gives each resource a name of its own', () => {
    const urns = resources.map(({ urn }) => urn);
    expect(urns.filter((urn, index) => urns.indexOf(urn) !== index)).toStrictEqual([]);
  });

  // Another name is another resource: the one under the old name is deleted.
  test('keeps the names that it has', () => {
    const named = `${resources.map(({ urn }) => urn).sort().join('\n')}\n`;
    if (process.env.UPDATE_GOLDEN === '1') put(golden, `${name}.txt`, named);
    expect(named).toBe(fs.readFileSync(path.join(golden, `${name}.txt`), 'utf8'));
  });
});
