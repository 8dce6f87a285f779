/** The programs of a control plane: which module each comes from, and in which version. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Go modules, each with the programs that are built from it. */
export const modules = {
  kubernetes: {
    requires: 'k8s.io/kubernetes',
    programs: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'],
    packageOf: (program: string) => `k8s.io/kubernetes/cmd/${program}`,
    minutes: 10,
  },
  etcd: {
    requires: 'go.etcd.io/etcd/server/v3', programs: ['etcd'],
    packageOf: () => 'go.etcd.io/etcd/server/v3',
    minutes: 1,
  },
  kwok: {
    requires: 'sigs.k8s.io/kwok', programs: ['kwok'],
    packageOf: () => 'sigs.k8s.io/kwok/cmd/kwok',
    minutes: 2,
  },
} as const;

/** Modules of which only manifests are taken: the definitions of custom resources. */
export const definitions = {
  'gateway-api': { module: 'sigs.k8s.io/gateway-api', version: 'v1.6.1', folder: 'config/crd/standard' },
  'prometheus-operator': {
    module: 'github.com/prometheus-operator/kube-prometheus', version: 'v0.18.0', folder: 'manifests/setup',
  },
} as const;

/** The name of a module. */
export type ModuleName = keyof typeof modules;

/** The name of a program. */
export type ProgramName = (typeof modules)[ModuleName]['programs'][number];

/** Where the `go.mod` of a module lies. */
export function folderOf(name: ModuleName): string {
  return join(__dirname, '../modules', name);
}

/** The version of what a module requires, as its `go.mod` says. */
export function versionOf(name: ModuleName): string {
  const { requires } = modules[name];
  const line = readFileSync(join(folderOf(name), 'go.mod'), 'utf8').split('\n')
    .map((each) => each.trim().replace(/^require /, '').split(' '))
    .find(([required]) => required === requires);
  if (line?.[1] === undefined) throw new Error(`modules/${name}/go.mod does not require ${requires}`);
  return line[1];
}

/** Where the programs of a module lie once they are built: outside of the checkout, by version and sources. */
export function builtFolder(name: ModuleName): string {
  const sources = ['go.mod', 'go.sum'].map((file) => readFileSync(join(folderOf(name), file)));
  const hash = sources.reduce((all, each) => all.update(each), createHash('sha256')).digest('hex').slice(0, 12);
  return join(cacheFolder(), `${name}-${versionOf(name)}-${hash}`);
}

/** `CHARTHOUSE_CACHE`, or a folder of ours where the user's caches are. */
export function cacheFolder(): string {
  const { CHARTHOUSE_CACHE: own, XDG_CACHE_HOME: caches } = process.env;
  return own ?? join(caches ?? join(homedir(), '.cache'), 'charthouse');
}
