/** The house for payments: ACME's, and stricter. */
import { acme } from '@acme/house';
import { bounded, defineHouse, locked } from 'charthouse';
import { vault } from './platforms';
import { scrubbedTelemetry } from './scrubbed-telemetry';

/** How ACME runs what handles payments. */
export const payments = defineHouse({
  name: 'acme-payments',
  version: '1.0.0',
  extends: acme,
  // Pods of payments roll when their team says so: an upgrade of the library changes no default before this line does.
  compat: '2026-11',
  platforms: { vault },
  targets: {
    'pci-eu': {
      platform: 'vault',
      environment: 'prod',
      domain: 'pay.acme.example',
      delivery: 'argocd',
      namespace: 'payments',
    },
  },
  patterns: [scrubbedTelemetry],
  defaults: {
    // ACME locks its own registry.
    registry: locked('registry.pci.acme.example'),
    imagePullPolicy: locked('Always'),
    // Within ACME's 10 to 120.
    rollout: { shutdownSeconds: bounded({ min: 30, max: 60, default: 45 }) },
  },
  because: { registry: 'only images that were scanned for card data are there' },
});
