/** A door to the API of a cluster, whatever its credentials are: `kubectl proxy`. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A door that is open. */
export interface Proxy {
  readonly url: string;
  close(): void;
}

/** Opens a door to the cluster of a kubeconfig; without one, to the one that `kubectl` itself would take. */
export function openProxy(kubectl: string, kubeconfig?: string): Promise<Proxy> {
  const config = kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig];
  const child = spawn(kubectl, ['proxy', '--port', '0', ...config], { stdio: ['ignore', 'pipe', 'pipe'] });
  const close = (): void => { child.kill(); };
  process.once('exit', close);
  return new Promise((resolve, reject) => {
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => { complaint += text.toString(); });
    child.on('error', reject);
    child.on('exit', () => { reject(new Error(`kubectl proxy ended: ${complaint.trim()}`)); });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /127\.0\.0\.1:(\d+)/.exec(line)?.[1];
      if (port !== undefined) resolve({ url: `http://127.0.0.1:${port}`, close });
    });
  });
}
