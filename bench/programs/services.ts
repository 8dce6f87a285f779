/** Web services as their authors write them, ten of them in an application, each calling the one before it. */
import { Application, WebService, defineHouse, k3s, type App } from 'charthouse';

const house = defineHouse({
  name: 'bench',
  version: '1.0.0',
  platforms: { k3s: k3s() },
  targets: { prod: { platform: 'k3s', environment: 'prod', domain: 'example.com' } },
});

/** Puts applications with so many services into the tree. */
export function services(app: App, count: number): void {
  for (let application = 0; application < count / 10; application++) {
    const shop = new Application(app, `app-${application}`, { target: house.target('prod'), owner: 'team-a' });
    let callee: WebService | undefined;
    for (let index = 0; index < 10; index++) callee = service(shop, `service-${index}`, callee);
  }
}

function service(scope: Application, id: string, callee: WebService | undefined): WebService {
  return new WebService(scope, id, {
    image: `registry.example.com/${id}:1.4.2`,
    port: 8080,
    host: `${id}.${scope.applicationName}.example.com`,
    env: { LOG_LEVEL: 'info', REGION: 'eu-central-1', CALLEE_URL: callee?.url ?? 'https://example.com' },
    resources: { requests: { cpu: '250m', memory: '512Mi' } },
    probes: {
      readiness: { httpGet: { path: '/ready' }, periodSeconds: 5 },
      liveness: { httpGet: { path: '/alive' }, periodSeconds: 20, failureThreshold: 5 },
    },
    scaling: { min: 3, max: 12, cpu: 70 },
  });
}
