import { draftPattern, manifestsOf } from 'charthouse/testing';
import { acme, telemetryAgent, WebService, type TelemetryProps } from '../lib';

const variables = (settings: Readonly<Record<string, unknown>>): unknown =>
  draftPattern(telemetryAgent, { settings }).container['env'];

interface Pod {
  readonly initContainers?: readonly { readonly name: string }[];
}

function podOf(telemetry?: TelemetryProps | false): Pod | undefined {
  const deployment = manifestsOf(acme, (shop) => {
    new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080, telemetry });
  }).find(({ kind }) => kind === 'Deployment') as { spec: { template: { spec: Pod } } } | undefined;
  return deployment?.spec.template.spec;
}

describe('the telemetry agent', () => {
  it('is where the application is told to send its traces', () => {
    expect(variables({})).toEqual([
      { name: 'OTEL_SERVICE_NAME', value: 'api' },
      { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://localhost:4317' },
      { name: 'OTEL_TRACES_SAMPLER_ARG', value: '0.1' },
    ]);
  });

  it('keeps as many traces as it is told to', () => {
    expect(variables({ telemetry: { samplePercent: 50 } }))
      .toContainEqual({ name: 'OTEL_TRACES_SAMPLER_ARG', value: '0.5' });
  });

  it('is a native sidecar that every container pattern serves, from the registry of the house', () => {
    expect(podOf({ logLevel: 'info' })?.initContainers).toEqual([
      expect.objectContaining({
        name: 'telemetry-agent',
        image: 'registry.acme.example/telemetry-agent:2.3.0',
        restartPolicy: 'Always',
        env: [
          { name: 'COLLECTOR', value: 'collector.observability.svc:4317' },
          { name: 'LOG_LEVEL', value: 'info' },
        ],
        securityContext: expect.objectContaining({ readOnlyRootFilesystem: true }),
        startupProbe: { exec: { command: ['/agent', 'ready'] }, periodSeconds: 5, failureThreshold: 60 },
      }),
    ]);
  });

  it('may reach the collector, and only that', () => {
    const policy = manifestsOf(acme, (shop) => {
      new WebService(shop, 'api', { image: 'api:1.4.2', port: 8080 });
    }).find(({ kind }) => kind === 'NetworkPolicy') as unknown as { spec: { egress: readonly unknown[] } };

    expect(policy.spec.egress.slice(1)).toEqual([
      {
        ports: [{ port: 4317, protocol: 'TCP' }],
        to: [{
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'collector' } },
        }],
      },
    ]);
  });

  it('is not there where it is switched off', () => {
    expect(podOf(false)?.initContainers).toBeUndefined();
    expect(variables({ telemetry: false })).toBeUndefined();
  });
});
