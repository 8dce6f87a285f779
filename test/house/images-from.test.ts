import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { App, Application, WebService, imagesFrom, type Images } from '../../lib';
import { freshPath, put, removeFreshPaths } from '../synth/support/folder';
import { errorWith } from './support/refused';
import { houseWith } from './support/workloads';

afterAll(removeFreshPaths);

const digest = `sha256:${'a'.repeat(64)}`;
const newer = `sha256:${'b'.repeat(64)}`;
const lock = `
version: 1
images:
  api: { repository: shop/api, tag: 1.10, digest: ${digest} }
  mailer: { tag: 2.0.1 }
  postgres:
    repository: docker.io/library/postgres
    digest: ${digest}
`;

/** A lock file in a folder of its own. */
function lockFile(text: string = lock, name = 'images.lock.yaml'): string {
  const folder = freshPath();
  put(folder, name, text);
  return path.join(folder, name);
}

function imageOf(overrides: Parameters<typeof imagesFrom>[1], name = 'api'): string {
  return imagesFrom(lockFile(), overrides).get(name);
}

describe('images by logical name', () => {
  it('are what the lock file says: a number with two digits behind the point as well', () => {
    const images: Images = imagesFrom(lockFile());

    expect(images.names).toEqual(['api', 'mailer', 'postgres']);
    expect(images.names.map((name) => images.get(name))).toEqual([
      `shop/api:1.10@${digest}`, 'mailer:2.0.1', `docker.io/library/postgres@${digest}`,
    ]);
  });

  it('may be locked in JSON', () => {
    const json = JSON.stringify({ version: 1, images: { api: { tag: '1.10' } } });

    expect(imagesFrom(lockFile(json, 'images.lock.json')).get('api')).toBe('api:1.10');
  });

  it.each(['images.lock.yaml', 'images.lock.json'])('may be in %s as Windows writes it', (name) => {
    const json = JSON.stringify({ version: 1, images: { api: { tag: '1.10' } } }, undefined, 2);

    expect(imagesFrom(lockFile(`\uFEFF${json.replaceAll('\n', '\r\n')}`, name)).get('api')).toBe('api:1.10');
  });

  it("go into a workload, behind the house's registry", () => {
    const house = houseWith({ defaults: { registry: 'registry.example.com' } });
    const shop = new Application(new App(), 'shop', { target: house.target('here') });
    const api = new WebService(shop, 'api', { image: imagesFrom(lockFile()).get('api'), port: 80 });

    expect(api.object('Deployment').toJson())
      .toHaveProperty('spec.template.spec.containers.0.image', `registry.example.com/shop/api:1.10@${digest}`);
  });

  it('read nothing later: who changes the file changes no image', () => {
    const file = lockFile();
    const images = imagesFrom(file);
    put(path.dirname(file), path.basename(file), 'version: 1\nimages: {}\n');

    expect(images.get('mailer')).toBe('mailer:2.0.1');
  });
});

describe('what a pipeline says', () => {
  it.each([
    ['1.11', 'shop/api:1.11'],
    [`1.11@${newer}`, `shop/api:1.11@${newer}`],
    [newer, `shop/api@${newer}`],
    ['ghcr.io/fork/api:1.11', 'ghcr.io/fork/api:1.11'],
    ['localhost:5000/api:1.11', 'localhost:5000/api:1.11'],
    [`ghcr.io/fork/api@${newer}`, `ghcr.io/fork/api@${newer}`],
    [`ghcr.io/fork/api:1.11@${newer}`, `ghcr.io/fork/api:1.11@${newer}`],
  ])('%s stands in the place of the lock, digest and all', (override, expected) => {
    expect(imageOf({ overrides: { api: override } })).toBe(expected);
    expect(imageOf({ overrides: `api=${override}` })).toBe(expected);
  });

  it('of one image says nothing of the others, and what it leaves open stays locked', () => {
    expect(imageOf({ overrides: { api: undefined, mailer: '2.0.2' } })).toBe(`shop/api:1.10@${digest}`);
    expect(imageOf({ overrides: { mailer: '2.0.2' } }, 'mailer')).toBe('mailer:2.0.2');
    expect(imageOf({ overrides: undefined })).toBe(`shop/api:1.10@${digest}`);
    expect(imageOf({ overrides: '' })).toBe(`shop/api:1.10@${digest}`);
    expect(imageOf({ overrides: 'api=1.11, mailer=2.0.2\n' }, 'mailer')).toBe('mailer:2.0.2');
  });

  it.each([
    ['', { field: 'overrides.api', fix: 'give undefined where the locked version is meant' }],
    ['latest', {
      field: 'overrides.api',
      value: 'latest',
      allowed: 'a tag other than latest, a digest, tag@digest, or a whole reference repository:tag',
    }],
    ['api:latest', { field: 'overrides.api' }],
    // No image of a repository that is called `latest`.
    [`latest@${newer}`, { field: 'overrides.api' }],
    ['1.11@sha256:abc', { field: 'overrides.api' }],
    ['ghcr.io/fork/api', { field: 'overrides.api' }],
    [3, { field: 'overrides.api', value: 3 }],
  ])('%j is refused', (override, facts) => {
    expect(() => imageOf({ overrides: { api: override as string } }))
      .toThrow(errorWith({ path: 'imagesFrom', ...facts }));
  });

  it('is refused as a text that is no list of names and versions', () => {
    expect(() => imageOf({ overrides: 'api' }))
      .toThrow(errorWith({ field: 'overrides', value: 'api', allowed: 'name=version' }));
    expect(() => imageOf({ overrides: 'api=1=2' })).toThrow(errorWith({ value: 'api=1=2' }));
    expect(() => imageOf({ overrides: 'api=1,api=2' })).toThrow(errorWith({ field: 'overrides.api', value: '2' }));
    expect(() => imageOf({ overrides: ['api=1'] as never })).toThrow(errorWith({ field: 'overrides' }));
  });

  it('is refused for an image that is not locked', () => {
    const file = lockFile();

    expect(() => imagesFrom(file, { overrides: { apis: '1' } })).toThrow(errorWith({
      path: file, field: 'overrides.apis', value: 'apis', allowed: 'api, mailer, postgres', fix: "did you mean 'api'?",
    }));
  });
});

