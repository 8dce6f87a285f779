/** A tree of ours and of others: plain charts, an Application, cdk8s-plus-27 and -34, an included file. */
import path from 'node:path';
import { ApiObject, Chart, Include, Size, type App as Cdk8sApp } from 'cdk8s';
import * as plus27 from 'cdk8s-plus-27';
import * as plus34 from 'cdk8s-plus-34';
import { Construct } from 'constructs';
import {
  Application, CronTask, StatefulStore, Task, WebService, Worker, defineHouse, generic, type House,
} from '../../../lib';

/** The house of the Application. */
export const house: House = defineHouse({
  name: 'mixed',
  version: '1',
  platforms: { generic: generic() },
  targets: { prod: { platform: 'generic', environment: 'prod' } },
});

/** Builds the whole tree. */
export function mixedTree(app: Cdk8sApp): void {
  plainChart(new Chart(app, 'plain', { namespace: 'plain', labels: { 'example.com/chart': 'plain' } }));
  const shop = new Application(app, 'shop', {
    target: house.target('prod'), because: { 'plain-text-secret': 'a user name is no secret' },
  });
  const claims = foreignObjects(shop);
  new Include(shop, 'included', { url: path.join(__dirname, '../fixtures/included.yaml') });
  const store = new StatefulStore(shop, 'store', {
    image: 'postgres:17', port: 5432, user: 999, storage: { path: '/data', size: '1Gi' },
  });
  new WebService(new Construct(shop, 'group'), 'api', {
    image: 'api:1', port: 8080, env: { DB: store.address }, files: { '/etc/api.conf': 'a: b\n' }, ...claims,
  });
  new CronTask(shop, 'nightly', { image: 'job:1', schedule: '@daily', connectsTo: [store] });
  new Task(shop, 'migrate', { image: 'job:1' });
}

function plainChart(chart: Chart): void {
  const api = new WebService(chart, 'front', { image: 'api:1', port: 8080 });
  new Worker(chart, 'mailer', { image: 'mailer:2', env: { API: api.url } }).startAfter(api);
  new ApiObject(chart, 'foreign', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'foreign' }, data: {} });
}

function foreignObjects(scope: Construct): Pick<ConstructorParameters<typeof WebService>[2], 'volumes' | 'secrets'> {
  const flags = new plus27.ConfigMap(scope, 'flags', { data: { mode: 'dark' } });
  const login = new plus34.Secret(scope, 'login', { stringData: { user: 'me' } });
  const photos = new plus34.PersistentVolumeClaim(scope, 'photos', {
    storage: Size.gibibytes(1), accessModes: [plus34.PersistentVolumeAccessMode.READ_WRITE_MANY],
  });
  return {
    volumes: {
      flags: { path: '/flags', configMap: flags },
      included: { path: '/included', configMap: { name: 'included' } },
      photos: { path: '/photos', claim: photos },
    },
    secrets: { '/login': login, '/included-secret': { name: 'included-secret' } },
  };
}
