/** A service as users of cdk8s-plus write it: the same kinds as Charthouse makes of one, with comparable content. */
import { ApiObject, Duration, type Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';

import { deploy, type Metadata } from './cdk8s-plus-deployment';

/** A service, and what a caller needs of it. */
export interface Service {
  readonly deployment: kplus.Deployment;
  readonly service: kplus.Service;
  readonly policy: kplus.NetworkPolicy;
}

/** What runs in every cluster. */
export interface System {
  readonly dns: kplus.Pods;
  readonly edge: kplus.Pods;
}

/** Makes a service, which may call another. */
export function service(chart: Chart, name: string, system: System, callee: Service | undefined): Service {
  const metadata = { name, labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name } };
  const deployment = deploy(chart, metadata, callee?.service);
  const exposed = new kplus.Service(chart, `${name}-service`, {
    metadata,
    selector: deployment,
    ports: [{ name: 'http', port: 8080, targetPort: 8080, protocol: kplus.Protocol.TCP }],
  });
  addIngress(chart, metadata, exposed);
  addScaling(chart, metadata, deployment);
  const policy = addPolicy(chart, metadata, deployment, system);
  if (callee !== undefined) {
    policy.addEgressRule(callee.deployment, [kplus.NetworkPolicyPort.tcp(8080)]);
    callee.policy.addIngressRule(deployment, [kplus.NetworkPolicyPort.tcp(8080)]);
  }
  return { deployment, service: exposed, policy };
}

function addIngress(chart: Chart, metadata: Metadata, service: kplus.Service): void {
  const host = `${metadata.name}.${chart.namespace ?? ''}.example.com`;
  const backend = kplus.IngressBackend.fromService(service, { port: 8080 });
  new kplus.Ingress(chart, `${metadata.name}-ingress`, {
    metadata,
    className: 'traefik',
    tls: [{ hosts: [host] }],
    rules: [{ host, path: '/', pathType: kplus.HttpIngressPathType.PREFIX, backend }],
  });
}

function addScaling(chart: Chart, metadata: Metadata, target: kplus.Deployment): void {
  new kplus.HorizontalPodAutoscaler(chart, `${metadata.name}-autoscaler`, {
    metadata,
    target,
    minReplicas: 3,
    maxReplicas: 12,
    metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    scaleDown: { stabilizationWindow: Duration.minutes(5) },
  });
  // cdk8s-plus has no PodDisruptionBudget.
  new ApiObject(chart, `${metadata.name}-budget`, {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: target.matchLabels },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}

function addPolicy(chart: Chart, metadata: Metadata, selector: kplus.Deployment, system: System): kplus.NetworkPolicy {
  const { NetworkPolicyPort: Port, NetworkPolicyTrafficDefault: Default, NetworkProtocol: Protocol } = kplus;
  const dnsPorts = [Port.of({ port: 53, protocol: Protocol.UDP }), Port.tcp(53)];
  return new kplus.NetworkPolicy(chart, `${metadata.name}-policy`, {
    metadata,
    selector,
    ingress: { default: Default.DENY, rules: [{ peer: system.edge, ports: [Port.tcp(8080)] }] },
    egress: { default: Default.DENY, rules: [{ peer: system.dns, ports: dnsPorts }] },
  });
}

/** What every service may reach, and be reached from. */
export function systemOf(chart: Chart): System {
  return {
    dns: podsOfSystem(chart, 'dns', { 'k8s-app': 'kube-dns' }),
    edge: podsOfSystem(chart, 'edge', { 'app.kubernetes.io/name': 'traefik' }),
  };
}

function podsOfSystem(chart: Chart, id: string, labels: Record<string, string>): kplus.Pods {
  const ofNamespace = { 'kubernetes.io/metadata.name': 'kube-system' };
  const namespaces = kplus.Namespaces.select(chart, `${id}-namespace`, { labels: ofNamespace });
  return kplus.Pods.select(chart, id, { labels, namespaces });
}
