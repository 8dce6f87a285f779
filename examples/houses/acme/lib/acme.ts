/** The house: what ACME adds to the library's patterns, and what it has decided for all its applications. */
import { bounded, defineHouse, locked } from 'charthouse';
import { costLabels } from './cost-labels';
import { GrpcService } from './grpc-service';
import { cloud, store } from './platforms';
import { telemetryAgent } from './telemetry-agent';

/** How ACME runs software. */
export const acme = defineHouse({
  name: 'acme',
  version: '1.0.0',
  platforms: { cloud, store },
  targets: {
    'prod-eu': {
      platform: 'cloud',
      environment: 'prod',
      domain: 'eu.acme.example',
      delivery: 'argocd',
    },
    'edge-berlin': {
      platform: 'store',
      environment: 'edge',
      domain: 'berlin.acme.example',
      // One node: a second pod of the same service would gain nothing.
      defaults: { replicas: 1 },
    },
  },
  patterns: [costLabels, telemetryAgent],
  workloads: { GrpcService },
  defaults: {
    registry: locked('registry.acme.example'),
    networkIsolation: { egressAnywhere: locked(false) },
    rollout: { shutdownSeconds: bounded({ min: 10, max: 120, default: 30 }), revisionHistoryLimit: 3 },
  },
  defaultsFor: {
    WebService: { replicas: 3 },
    GrpcService: { replicas: 3 },
  },
});
