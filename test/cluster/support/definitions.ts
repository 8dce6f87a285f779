/** The definitions of custom resources that platforms offer, as their projects publish them in their Go modules. */
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { go } from '../../support/go/go';
import { cacheFolder } from '../../support/go/go-module';
import { putWhole } from '../../support/go/put-whole';

const definitions = {
  'gateway-api': { module: 'sigs.k8s.io/gateway-api', version: 'v1.6.1', folder: 'config/crd/standard' },
  'prometheus-operator': {
    module: 'github.com/prometheus-operator/kube-prometheus', version: 'v0.18.0', folder: 'manifests/setup',
  },
} as const;

/** The files with them. */
export function definitionFiles(): readonly string[] {
  return Object.entries(definitions).flatMap(([name, { module, version, folder }]) => {
    const target = join(cacheFolder(), `${name}-${version}-definitions`);
    if (!existsSync(target)) {
      const found = JSON.parse(go(['mod', 'download', '-json', `${module}@${version}`])) as { readonly Dir: string };
      const files = readdirSync(join(found.Dir, folder)).filter((file) => file.endsWith('.yaml'));
      putWhole(target, (into) => {
        for (const file of files) copyFileSync(join(found.Dir, folder, file), join(into, file));
      });
    }
    return readdirSync(target).sort().map((file) => join(target, file));
  });
}
