import { WebService, Worker, text } from '../../lib';
import { applications, at, manifest, shop } from './support/shop';
import type { IConstruct } from 'constructs';

const image = 'api:1';
const annotation = 'charthouse.dev/files-checksum';

function checksum(workload: IConstruct): unknown {
  const template = at(manifest(workload, 'Deployment'), 'spec.template.metadata.annotations');
  return (template as Record<string, unknown> | undefined)?.[annotation];
}

function worker(files: Readonly<Record<string, string>>): Worker {
  return new Worker(shop(), 'mailer', { image, files });
}

test('a change of a file changes the checksum on the pod template, and not the name of the ConfigMap', () => {
  const [one, two] = [worker({ '/etc/a': '1' }), worker({ '/etc/a': '2' })];
  expect(checksum(one)).toMatch(/^[0-9a-f]{32}$/);
  expect(checksum(one)).not.toBe(checksum(two));
  expect([one, two].map((each) => at(manifest(each, 'ConfigMap'), 'metadata.name')))
    .toEqual(['mailer-files', 'mailer-files']);
});

test('the same files give the same checksum, in whatever order they are listed', () => {
  expect(checksum(worker({ '/etc/a': '1', '/etc/b': '2' }))).toBe(checksum(worker({ '/etc/b': '2', '/etc/a': '1' })));
});

test('what moves from one file to another changes the checksum', () => {
  expect(checksum(worker({ '/etc/a': 'x', '/etc/b': '' }))).not.toBe(checksum(worker({ '/etc/a': '', '/etc/b': 'x' })));
});

test('without files there is neither checksum nor ConfigMap nor volume', () => {
  const plain = new Worker(shop(), 'mailer', { image });
  expect(checksum(plain)).toBeUndefined();
  expect(() => manifest(plain, 'ConfigMap')).toThrow('no ConfigMap');
  expect(JSON.stringify(manifest(plain, 'Deployment'))).not.toContain('config-files');
});

test('the checksum follows the references in a file', () => {
  const calling = (port: number): unknown => {
    const application = shop();
    const api = new WebService(application, 'api', { image, port });
    return checksum(new Worker(application, 'mailer', { image, files: { '/etc/api': text`url = ${api.url}` } }));
  };
  expect(calling(8080)).toBe(calling(8080));
  expect(calling(8080)).not.toBe(calling(8081));
});

test('the checksum is of what is written: from another namespace the address is another', () => {
  const { made: [shopping, paying] } = applications('shop', 'pay');
  const api = new WebService(shopping!, 'api', { image, port: 8080 });
  const files = { '/etc/api': text`${api.hostname}` };
  expect(checksum(new Worker(shopping!, 'near', { image, files })))
    .not.toBe(checksum(new Worker(paying!, 'far', { image, files })));
});

test('files of sidecars count as well', () => {
  const withSidecar = (content: string): unknown => checksum(new Worker(shop(), 'mailer', {
    image, sidecars: { proxy: { image, files: { '/etc/proxy': content } } },
  }));
  expect(withSidecar('1')).not.toBe(withSidecar('2'));
});

test('a variable is part of the template, and needs no checksum', () => {
  expect(checksum(new Worker(shop(), 'mailer', { image, env: { A: 'b' } }))).toBeUndefined();
});
