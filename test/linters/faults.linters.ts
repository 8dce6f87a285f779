/** Each linter sees what is wrong: without this, one that reads nothing would pass for one that finds nothing. */
import { freshPath, put, removeFreshPaths } from '../synth/support/folder';
import { lintByCheckov } from './support/checkov';
import type { Lint } from './support/finding';
import { lintByKubeLinter } from './support/kube-linter';
import { lintByKubeScore } from './support/kube-score';
import { lintByKubeconform } from './support/kubeconform';
import { kubernetesVersions } from './support/schemas';

const pod = `\
apiVersion: v1
kind: Pod
metadata: { name: bare, namespace: shop }
spec:
  hostNetwork: true
  containers: [{ name: main, image: nginx }]
`;

afterAll(removeFreshPaths);

function folderWith(...texts: readonly string[]): string {
  const folder = freshPath();
  texts.forEach((text, index) => { put(folder, `inner/${index}.yaml`, text); });
  return folder;
}

test.each<[string, string, Lint]>([
  ['kube-linter', 'host-network', lintByKubeLinter],
  ['kube-score', 'container-image-tag', lintByKubeScore],
  ['Checkov', 'CKV_K8S_19', lintByCheckov],
])('%s finds %s in a bare pod, and says in which folder', (linter, rule, lint) => {
  const folders = [folderWith(pod.replace('bare', 'first')), folderWith(pod.replace('bare', 'second'))];
  const found = lint(folders).filter((finding) => finding.rule === rule);
  expect(found.map(({ linter: by, folder, kind, object }) => ({ by, folder, kind, object }))).toEqual([
    { by: linter, folder: folders[0], kind: 'Pod', object: 'shop/first' },
    { by: linter, folder: folders[1], kind: 'Pod', object: 'shop/second' },
  ]);
});

const route = `\
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: route, namespace: shop, labels: { part: 1 } }
spec: { parentRefs: [{ name: public, port: 80, door: 1 }] }
`;

test.each(kubernetesVersions)('what is no field of Kubernetes %s is found, in custom resources as well', (version) => {
  const folder = folderWith(pod.replace('image: nginx', 'image: nginx, images: []'), route);
  const found = lintByKubeconform([folder], version);
  expect(found.map(({ folder: where, object }) => ({ where, object }))).toEqual(expect.arrayContaining([
    { where: folder, object: 'bare' }, { where: folder, object: 'route' },
  ]));
  expect(found.map(({ message }) => message).join('\n')).toMatch(/images[^]*door|door[^]*images/);
  expect(lintByKubeconform([folderWith(pod)], version)).toEqual([]);
});

test('a kind without a schema is found', () => {
  expect(lintByKubeconform([folderWith(pod.replace('Pod', 'Pid'))], 'v1.36.3')).toMatchObject([{ kind: 'Pid' }]);
});
