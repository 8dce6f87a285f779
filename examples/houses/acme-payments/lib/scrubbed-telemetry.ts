/** Traces of payments leave a pod without card numbers: in the place of ACME's agent stands one that scrubs them. */
import { definePattern, keys, peer, shape } from 'charthouse';
import type { TelemetryKey } from '@acme/house';

/** In the same cluster, so that what it receives never leaves it unscrubbed. */
const scrubber = peer({
  namespace: 'payments-observability',
  name: 'scrubber',
  port: 4317,
  podLabels: { 'app.kubernetes.io/name': 'scrubber' },
});

/** Takes the place of ACME's pattern `telemetry`, and of its key. */
export const scrubbedTelemetry = definePattern({
  name: 'telemetry',
  fits: ['longRunning'],
  keys: keys<TelemetryKey>({
    telemetry: shape.orFalse(
      shape.object({ samplePercent: shape.integer(0, 100), logLevel: shape.oneOf('debug', 'info', 'warn') }),
    ),
  }),
  defaults: { telemetry: { samplePercent: 10, logLevel: 'warn' } },
  apply(draft, settings, facts) {
    const { samplePercent, logLevel } = settings.telemetry;
    draft.add('containers', 'telemetry-agent', {
      role: 'sidecar',
      props: {
        image: 'telemetry-agent:2.3.0',
        args: ['--redact=card-numbers'],
        env: { COLLECTOR: scrubber.address, LOG_LEVEL: logLevel },
        resources: { requests: { cpu: '20m', memory: '64Mi' } },
        probes: { readiness: false, startup: { exec: { command: ['/agent', 'ready'] } } },
      },
    });
    const main = draft.containers('main');
    main.add('env', 'OTEL_SERVICE_NAME', { value: facts.name });
    main.add('env', 'OTEL_EXPORTER_OTLP_ENDPOINT', { value: 'http://localhost:4317' });
    main.add('env', 'OTEL_TRACES_SAMPLER_ARG', { value: String(samplePercent / 100) });
  },
});
