/** One service, in Pulumi alone. */
import * as kubernetes from '@pulumi/kubernetes';

const labels = { app: 'api' };

new kubernetes.apps.v1.Deployment('api', {
  metadata: { name: 'api', labels },
  spec: {
    replicas: 3,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        containers: [{
          name: 'api',
          image: 'api:1.4.2',
          ports: [{ containerPort: 8080 }],
          env: [{ name: 'LOG_LEVEL', value: 'info' }],
          resources: { requests: { cpu: '250m', memory: '512Mi' } },
        }],
      },
    },
  },
});
new kubernetes.core.v1.Service('api', {
  metadata: { name: 'api', labels },
  spec: { selector: labels, ports: [{ port: 8080 }] },
});
