/** The parts of a control plane, with their arguments; each runs as a process of its own on loopback. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Programs } from './programs';
import { stageFiles } from './stages';

/** Makes Node read TypeScript, wherever it is started. */
const typescript = {
  args: ['--import', pathToFileURL(require.resolve('tsx')).href],
  env: { TSX_TSCONFIG_PATH: join(__dirname, '../../../tsconfig.dev.json') },
};

/** A process of the control plane. */
export interface Part {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Variables of its own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Ports of the machine that nobody else listens on. */
export interface Ports {
  readonly etcd: number;
  readonly etcdPeers: number;
  readonly apiServer: number;
  readonly controllerManager: number;
  readonly scheduler: number;
  readonly proxy: number;
}

/** What makes a control plane. */
export interface ControlPlane {
  /** The server of objects: nothing else starts before it is there. */
  readonly first: readonly Part[];
  /** What acts on objects. */
  readonly then: readonly Part[];
  readonly kubeconfig: string;
  /** The address of its API, which asks for no credentials. */
  readonly url: string;
}

/** Lays out a control plane in a folder: keys, the token of an admin, the kubeconfig, the arguments of each part. */
export function layOut(folder: string, programs: Programs, ports: Ports): ControlPlane {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const [publicKey, privateKey] = [file('sa.pub', keys.publicKey), file('sa.key', keys.privateKey)];
  const token = randomBytes(24).toString('hex');
  const tokens = file('tokens.csv', `${token},admin,admin,"system:masters"\n`);
  const etcdUrl = `http://127.0.0.1:${ports.etcd}`;
  const peerUrl = `http://127.0.0.1:${ports.etcdPeers}`;
  const kubeconfig = file('kubeconfig', kubeconfigText(ports.apiServer, token));
  const [url, certificates] = [`http://127.0.0.1:${ports.proxy}`, join(folder, 'certificates')];
  const part = (name: keyof Programs, ...args: readonly string[]): Part => ({ name, command: programs[name], args });
  return {
    kubeconfig,
    url,
    first: [
      part(
        'etcd', '--data-dir', join(folder, 'etcd'), '--unsafe-no-fsync', '--log-level', 'error',
        '--listen-client-urls', etcdUrl, '--advertise-client-urls', etcdUrl,
        '--listen-peer-urls', peerUrl, '--initial-advertise-peer-urls', peerUrl,
        '--initial-cluster', `default=${peerUrl}`,
      ),
      part(
        'kube-apiserver', '--etcd-servers', etcdUrl, '--bind-address', '127.0.0.1',
        '--secure-port', String(ports.apiServer), '--cert-dir', certificates,
        '--token-auth-file', tokens, '--authorization-mode', 'RBAC',
        '--service-account-issuer', 'https://kubernetes.default.svc', '--service-account-key-file', publicKey,
        '--service-account-signing-key-file', privateKey, '--service-cluster-ip-range', '10.96.0.0/12,fd00:96::/112',
        '--endpoint-reconciler-type', 'none', '--allow-privileged', '--enable-admission-plugins', 'PodSecurity',
        '--max-requests-inflight', '1000', '--max-mutating-requests-inflight', '500',
      ),
      part('kubectl', 'proxy', '--kubeconfig', kubeconfig, '--port', String(ports.proxy)),
    ],
    then: [
      part(
        'kube-controller-manager', '--kubeconfig', kubeconfig, '--leader-elect=false',
        '--service-account-private-key-file', privateKey, '--use-service-account-credentials',
        '--bind-address', '127.0.0.1', '--secure-port', String(ports.controllerManager),
        '--cert-dir', certificates, '--kube-api-qps', '500', '--kube-api-burst', '1000',
        '--horizontal-pod-autoscaler-sync-period', '2s',
      ),
      part(
        'kube-scheduler', '--kubeconfig', kubeconfig, '--leader-elect=false', '--bind-address', '127.0.0.1',
        '--secure-port', String(ports.scheduler), '--cert-dir', certificates,
        '--kube-api-qps', '500', '--kube-api-burst', '1000',
      ),
      part(
        'kwok', '--kubeconfig', kubeconfig, '--manage-nodes-with-annotation-selector', 'kwok.x-k8s.io/node=fake',
        // What a pod on the node's own network has for an address.
        '--node-ip', '192.0.2.1', '--node-lease-duration-seconds', '40',
        ...stageFiles().flatMap((stage) => ['--config', stage]),
      ),
      {
        name: 'metrics-server',
        command: process.execPath,
        args: [...typescript.args, join(__dirname, 'metrics-server.ts'), url, certificates],
        env: typescript.env,
      },
    ],
  };
}

/** Of the certificate that the API server makes for itself nobody knows beforehand. */
function kubeconfigText(port: number, token: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: `https://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  }, undefined, 2);
}
