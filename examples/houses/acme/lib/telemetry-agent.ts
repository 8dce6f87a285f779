/** Traces leave a pod by an agent: a native sidecar, there before the application starts and after it ends. */
import { definePattern, keys, peer, shape } from 'charthouse';

/** The agent. */
export interface TelemetryProps {
  /** Percent of the traces that are kept. @default 10 */
  readonly samplePercent?: number | undefined;
  /** What the agent writes about itself. @default 'warn' */
  readonly logLevel?: 'debug' | 'info' | 'warn' | undefined;
}

/** The agent of a workload. */
export interface TelemetryKey {
  /** The telemetry agent beside the application, or `false` for none. @default - 10 % of the traces are kept */
  readonly telemetry?: TelemetryProps | false | undefined;
}

/** Written and deployed by the platform team, in a repository of its own. */
const collector = peer({
  namespace: 'observability',
  name: 'collector',
  port: 4317,
  podLabels: { 'app.kubernetes.io/name': 'collector' },
});

/** Adds the agent, tells the application where it is, and lets it reach the collector. */
export const telemetryAgent = definePattern({
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
    // Props, as an application would write them: image, env and resources have their own patterns. The reference to
    // the collector is the connection.
    draft.add('containers', 'telemetry-agent', {
      role: 'sidecar',
      props: {
        image: 'telemetry-agent:2.3.0',
        env: { COLLECTOR: collector.address, LOG_LEVEL: logLevel },
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
