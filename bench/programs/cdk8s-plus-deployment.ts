/** The Deployment of a service in cdk8s-plus: what the house patterns of Charthouse put into a pod, stated by hand. */
import { Duration, Size, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';

/** Name and labels of a service's objects. */
export interface Metadata {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The Deployment, and its ServiceAccount. */
export function deploy(chart: Chart, metadata: Metadata, callee: kplus.Service | undefined): kplus.Deployment {
  const { name, labels } = metadata;
  const serviceAccount = new kplus.ServiceAccount(chart, `${name}-account`, { metadata, automountToken: false });
  const deployment = new kplus.Deployment(chart, `${name}-deployment`, {
    metadata,
    podMetadata: { labels: { ...chart.labels, ...labels } },
    strategy: kplus.DeploymentStrategy.rollingUpdate({ maxSurge: absolute(1), maxUnavailable: absolute(0) }),
    serviceAccount: serviceAccount as kplus.IServiceAccount,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriod: seconds(40),
    securityContext: { ensureNonRoot: true },
  });
  addContainer(deployment, name, callee);
  deployment.scheduling.spread({ topology: kplus.Topology.HOSTNAME, weight: 100 });
  deployment.scheduling.spread({ topology: kplus.Topology.ZONE, weight: 50 });
  return deployment;
}

function addContainer(deployment: kplus.Deployment, name: string, callee: kplus.Service | undefined): void {
  const container = deployment.addContainer({
    name,
    image: `registry.example.com/${name}:1.4.2`,
    ports: [{ name: 'http', number: 8080, protocol: kplus.Protocol.TCP }],
    envVariables: {
      LOG_LEVEL: kplus.EnvValue.fromValue('info'),
      REGION: kplus.EnvValue.fromValue('eu-central-1'),
      CALLEE_URL: kplus.EnvValue.fromValue(urlOf(callee)),
    },
    resources: {
      cpu: { request: kplus.Cpu.millis(250) },
      memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) },
      // cdk8s-plus renders whole gibibytes only.
      ephemeralStorage: { request: Size.gibibytes(1), limit: Size.gibibytes(1) },
    },
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 8080, periodSeconds: seconds(5) }),
    liveness: kplus.Probe.fromHttpGet('/alive', { port: 8080, periodSeconds: seconds(20), failureThreshold: 5 }),
    startup: kplus.Probe.fromTcpSocket({ port: 8080, periodSeconds: seconds(5), failureThreshold: 60 }),
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '10']) },
    securityContext: {
      ensureNonRoot: true,
      privileged: false,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: [kplus.Capability.ALL] },
      seccompProfile: { type: kplus.SeccompProfileType.RUNTIME_DEFAULT },
    },
  });
  const volume = kplus.Volume.fromEmptyDir(deployment, 'tmp', 'writable-tmp', { sizeLimit: Size.mebibytes(64) });
  container.mount('/tmp', volume);
}

function urlOf(callee: kplus.Service | undefined): string {
  return callee === undefined ? 'https://example.com' : `http://${callee.name}:${callee.port}`;
}

function absolute(pods: number): kplus.PercentOrAbsolute {
  return kplus.PercentOrAbsolute.absolute(pods);
}

function seconds(count: number): Duration {
  return Duration.seconds(count);
}
