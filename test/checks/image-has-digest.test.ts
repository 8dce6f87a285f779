import { App, Application, WebService } from '../../lib';
import { imageHasDigest } from '../../lib/checks/image-has-digest';
import { houseWith } from '../house/support/workloads';
import { expectFindings, expectNothing, findingsOf, workload } from './tree';

const digest = `@sha256:${'a'.repeat(64)}`;
const wanted = { ...imageHasDigest, severity: 'warning' } as const;

describe('an image', () => {
  test('with a digest is one image for ever', () => {
    expectNothing(wanted, [workload('api', { container: { image: `api:1.4.2${digest}` } })]);
    expectNothing(wanted, [workload('api', { container: { image: `api${digest}` } })]);
  });

  test('may have the longer one', () => {
    expectNothing(wanted, [workload('api', { container: { image: `api@sha512:${'a'.repeat(128)}` } })]);
    expect(findingsOf(wanted, [workload('api', { container: { image: `api@sha512:${'a'.repeat(64)}` } })]))
      .toHaveLength(1);
  });

  test('may be that of a volume', () => {
    const pod = { volumes: [{ name: 'model', image: { reference: 'model:3' } }, { name: 'tmp', emptyDir: {} }] };
    const container = { image: `api${digest}` };
    expect(findingsOf(wanted, [workload('api', { container, pod })]))
      .toMatchObject([{ field: 'spec.template.spec.volumes[model].image.reference', value: 'model:3' }]);
  });

  test('without one is reported, where a house wants to know', () => {
    expectFindings(wanted, [workload('api', { container: { image: 'api:1.4.2' } })], [{
      path: 'shop/api',
      rule: 'image-has-digest',
      severity: 'warning',
      field: 'spec.template.spec.containers[main].image',
      value: 'api:1.4.2',
      message: 'the image api:1.4.2 has no digest: another one may stand behind its tag tomorrow',
      fix: 'add @sha256:… of what was built (charthouse: `imagesFrom` reads it from a lock file)',
    }]);
    expect(findingsOf(imageHasDigest, [workload('api', { container: { image: 'api:1.4.2' } })])).toEqual([]);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(wanted, [workload('a', { container: { image: 3 } }), workload('b', { container: { image: null } })]);
  });
});

test.each(['error', 'warning', 'info'] as const)('a house chooses how grave it is: %s', (severity) => {
  const app = new App();
  const house = houseWith({ severities: { 'image-has-digest': severity } });
  const shop = new Application(app, 'shop', { target: house.target('here') });
  new WebService(shop, 'api', { image: 'api:1.4.2', port: 80 });
  new WebService(shop, 'web', { image: `web:1.4.2${digest}`, port: 80 });

  expect(app.findings().map((finding) => [finding.path, finding.rule, finding.severity]))
    .toEqual([['shop/api', 'image-has-digest', severity]]);
});
