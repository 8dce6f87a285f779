/** The voting app of github.com/dockersamples/example-voting-app: vote, count, and see who wins. */
import { Application, StatefulStore, WebService, Worker, defineHouse, k3s, unset } from 'charthouse';
import type { App } from 'charthouse';

export const house = defineHouse({
  name: 'voting',
  version: '1',
  platforms: { k3s: k3s() },
  targets: { demo: { platform: 'k3s', environment: 'demo' } },
});

export function build(app: App, target = house.target('demo')): void {
  const voting = new Application(app, 'voting-app', {
    target,
    // Votes go with the pods, in directories without a limit.
    defaults: { user: 1000, replicas: 1, scratch: { sizeLimit: unset } },
    because: { image: 'the demo publishes no versions', 'plain-text-secret': 'the images know the password' },
  });
  const db = new StatefulStore(voting, 'db', {
    image: 'postgres:15-alpine',
    user: 70,
    port: 5432,
    portName: 'postgres',
    service: { portName: 'db-service' },
    containerName: 'postgres',
    env: { POSTGRES_USER: 'postgres', POSTGRES_PASSWORD: 'postgres' },
    volumes: { 'db-data': { path: '/var/lib/postgresql/data', emptyDir: {} } },
    writable: ['/var/run/postgresql'],
  });
  const redis = new StatefulStore(voting, 'redis', {
    image: 'redis:alpine',
    user: 999,
    port: 6379,
    portName: 'redis',
    service: { portName: 'redis-service' },
    volumes: { 'redis-data': { path: '/data', emptyDir: {} } },
  });
  const page = (name: string, port: number, nodePort: number): void => {
    new WebService(voting, name, {
      image: `dockersamples/examplevotingapp_${name}`,
      port: 80,
      portName: name,
      service: { type: 'NodePort', port, nodePort, portName: `${name}-service` },
      connectsTo: [name === 'vote' ? redis : db],
    });
  };
  page('vote', 8080, 31000);
  page('result', 8081, 31001);
  new Worker(voting, 'worker', { image: 'dockersamples/examplevotingapp_worker', connectsTo: [db, redis] });
}
