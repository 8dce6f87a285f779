/** An example of each key that a pattern has, for the pattern's page. */
import type { Example } from './shown';

/** By pattern and key. */
export const examples: Readonly<Record<string, Readonly<Record<string, Example | string>>>> = {
  access: {
    access: "access: [{ read: ['configmaps'] }]",
    automountServiceAccountToken: 'automountServiceAccountToken: true',
  },
  configuration: {
    env: "env: { LOG_LEVEL: 'debug', ORDERS_URL: orders.url }",
    envFrom: "envFrom: [{ configMap: { name: 'flags' }, prefix: 'FLAG_' }]",
    files: "files: { '/etc/api.conf': 'verbose = true' }",
  },
  connections: {
    connectsTo: 'connectsTo: [orders]',
  },
  containerPorts: {
    containerPorts: 'containerPorts: { debug: 6060 }',
    hostPorts: { props: "hostPorts: { http: 9100 }, because: { hostPorts: 'scraped by the node' }", on: 'DaemonAgent' },
  },
  discovery: {
    enableServiceLinks: 'enableServiceLinks: true',
    dnsPolicy: "dnsPolicy: 'Default'",
    dnsConfig: "dnsConfig: { options: [{ name: 'ndots', value: '2' }] }",
    hostAliases: "hostAliases: { '10.1.2.3': ['ledger.bank.internal'] }",
    hostname: "hostname: 'ledger'",
    subdomain: "subdomain: 'ledgers'",
    setHostnameAsFQDN: { props: 'setHostnameAsFQDN: true', beside: "subdomain: 'ledgers'" },
  },
  disruption: { disruption: "disruption: { maxUnavailable: '25%' }" },
  exposure: {
    host: "host: 'api.example.com'",
    exposure: { props: "exposure: { paths: ['/v1'] }", beside: "host: 'api.example.com'" },
  },
  hostAccess: { hostPaths: "hostPaths: { '/var/log': {} }, because: { hostPaths: 'it reads what pods log' }" },
  hostNamespaces: {
    hostNetwork: "hostNetwork: true, because: { hostNetwork: 'it measures the network of the node' }",
    hostPID: "hostPID: true, because: { hostPID: 'it counts processes' }",
    hostIPC: "hostIPC: true, because: { hostIPC: 'it shares memory with the driver' }",
  },
  image: {
    image: "image: 'api:1.5.0'",
    registry: "registry: 'ghcr.io'",
    imagePullPolicy: "imagePullPolicy: 'Always'",
    imagePullSecrets: "imagePullSecrets: ['pull']",
  },
  jobs: { job: 'job: { backoffLimit: 5 }' },
  labels: {
    owner: "owner: 'team-api'",
    component: "component: 'backend'",
    labels: "labels: { 'example.com/tier': 'front' }",
    annotations: "annotations: { 'example.com/runbook': 'https://example.com/api' }",
    podAnnotations: "podAnnotations: { 'example.com/agent': 'on' }",
  },
  lifecycle: { lifecycle: "lifecycle: { preStop: { exec: { command: ['nginx', '-s', 'quit'] } } }" },
  metrics: { metrics: "metrics: { path: '/stats' }" },
  networkIsolation: {
    networkIsolation: 'networkIsolation: { egressAnywhere: true }',
    allowFrom: "allowFrom: [{ namespace: 'partners', workload: 'caller' }]",
  },
  ordering: {},
  placement: {
    schedulerName: "schedulerName: 'bin-packer'",
    priorityClassName: "priorityClassName: 'business'",
    beside: 'beside: orders',
    runtimeClassName: "runtimeClassName: 'gvisor'",
    nodeSelector: "nodeSelector: { 'kubernetes.io/arch': 'arm64' }",
    nodeAffinity: "nodeAffinity: { required: [{ matchExpressions: [{ key: 'gpu', operator: 'Exists' }] }] }",
    tolerations: "tolerations: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }]",
    near: 'near: [orders]',
    apartFrom: 'apartFrom: [{ workload: orders, required: true }]',
    podAffinity:
      "podAffinity: { required: [{ labelSelector: { matchLabels: { app: 'cache' } }, topologyKey: 'rack' }] }",
    podAntiAffinity:
      "podAntiAffinity: { required: [{ labelSelector: { matchLabels: { app: 'batch' } }, topologyKey: 'rack' }] }",
    topologySpreadConstraints:
      "topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule' }]",
  },
  podSecurity: {
    podSecurity: "podSecurity: { sysctls: { 'net.ipv4.tcp_keepalive_time': '600' } }",
    hostUsers: 'hostUsers: false',
    shareProcessNamespace: 'shareProcessNamespace: true',
  },
  podServices: { podServices: 'podServices: true' },
  ports: {
    port: 'port: 9000',
    portName: "portName: 'grpc'",
    ports: 'ports: { admin: 9000 }',
    service: 'service: { port: 80 }',
  },
  probes: { probes: "probes: { liveness: { httpGet: { path: '/alive' } } }" },
  process: {
    command: "command: ['/api']",
    args: "args: ['--verbose']",
    workingDir: "workingDir: '/srv'",
    containerName: "containerName: 'server'",
    stdin: 'stdin: true',
    stdinOnce: { props: 'stdinOnce: true', beside: 'stdin: true' },
    tty: 'tty: true',
    startsFirst: {
      props: "sidecars: { proxy: { image: 'proxy:1.0.0', startsFirst: true } }",
      beside: "sidecars: { proxy: { image: 'proxy:1.0.0' }, agent: { image: 'agent:1.0.0' } }",
    },
  },
  replicas: { replicas: 'replicas: 3', scaling: 'scaling: { min: 3, max: 12, cpu: 60 }' },
  release: {
    release: { props: "release: 'before'", on: 'Task' },
    run: { props: "run: '2'", on: 'Task' },
  },
  resources: {
    resources: "resources: { requests: { cpu: '250m', memory: '512Mi' } }",
    resizePolicy: "resizePolicy: { memory: 'RestartContainer' }",
  },
  rollout: { rollout: "rollout: { maxSurge: '25%', shutdownSeconds: 60 }" },
  schedule: {
    schedule: "schedule: '0 4 * * 1'",
    timeZone: "timeZone: 'Europe/Berlin'",
    scheduling: "scheduling: { concurrencyPolicy: 'Replace' }",
  },
  secrets: { secrets: "secrets: { '/run/login': existing.secret('login') }" },
  security: {
    security: { props: "security: { capabilities: ['NET_BIND_SERVICE'] }, "
      + "because: { 'security.capabilities': 'binds port 80' }" },
    writable: "writable: ['/var/cache/api']",
    scratch: "scratch: { sizeLimit: '128Mi' }",
    user: 'user: 10001',
    group: 'group: 10001',
  },
  serviceAccount: { serviceAccount: "serviceAccount: { annotations: { 'example.com/role': 'api' } }" },
  spread: { spread: 'spread: { zones: false }' },
  storage: {
    storage: { props: "storage: { path: '/data', size: '20Gi' }", on: 'StatefulStore' },
    storages: { props: "storages: { wal: { path: '/wal', size: '5Gi' } }", on: 'StatefulStore' },
  },
  termination: {
    terminationMessagePath: "terminationMessagePath: '/tmp/last-words'",
    terminationMessagePolicy: "terminationMessagePolicy: 'FallbackToLogsOnError'",
  },
  topology: {
    replicas: { props: "replicas: 3, topology: 'peers'", on: 'StatefulStore' },
    topology: { props: "topology: 'peers', replicas: 3", on: 'StatefulStore' },
    podManagementPolicy: "podManagementPolicy: 'Parallel'",
    ordinals: 'ordinals: { start: 5 }',
  },
  volumes: {
    // Scratch space counts as ephemeral storage, whose limit is 256Mi.
    volumes: "volumes: { cache: { path: '/cache', emptyDir: { sizeLimit: '1Gi' } } }, "
      + "resources: { limits: { 'ephemeral-storage': '1280Mi' } }",
  },
};
