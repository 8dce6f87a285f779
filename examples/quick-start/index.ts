/** The quick start: a service, and a worker that calls it. */
import { Chart } from 'cdk8s';
import { WebService, Worker } from 'charthouse';
import type { Construct } from 'constructs';

export function build(scope: Construct): void {
  const hello = new Chart(scope, 'hello', { namespace: 'hello' });
  const web = new WebService(hello, 'web', { image: 'nginxinc/nginx-unprivileged:1.29', port: 8080 });
  new Worker(hello, 'visitor', {
    image: 'busybox:1.37',
    user: 1000,
    command: ['sh', '-c', 'while wget -qO- "$WEB_URL"; do sleep 10; done'],
    env: { WEB_URL: web.url },
  });
}
