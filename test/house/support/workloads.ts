/** One of each workload, with something to do for every pattern, and the leaves of what comes of them. */
import {
  App,
  Application,
  CronTask,
  DaemonAgent,
  StatefulStore,
  Task,
  WebService,
  Worker,
  defineHouse,
  existing,
  generic,
  type Explained,
  type House,
  type HouseProps,
  type Workload,
} from '../../../lib';
import { leavesOf } from '../../../lib/model/leaves';
import { KubernetesObject } from '../../../lib/model/object';

/** A place to deploy to that offers everything. */
export const oneTarget = {
  platforms: { generic: generic() },
  targets: { here: { platform: 'generic', environment: 'test', domain: 'example.com' } },
} as const;

/** A house of one target. */
export function houseWith(props: Readonly<Record<string, unknown>> = {}): House<'here'> {
  const all: HouseProps<'generic', 'here', [], object> = { name: 'test', version: '1', ...oneTarget, ...props };
  return defineHouse(all);
}

/** An Application `shop` of the house. */
export function shopOf(house: House<'here'>, app: App = new App()): Application {
  return new Application(app, 'shop', { target: house.target('here'), owner: 'team-shop' });
}

/** One of each workload. */
export function everyWorkload(shop: Application): readonly Workload[] {
  const beside = {
    initContainers: { migrate: { image: 'migrate:1.0.0', files: { '/etc/migrate.conf': 'up' } } },
    sidecars: { proxy: { image: 'proxy:1.0.0', containerPorts: { admin: 9901 } } },
    env: { MODE: 'test' },
    files: { '/etc/app.conf': 'on' },
  };
  const api = new WebService(shop, 'api', {
    image: 'api:1.0.0', port: 8080, host: 'api.example.com', metrics: {}, ports: { admin: 9000 }, ...beside,
  });
  return [
    api,
    new WebService(shop, 'scaled', {
      image: 'scaled:1.0.0', port: 8080, scaling: { max: 4 }, probes: { liveness: { httpGet: { path: '/alive' } } },
    }),
    new Worker(shop, 'worker', {
      image: 'worker:1.0.0', storage: { path: '/data', size: '1Gi' }, replicas: 1, ...beside,
    }),
    new DaemonAgent(shop, 'agent', { image: 'agent:1.0.0', port: 9100, ...beside }),
    new StatefulStore(shop, 'store', {
      image: 'store:1.0.0', port: 5432, user: 999, storage: { path: '/data', size: '1Gi' }, ...beside,
    }),
    new CronTask(shop, 'report', { image: 'report:1.0.0', schedule: '@daily', connectsTo: [api], ...beside }),
    new Task(shop, 'load', {
      image: 'load:1.0.0', run: '1', env: { PASSWORD: existing.secret('login', ['password']).key('password') },
    }),
  ];
}

/** Every leaf of the objects of a workload, by object and field: the manifests themselves, not what explains them. */
export function leavesOfWorkload(workload: Workload): ReadonlyMap<string, unknown> {
  const objects = workload.node.findAll().filter((each): each is KubernetesObject => each instanceof KubernetesObject);
  return new Map(objects.flatMap((object) => {
    const name = object.role === '' ? object.kind : `${object.kind}/${object.role}`;
    return [...leavesOf(object.toJson())].map(([field, value]) => [`${name} ${field}`, value] as const);
  }));
}

/** What `explain` says, by object and field. */
export function explainedOf(workload: Workload): ReadonlyMap<string, Explained> {
  return new Map(workload.explain().map((each) => [`${each.object} ${each.field}`, each]));
}
