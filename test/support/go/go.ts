/** The `go` command. */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

/**
 * Runs it, in a folder with a `go.mod` or elsewhere, and gives what it prints. Throws with the end of what it complains
 * of.
 */
export function go(args: readonly string[], folder = tmpdir()): string {
  goVersion();
  const { status, stdout, stderr } = spawnSync('go', args, {
    cwd: folder, env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' }, encoding: 'utf8', maxBuffer: 2 ** 28,
  });
  if (status === 0) return stdout;
  throw new Error(`go ${args.join(' ')} failed:\n${stderr.trim().split('\n').slice(-15).join('\n')}`);
}

/** Which version it is. Throws where there is none. */
export function goVersion(): string {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  throw new Error('What these tests run is built with Go, and there is no command `go`. Install Go 1.26 or'
    + ' newer; or, for the tests with a cluster, set CHARTHOUSE_CLUSTER=existing and KUBECONFIG for one of your own.');
}
