/** The house that the wrong inputs are written under: two rich targets, and one whose platform offers nothing. */
import { bounded, defineHouse, definePlatform, generic, locked } from 'charthouse';

const bare = definePlatform({
  name: 'bare',
  kubernetes: '1.36',
  network: generic().network,
});

export const acme = defineHouse({
  name: 'acme',
  version: '1.0.0',
  platforms: { generic: generic(), bare },
  targets: {
    'prod-eu': { platform: 'generic', environment: 'prod', domain: 'eu.example.com' },
    'prod-us': { platform: 'generic', environment: 'prod', domain: 'us.example.com' },
    lab: { platform: 'bare', environment: 'lab' },
  },
  defaults: {
    priorityClassName: locked('system-cluster-critical'),
    resources: { requests: { memory: bounded({ min: '64Mi', max: '1Gi' }) } },
  },
});
