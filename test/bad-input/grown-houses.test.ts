/** Months that nobody knows, images that are not locked, configuration that is not there. */
import path from 'node:path';
import {
  WebService, configurationFor, defineHouse, definePattern, imagesFrom, keys, shape, type StandardSchema,
} from 'charthouse';
import { freshPath, put, removeFreshPaths } from '../synth/support/folder';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

afterAll(removeFreshPaths);

const files = freshPath();
const lock = path.join(files, 'images.lock.yaml');
put(files, 'images.lock.yaml', 'version: 1\nimages:\n  api: { tag: 1.4.2 }\n');
put(files, 'broken.yaml', 'version: 1\nimages: {\n');
put(files, 'prod-eu.yaml', 'workers: none\n');

const minimal = { name: 'other', version: '1' };
const months = "a month such as '2026-11'";
const versions = 'a tag other than latest, a digest, tag@digest, or a whole reference repository:tag';
const target = acme.target('prod-eu');
const schema: StandardSchema<object> = {
  '~standard': {
    version: 1, vendor: 'test', validate: () => ({ issues: [{ message: 'must be a number', path: ['workers'] }] }),
  },
};
const slow: StandardSchema<object> = {
  '~standard': { version: 1, vendor: 'slow', validate: (value) => Promise.resolve({ value: value as object }) },
};
const change = { since: '2027-01', was: { tone: 'flat' }, why: 'a test' };
const patternWith = (changes: object): unknown => definePattern({
  name: 'tone', fits: [], keys: keys<{ readonly tone?: string | undefined }>({ tone: shape.text }),
  changes: [changes as typeof change],
});

const inputs: readonly WrongInput[] = [
  {
    input: 'a house that keeps to no month',
    build: () => defineHouse({ ...minimal, compat: 'november' }),
    error: {
      path: 'house other',
      field: 'compat',
      problem: `must be ${months}`,
      value: 'november',
      allowed: months,
      fix: 'write the year in four digits, and the month in two',
    },
  },
  {
    input: 'a house that keeps to a month before the first',
    build: () => defineHouse({ ...minimal, compat: '2025-11' }),
    error: {
      path: 'house other',
      field: 'compat',
      problem: 'is before the first defaults of the library',
      value: '2025-11',
      allowed: '2026-11',
      fix: 'name 2026-11, the first month',
    },
  },
  {
    input: 'a house that keeps to a month which is not there yet',
    build: () => defineHouse({ ...minimal, compat: '2031-01' }),
    error: {
      path: 'house other',
      field: 'compat',
      problem: 'is after the newest defaults of the library',
      value: '2031-01',
      allowed: '2026-11',
      fix: 'name 2026-11, or leave it out: then the newest defaults hold',
    },
  },
  {
    input: 'a change of defaults that no house can go back behind',
    build: () => patternWith({ ...change, since: '2026-11' }),
    error: {
      path: 'pattern tone',
      field: 'changes[0].since',
      problem: 'must be after 2026-11: no house can keep to an earlier month',
      value: '2026-11',
      allowed: 'a month after 2026-11',
      fix: 'leave the change out, for the defaults of 2026-11 are the first',
    },
  },
  {
    input: 'a change of a default that is not there',
    build: () => patternWith({ ...change, was: { tune: 'flat' } }),
    error: {
      path: 'pattern tone',
      field: 'changes[0].was.tune',
      problem: 'is not known',
      value: 'tune',
      allowed: 'tone',
      fix: "did you mean 'tone'?",
    },
  },
  {
    input: 'a change of a default without a reason',
    build: () => patternWith({ since: '2027-01', was: {} }),
    error: {
      path: 'pattern tone',
      field: 'changes[0].why',
      problem: 'is missing',
      value: undefined,
      allowed: 'since, was and why',
      fix: 'add why',
    },
  },
  {
    input: 'an image that is not locked',
    build: (shop) => new WebService(shop, 'api', { image: imagesFrom(lock).get('apis'), port: 80 }),
    error: {
      path: lock,
      field: 'images',
      problem: 'has no image of this name',
      value: 'apis',
      allowed: 'api',
      fix: "did you mean 'api'?",
    },
  },
  {
    input: 'a lock file that is not there',
    build: () => imagesFrom(path.join(files, 'image.lock.yaml')),
    error: {
      path: path.join(files, 'image.lock.yaml'),
      field: undefined,
      problem: 'is not there',
      value: undefined,
      allowed: 'a local file in YAML or JSON',
      fix: "did you mean 'images.lock.yaml'?",
    },
  },
  {
    input: 'a lock file that is no YAML',
    build: () => imagesFrom(path.join(files, 'broken.yaml')),
    error: {
      path: path.join(files, 'broken.yaml'),
      field: 'line 3',
      problem: expect.stringMatching(/^is not YAML: .+[^.:]$/) as string,
      value: undefined,
      allowed: 'one document in YAML',
      fix: 'correct the file',
    },
  },
  {
    input: 'an override that names no version',
    build: () => imagesFrom(lock, { overrides: { api: 'latest' } }),
    error: {
      path: 'imagesFrom',
      field: 'overrides.api',
      problem: `must be ${versions}`,
      value: 'latest',
      allowed: versions,
      fix: 'correct what the pipeline gives',
    },
  },
  {
    input: 'an image without the digest that is wanted',
    build: () => imagesFrom(lock, { requireDigests: true }),
    error: {
      path: lock,
      field: 'images.api.digest',
      problem: 'is missing: images take a digest here (requireDigests)',
      value: 'api:1.4.2',
      allowed: 'sha256: and 64 hexadecimal digits',
      fix: 'add the digest of what was built',
    },
  },
  {
    input: 'an option for images that is not known',
    build: () => imagesFrom(lock, { requireDigest: true } as never),
    error: {
      path: 'imagesFrom',
      field: 'requireDigest',
      problem: 'is not known',
      value: 'requireDigest',
      allowed: 'overrides, requireDigests',
      fix: "did you mean 'requireDigests'?",
    },
  },
  {
    input: 'a configuration that is not as the schema demands',
    build: () => configurationFor(target, schema, { folder: files }),
    error: {
      path: `${files}/prod-eu.yaml`,
      field: 'workers',
      problem: 'must be a number',
      value: undefined,
      allowed: 'what the schema demands',
      fix: 'correct the file, or the schema',
    },
  },
  {
    input: 'a target without a configuration',
    build: () => configurationFor(acme.target('lab'), schema, { folder: files }),
    error: {
      path: files,
      field: 'lab',
      problem: 'has no file',
      value: `${files}/lab.yaml`,
      allowed: 'lab.yaml, lab.yml, lab.json',
      fix: 'write it: each target has a file of its own',
    },
  },
  {
    input: 'a schema that waits',
    build: () => configurationFor(target, slow, { folder: files }),
    error: {
      path: `${files}/prod-eu.yaml`,
      field: 'schema',
      problem: 'is asynchronous: a tree is built at once',
      value: 'slow',
      allowed: 'a schema whose checks and transforms are synchronous',
      fix: 'leave out what waits, such as a check that asks a server',
    },
  },
  {
    input: 'a target by its name',
    build: () => configurationFor('prod-eu' as never, schema),
    error: {
      path: 'configurationFor',
      field: 'target',
      problem: 'must be a target of a house',
      value: 'prod-eu',
      allowed: 'what house.target(name) returns',
      fix: "take it from your house: acme.target('prod-eu')",
    },
  },
];

describe('months, images and configuration that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
