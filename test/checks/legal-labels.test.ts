import { legalLabels } from '../../lib/checks/legal-labels';
import { expectFindings, expectNothing, findingsOf, object, workload, type Fields } from './tree';

const configMap = (metadata: Fields): ReturnType<typeof object> =>
  object('api', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
const wordFormat = "letters, digits, '-', '_' and '.', at most 63 characters, a letter or digit at both ends";

describe('labels and annotations', () => {
  test('are fine as the API server takes them', () => {
    expectNothing(legalLabels, [configMap({
      labels: { app: 'api', 'app.kubernetes.io/version': '1.4.2_a-B', empty: '' },
      annotations: { 'Example.COM/note': 'anything at all: ü', plain: '' },
    })]);
  });

  test('are reported for a value with characters of its own', () => {
    expectFindings(legalLabels, [configMap({ labels: { owner: 'team a' } })], [{
      path: 'shop/api',
      rule: 'legal-labels',
      severity: 'error',
      field: 'metadata.labels[owner]',
      value: 'team a',
      message: "'team a' is no legal value of label 'owner'",
      fix: `use ${wordFormat}; or nothing; what else there is to say is an annotation's`,
    }]);
  });

  test.each(['-a', 'a/b/c', '/a', 'a/', '', 'UPPER.example/a', 'a b', 'a'.repeat(64)])(
    'are reported for the key %j',
    (key) => {
      expectFindings(
        legalLabels,
        [configMap({ labels: { [key]: 'a' } })],
        [
          {
            path: 'shop/api',
            rule: 'legal-labels',
            severity: 'error',
            field: `metadata.labels[${key}]`,
            value: key,
            message: `'${key}' is no legal label key`,
            fix: `use ${wordFormat}; before it, if anything, a DNS name and '/'`,
          },
        ],
      );
    },
  );

  test('are reported for an annotation key that is none', () => {
    expectFindings(legalLabels, [configMap({ annotations: { 'a b': 'text' } })], [{
      path: 'shop/api',
      rule: 'legal-labels',
      severity: 'error',
      field: 'metadata.annotations[a b]',
      value: 'a b',
      message: "'a b' is no legal annotation key",
      fix: `use ${wordFormat}; before it, if anything, a DNS name and '/'`,
    }]);
  });

  test('are reported for what YAML reads as a number or a switch', () => {
    expectFindings(legalLabels, [configMap({ labels: { version: 1.1 }, annotations: { scrape: true } })], [
      {
        path: 'shop/api',
        rule: 'legal-labels',
        severity: 'error',
        field: 'metadata.annotations[scrape]',
        value: true,
        message: 'true is a boolean, and must be text',
        fix: "write 'true' in quotes",
      },
      {
        path: 'shop/api',
        rule: 'legal-labels',
        severity: 'error',
        field: 'metadata.labels[version]',
        value: 1.1,
        message: '1.1 is a number, and must be text',
        fix: "write '1.1' in quotes",
      },
    ]);
  });

  test('are reported above 256 KiB of annotations', () => {
    expectNothing(legalLabels, [configMap({ annotations: { a: 'x'.repeat(256 * 1024 - 1) } })]);
    expectFindings(legalLabels, [configMap({ annotations: { a: 'x'.repeat(256 * 1024) } })], [{
      path: 'shop/api',
      rule: 'legal-labels',
      severity: 'error',
      field: 'metadata.annotations',
      value: 262_145,
      message: 'annotations of 262145 bytes, at most 262144 are allowed',
      fix: 'keep the data in a ConfigMap (charthouse: `files`)',
    }]);
  });

  test('are judged on pod templates, too', () => {
    const api = workload('api', { labels: { app: 'a'.repeat(64) } });
    expect(findingsOf(legalLabels, [api]).map(({ field }) => field)).toEqual(['spec.template.metadata.labels[app]']);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(legalLabels, [
      configMap({ labels: [], annotations: 'none' }), configMap({ labels: { later: { value: 'output' }, none: null } }),
      object('odd', { apiVersion: 'v1', kind: 'ConfigMap', metadata: undefined }),
    ]);
  });
});
