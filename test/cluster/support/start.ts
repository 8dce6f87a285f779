/** Starts a control plane of the tests' own, with nodes on which pods seem to run. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { layOut, type Part, type Ports } from './control-plane';
import { clusterPrograms, type Programs } from './programs';

/** A control plane that runs. */
export interface Cluster {
  readonly kubeconfig: string;
  /** The address of its API, which asks for no credentials. */
  readonly url: string;
  /** Rejected as soon as a part of it ends, with what that part said last. */
  readonly broken: Promise<never>;
  stop(): Promise<void>;
}

/** Milliseconds that a control plane may take to be there. */
const patience = 90_000;

/** What runs in it. */
interface Running {
  /** @default - those of the newest Kubernetes, built first where they are not there yet */
  readonly programs?: Programs;
  /** Whether objects are only taken, and nobody acts on them. @default false */
  readonly apiAlone?: boolean;
}

/** Starts it. */
export async function startCluster(
  { programs = clusterPrograms(), apiAlone = false }: Running = {},
): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'charthouse-cluster-'));
  const plane = layOut(folder, programs, await freePorts());
  const keeper = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'keeper.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'], detached: true,
  });
  keeper.unref();
  const broken = new Promise<never>((_resolve, reject) => {
    createInterface({ input: keeper.stdout }).on('line', (line) => {
      const { name, problem } = JSON.parse(line) as { readonly name: string; readonly problem: string };
      reject(new Error(`${name} ${problem}\n${endOf(join(folder, `${name}.log`))}`));
    });
  });
  // Later it is told by whoever asks the API in vain.
  broken.catch(() => undefined);
  const start = (parts: readonly Part[]): void => {
    for (const part of parts) keeper.stdin.write(`${JSON.stringify(part)}\n`);
  };
  const stop = (): Promise<void> => new Promise((resolve) => {
    if (keeper.exitCode !== null) resolve();
    // What stops a cluster waits for it, and is not ended by having nothing else to do.
    keeper.ref();
    keeper.on('exit', () => { resolve(); });
    keeper.stdin.end();
  });
  try {
    start(plane.first);
    await Promise.race([answers(`${plane.url}/readyz`), broken]);
    if (!apiAlone) start(plane.then);
    return { kubeconfig: plane.kubeconfig, url: plane.url, broken, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

async function answers(url: string): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    if (Date.now() > end) throw new Error(`the API server is not ready after ${patience / 1000} s`);
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}

async function freePorts(): Promise<Ports> {
  const names = ['etcd', 'etcdPeers', 'apiServer', 'controllerManager', 'scheduler', 'proxy'] as const;
  const servers = await Promise.all(names.map(() => listening()));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) server.close();
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as unknown as Ports;
}

function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => { resolve(server); });
  });
}

function endOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n') : '';
}
