/** One service, in Charthouse. */
import { App, Application, WebService, defineHouse, k3s } from 'charthouse';

const house = defineHouse({
  name: 'bench',
  version: '1.0.0',
  platforms: { k3s: k3s() },
  targets: { prod: { platform: 'k3s', environment: 'prod', domain: 'example.com' } },
});

const app = new App();
const target = house.target('prod');
const shop = new Application(app, 'shop', { target, owner: 'team-a' });

new WebService(shop, 'api', {
  image: 'api:1.4.2',
  port: 8080,
  host: `api.${target.domain}`,
  env: { LOG_LEVEL: target.pick({ prod: 'info', default: 'debug' }) },
  resources: { requests: { cpu: '250m', memory: '512Mi' } },
  probes: { liveness: { httpGet: { path: '/alive' } } },
  scaling: { min: 3, max: 12, cpu: 70 },
});

app.synth();
