/** What runs on every machine: a shipper of logs, an exporter of metrics, and DNS close to the pods. */
import { Application, DaemonAgent, asYaml, defineHouse, generic } from 'charthouse';
import type { App } from 'charthouse';

const scrapedFrom = [{ namespaceLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }];

export const house = defineHouse({
  name: 'platform',
  version: '1',
  platforms: { generic: generic({ metrics: { kind: 'prometheus-operator', scrapedFrom } }) },
  targets: { cluster: { platform: 'generic', environment: 'prod' } },
  // Every node has its agents, whatever its taints, and they go last.
  defaultsFor: { DaemonAgent: { tolerations: 'all', priorityClassName: 'system-node-critical' } },
});

export function build(app: App, target = house.target('cluster')): void {
  const agents = new Application(app, 'agents', {
    target,
    owner: 'team-platform',
    createNamespace: 'privileged',
  });
  logShipper(agents);
  nodeExporter(agents);
  clusterDns(agents);
}

/** Reads what every container writes, and asks the API server whose it is. */
function logShipper(agents: Application): void {
  new DaemonAgent(agents, 'log-shipper', {
    image: 'fluent/fluent-bit:4.0.3',
    args: ['--config=/etc/shipper/shipper.yaml'],
    port: 2020,
    metrics: { path: '/api/v2/metrics/prometheus' },
    probes: { liveness: { httpGet: { path: '/api/v1/health' } } },
    hostPaths: { '/var/log': {} },
    access: [{ read: ['pods', 'namespaces'], in: 'cluster' }],
    files: {
      '/etc/shipper/shipper.yaml': asYaml({
        service: { http_server: true, http_port: 2020, health_check: true },
        pipeline: {
          inputs: [{ name: 'tail', path: '/var/log/containers/*.log', tag: 'kube.*', db: '/tmp/positions.db' }],
          filters: [{ name: 'kubernetes', match: 'kube.*', merge_log: true }],
          outputs: [{ name: 'stdout', match: '*', format: 'json_lines' }],
        },
      }),
    },
    security: { runAsUser: 0, runAsNonRoot: false },
    because: {
      hostPaths: 'the kubelet writes the logs of all pods below /var/log',
      'security.runAsNonRoot': 'the logs belong to root',
    },
  });
}

/** Tells Prometheus how the machine is. */
function nodeExporter(agents: Application): void {
  new DaemonAgent(agents, 'node-exporter', {
    image: 'quay.io/prometheus/node-exporter:v1.9.1',
    args: ['--path.rootfs=/host/root', '--path.procfs=/host/root/proc', '--path.sysfs=/host/root/sys'],
    user: 65534,
    port: 9100,
    metrics: {},
    hostNetwork: true,
    // A policy holds nothing back on the node's own network: the nodes' firewall does.
    networkIsolation: false,
    hostPID: true,
    hostPaths: { '/': { mountPath: '/host/root', mountPropagation: 'HostToContainer' } },
    because: {
      hostNetwork: 'the counters of the network are those of the namespace that it runs in',
      hostPID: 'it counts the processes of the machine',
      hostPaths: 'file systems are measured where they are mounted',
    },
  });
}

/** Answers for the pods of its node, and remembers: what it does not know, the cluster's DNS does. */
function clusterDns(agents: Application): void {
  new DaemonAgent(agents, 'node-dns', {
    image: 'registry.k8s.io/coredns/coredns:v1.12.2',
    args: ['-conf', '/etc/coredns/Corefile'],
    containerPorts: { dns: { port: 53, protocol: 'UDP' }, 'dns-tcp': 53, health: 8080 },
    hostPorts: { dns: 53, 'dns-tcp': 53 },
    port: 9153,
    portName: 'metrics',
    metrics: {},
    probes: { liveness: { httpGet: { path: '/health', port: 8080 } } },
    dnsPolicy: 'Default',
    files: { '/etc/coredns/Corefile': corefile },
    allowFrom: [{ cidr: '10.0.0.0/8', ports: [53] }],
    networkIsolation: { egressAnywhere: true },
    security: { capabilities: ['NET_BIND_SERVICE'] },
    because: {
      hostPorts: 'pods ask the address of their node',
      'security.capabilities': 'DNS is at port 53',
    },
  });
}

const corefile = `\
.:53 {
    errors
    health :8080
    prometheus :9153
    cache 30
    forward . /etc/resolv.conf
    reload
}
`;