test('a digest is demanded of every image where that is wanted, of those that a pipeline says too', () => {
  const file = lockFile();

  expect(() => imagesFrom(file, { requireDigests: true })).toThrow(errorWith({
    path: file, field: 'images.mailer.digest', value: 'mailer:2.0.1', fix: 'add the digest of what was built',
  }));
  const overrides = { mailer: `2.0.1@${newer}`, api: '1.11' };
  expect(() => imagesFrom(file, { requireDigests: true, overrides })).toThrow(errorWith({
    field: 'overrides.api', value: 'shop/api:1.11',
  }));
  expect(imagesFrom(file, { requireDigests: true, overrides: { ...overrides, api: newer } }).get('api'))
    .toBe(`shop/api@${newer}`);
});

describe('a lock file is refused', () => {
  const images = (text: string): string => `version: 1\nimages:\n  ${text}\n`;

  it.each<readonly [string, string, object]>([
    ['without a version', 'images: {}', { field: 'version', problem: 'is missing' }],
    ['of a version that is not known', 'version: 2\nimages: {}', {
      field: 'version', value: '2', allowed: '1, the only version of the format',
    }],
    ['without images', 'version: 1', { field: 'images', problem: 'is missing' }],
    ['with a misspelt field', images('api: { tga: 1.0 }'), { field: 'images.api.tga', fix: "did you mean 'tag'?" }],
    ['with an image of no version', images('api: {}'), { field: 'images.api', problem: 'says no version' }],
    ['with the tag latest', images('api: { tag: latest }'), {
      field: 'images.api.tag', value: 'latest', fix: 'state the version',
    }],
    ['with a digest that is none', images('api: { digest: sha256:abc }'), {
      field: 'images.api.digest', value: 'sha256:abc',
    }],
    ['with a tag in the repository', images('api: { repository: "api:1", tag: 1.0 }'), {
      field: 'images.api.repository', value: 'api:1', fix: 'write the tag under `tag`',
    }],
    ['with a name that no pipeline can write', images('"my api": { tag: 1.0, repository: api }'), {
      field: 'images.my api',
    }],
    ['with a name that is no repository', images('API: { tag: 1.0 }'), { field: 'images.API.repository' }],
    ['with an image twice', images('api: { tag: 1.0 }\n  api: { tag: 1.1 }'), {
      field: 'line 4', problem: 'is not YAML: Map keys must be unique',
    }],
    ['that is a list', '- api', { problem: 'is no lock file' }],
    ['that is empty', '', { problem: 'is empty' }],
  ])('%s', (_, text, facts) => {
    const file = lockFile(text);

    expect(() => imagesFrom(file)).toThrow(errorWith({ path: file, ...facts }));
  });

  it('in JSON with a version that is no text', () => {
    const file = lockFile('{"version":1,"images":{"api":{"tag":1.1}}}', 'images.lock.json');

    expect(() => imagesFrom(file)).toThrow(errorWith({
      field: 'images.api.tag', value: 1.1, fix: 'put it in quotes: a number loses its last zero',
    }));
  });

  it.each([
    ['images.lock.yaml', '', { problem: 'is empty', allowed: 'a map with version and images' }],
    ['images.lock.yaml', 'none', { problem: 'is no lock file' }],
    ['images.lock.json', '{"version":1,\n"images":{"api":{"tag":"1"},\n"api":{"tag":"2"}}}', {
      field: 'line 3', problem: 'is not JSON: Map keys must be unique',
    }],
  ])('%s with %j', (name, text, facts) => {
    expect(() => imagesFrom(lockFile(text, name))).toThrow(errorWith(facts));
  });

  it('in another encoding', () => {
    const file = lockFile();
    writeFileSync(file, Buffer.from(`\uFEFF${lock}`, 'utf16le'));

    expect(() => imagesFrom(file)).toThrow(errorWith({ path: file, problem: 'is no text in UTF-8' }));
  });

  it('that is not there, with the name of the one that is', () => {
    const file = lockFile();

    expect(() => imagesFrom(file.replace('lock.yaml', 'lock.yml'))).toThrow(errorWith({
      problem: 'is not there', fix: "did you mean 'images.lock.yaml'?",
    }));
    expect(() => imagesFrom('https://example.com/images.lock.yaml')).toThrow(errorWith({ problem: 'is not there' }));
    expect(() => imagesFrom(path.dirname(file))).toThrow(errorWith({ problem: 'is a directory' }));
  });

  it('for a name that it does not have', () => {
    const file = lockFile();

    expect(() => imagesFrom(file).get('mailr')).toThrow(errorWith({
      path: file, field: 'images', value: 'mailr', allowed: 'api, mailer, postgres', fix: "did you mean 'mailer'?",
    }));
  });
});
