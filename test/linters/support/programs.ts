/** The linters that are written in Go: which module each comes from. */
import { join } from 'node:path';

import { builtPrograms } from '../../support/go/build';
import { versionOf, type GoModule } from '../../support/go/go-module';

const modules = join(__dirname, '../modules');

/** Its own host name for modules is not on every proxy: the module is taken by its repository's. */
export const kubeLinter: GoModule<'kube-linter'> = {
  folder: join(modules, 'kube-linter'),
  requires: 'golang.stackrox.io/kube-linter',
  programs: { 'kube-linter': 'golang.stackrox.io/kube-linter/cmd/kube-linter' },
  minutes: 4,
};

export const kubeScore: GoModule<'kube-score'> = {
  folder: join(modules, 'kube-score'),
  requires: 'github.com/zegl/kube-score',
  programs: { 'kube-score': 'github.com/zegl/kube-score/cmd/kube-score' },
  minutes: 2,
};

export const kubeconform: GoModule<'kubeconform'> = {
  folder: join(modules, 'kubeconform'),
  requires: 'github.com/yannh/kubeconform',
  programs: { kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform' },
  minutes: 1,
};

/** The path of a linter; builds it where it is missing. */
export function linterOf<Program extends string>(module: GoModule<Program>): string {
  const [path] = Object.values<string>(builtPrograms(module));
  if (path === undefined) throw new Error(`${module.folder} names no program`);
  return path;
}

/** The version of a linter, without its `v`. */
export function linterVersion(module: GoModule): string {
  return versionOf(module).replace(/^v/, '');
}
