/** What docs/pulumi.md shows, as far as no cluster is needed: test/pulumi/from-yaml.pulumi.ts does its steps. */
import { runtime } from '@pulumi/pulumi';
import { objectsAmong, registered } from '../stack/support/registered';
import { registeredObjects, writtenObjects } from '../stack/support/same-objects';
import { Page } from './support/page';

const page = new Page('docs/pulumi.md');

beforeAll(() => {
  runtime.setAllConfig({
    'project:kubeconfig': 'none', 'project:otherKubeconfig': 'none', 'project:database': 'books',
    'project:databasePassword': 'of the tests',
  });
});

afterAll(() => { page.close(); });

/** What the cluster that the page's programs are for adds to what it is given. */
function inCluster(type: string): object {
  if (type.endsWith(':Namespace')) return { metadata: { uid: '6a1f1c0e-7f5b-4c58-9e6a-0d7c0a1b2c3d' } };
  return type.endsWith(':Service') ? { status: { loadBalancer: { ingress: [{ ip: '192.0.2.10' }] } } } : {};
}

/** Every program of the page that makes a stack. */
const programs = page.names.filter((name) => !['bookshop.ts', 'yaml.ts'].includes(name));

describe('docs/pulumi.md', () => {
  it('registers as a stack what the program before writes as YAML', async () => {
    page.run('yaml.ts');
    const written = page.written('bookshop.k8s.yaml') as Parameters<typeof writtenObjects>[0];
    const { resources, failures } = await registered(() => page.run('stack.ts'));

    expect(failures).toStrictEqual([]);
    expect(registeredObjects(objectsAmong(resources))).toStrictEqual(writtenObjects(written));
  }, 30_000);

  it.each(programs.filter((name) => name !== 'stack.ts'))('has a program that runs: %s', async (name) => {
    const { resources, failures } = await registered(() => page.run(name), { outputs: inCluster });

    expect(objectsAmong(resources).length).toBeGreaterThan(0);
    expect(failures).toStrictEqual([]);
  }, 30_000);
});
