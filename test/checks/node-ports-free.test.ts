import { nodePortsFree } from '../../lib/checks/node-ports-free';
import { expectFindings, expectNothing, object, service } from './tree';

const web = service('web', { type: 'NodePort', ports: [{ name: 'http', port: 80, nodePort: 30_080 }] });

describe('ports of the nodes', () => {
  test('are fine where each Service has its own, or leaves the choice to the cluster', () => {
    expectNothing(nodePortsFree, [
      web,
      service('api', { ports: [{ port: 80, nodePort: 30_081 }, { port: 80, protocol: 'UDP', nodePort: 30_080 }] }),
      service('left', { ports: [{ port: 80, nodePort: 0 }] }),
      service('right', { ports: [{ port: 80, nodePort: 0 }, { port: 81 }] }),
      object('other', { apiVersion: 'example.com/v1', kind: 'Service', spec: { ports: [{ nodePort: 30_080 }] } }),
    ]);
  });

  test('are reported where two Services take one, in whichever namespace', () => {
    const admin = { name: 'admin', port: 81, nodePort: 30_080 };
    const other = object('api', { apiVersion: 'v1', kind: 'Service', spec: { ports: [admin] } }, 'zoo');
    expectFindings(nodePortsFree, [web, other], [{
      path: 'shop/web',
      rule: 'node-ports-free',
      severity: 'error',
      field: 'spec.ports[http].nodePort',
      value: 30_080,
      message: 'port 30080/TCP of the nodes leads to Service zoo/api already',
      fix: 'take another number, or leave it out: the cluster then chooses a free one (charthouse: `nodePort`)',
    }]);
  });

  test('are reported where one Service takes it twice', () => {
    const ports = [{ port: 80, nodePort: 30_080 }, { port: 81, nodePort: 30_080 }];
    expectFindings(nodePortsFree, [service('api', { ports })], [{
      path: 'shop/api',
      rule: 'node-ports-free',
      severity: 'error',
      field: 'spec.ports[81].nodePort',
      value: 30_080,
      message: 'port 30080/TCP of the nodes leads to Service shop/api already',
      fix: 'take another number, or leave it out: the cluster then chooses a free one (charthouse: `nodePort`)',
    }]);
  });
});
