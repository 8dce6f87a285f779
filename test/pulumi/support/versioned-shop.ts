/** A shop in the namespace of `NAMESPACE`, of the version that `VERSION` says: every version is another one. */
import { output } from '@pulumi/pulumi';
import { Application, CronTask, WebService, Worker, defineHouse, generic, secret } from 'charthouse';
import { clusterProvider, deploy } from 'charthouse/pulumi';

import { cluster } from './clusters';

/** Deploys it. */
export function program(): Promise<void> {
  const { NAMESPACE: namespace = 'default', VERSION: version = '1' } = process.env;
  const house = defineHouse({
    name: 'acme',
    version: '1.0.0',
    platforms: { plain: generic() },
    targets: { test: { platform: 'plain', environment: 'test', namespace } },
  });
  const provider = clusterProvider('here', { kubeconfig: cluster().kubeconfig });
  deploy('shop', { provider }, (app) => {
    const shop = new Application(app, 'shop', { target: house.target('test'), createNamespace: true });
    const api = new WebService(shop, 'api', {
      image: 'api:1.0.0',
      port: 8080,
      env: { VERSION: version, PASSWORD: secret(output(`password ${version}`)) },
      files: { '/etc/api.txt': `version ${version}` },
    });
    new Worker(shop, 'mailer', { image: 'mailer:1.0.0', env: { API: api.url, VERSION: version } });
    // One that comes and goes: odd versions have it.
    if (Number(version) % 2 === 1) new CronTask(shop, 'report', { image: 'report:1.0.0', schedule: '0 3 * * *' });
  });
  return Promise.resolve();
}
