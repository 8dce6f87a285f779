/** The Pod Security Standards: https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
import { DaemonAgent } from '../../lib';
import { failureOf } from './support/matchers';
import { Shop } from './support/shop';

interface Podlike { readonly [field: string]: unknown }

const safe = Object.freeze({
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
});

/** A Deployment of one container that is admitted under "restricted", but for these fields. */
function deployment(
  { pod = {}, container = {}, security = {}, annotations = {} }: Readonly<Record<string, Podlike>>,
): Podlike {
  const containers = [{ name: 'web', image: 'a:1', securityContext: { ...safe, ...security }, ...container }];
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' },
    spec: { template: { metadata: { annotations }, spec: { containers, ...pod } } },
  };
}

const bare = {
  allowPrivilegeEscalation: undefined, runAsNonRoot: undefined, capabilities: undefined, seccompProfile: undefined,
};
const inPod = (field: string): string => `spec.template.spec.${field}`;
const inContainer = (field: string): string => inPod(`containers[web].${field}`);
const inSecurity = (field: string): string => inContainer(`securityContext.${field}`);
const failure = (manifest: object, level: 'restricted' | 'baseline'): string =>
  failureOf(() => { expect(manifest).toBeAdmittedUnder(level); });

test('a container that says what "restricted" demands is admitted', () => {
  expect(deployment({})).toBeAdmittedUnder('restricted');
});

test('a container that says nothing is admitted under "baseline", not under "restricted"', () => {
  expect(deployment({ security: bare })).toBeAdmittedUnder('baseline');
  expect(failure(deployment({ security: bare }), 'restricted')).toBe([
    'expected the pods of Deployment shop/web to be admitted under restricted, but they are refused',
    '',
    '  Deployment shop/web',
    `    ${inSecurity('allowPrivilegeEscalation')}: nothing is said, allowed: false [Privilege Escalation]`,
    `    ${inSecurity('runAsNonRoot')}: nothing is said, allowed: true [Running as Non-root]`,
    `    ${inSecurity('seccompProfile.type')}: nothing is said, allowed: RuntimeDefault or Localhost [Seccomp]`,
    `    ${inSecurity('capabilities.drop')}: nothing is said, allowed: ALL [Capabilities]`,
  ].join('\n'));
});

describe('"baseline" refuses', () => {
  const appArmor = 'container.apparmor.security.beta.kubernetes.io/web';
  const probe = { httpGet: { port: 80, host: 'example.com' } };
  it.each<readonly [string, Readonly<Record<string, Podlike>>, string]>([
    ['a host process', { pod: { securityContext: { windowsOptions: { hostProcess: true } } } },
      inPod('securityContext.windowsOptions.hostProcess')],
    ['a host process of a container', { security: { windowsOptions: { hostProcess: true } } },
      inSecurity('windowsOptions.hostProcess')],
    ['the network of the host', { pod: { hostNetwork: true } }, inPod('hostNetwork')],
    ['the processes of the host', { pod: { hostPID: true } }, inPod('hostPID')],
    ['the IPC of the host', { pod: { hostIPC: true } }, inPod('hostIPC')],
    ['a privileged container', { security: { privileged: true } }, inSecurity('privileged')],
    ['an unusual capability', { security: { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } } },
      inSecurity('capabilities.add')],
    ['a hostPath', { pod: { volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }] } },
      inPod('volumes[logs].hostPath')],
    ['a host port', { container: { ports: [{ name: 'http', containerPort: 80, hostPort: 80 }] } },
      inContainer('ports[http].hostPort')],
    ['a host in a probe', { container: { livenessProbe: probe } }, inContainer('livenessProbe.httpGet.host')],
    ['a host in a hook', { container: { lifecycle: { preStop: probe } } },
      inContainer('lifecycle.preStop.httpGet.host')],
    ['no AppArmor', { security: { appArmorProfile: { type: 'Unconfined' } } },
      inSecurity('appArmorProfile.type')],
    ['no AppArmor by annotation', { annotations: { [appArmor]: 'unconfined' } },
      `spec.template.metadata.annotations["${appArmor}"]`],
    ['an unusual type of SELinux', { security: { seLinuxOptions: { type: 'spc_t' } } },
      inSecurity('seLinuxOptions.type')],
    ['a user of SELinux', { pod: { securityContext: { seLinuxOptions: { user: 'me' } } } },
      inPod('securityContext.seLinuxOptions.user')],
    ['a proc that is not masked', { security: { procMount: 'Unmasked' } }, inSecurity('procMount')],
    ['no seccomp', { security: { seccompProfile: { type: 'Unconfined' } } },
      inSecurity('seccompProfile.type')],
    ['a sysctl that is not safe', { pod: { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } } },
      inPod('securityContext.sysctls[kernel.msgmax].name')],
  ])('%s, and so does "restricted"', (_, fields, field) => {
    for (const level of ['baseline', 'restricted'] as const)
      expect(failure(deployment(fields), level)).toContain(`    ${field}: `);
  });

  it('the same in init containers', () => {
    const initContainers = [{ name: 'setup', securityContext: { ...safe, privileged: true } }];

    expect(failure(deployment({ pod: { initContainers } }), 'baseline'))
      .toContain('spec.template.spec.initContainers[setup].securityContext.privileged: true, allowed: false');
  });
});

describe('"restricted" alone refuses', () => {
  it.each<readonly [string, Readonly<Record<string, Podlike>>, string]>([
    ['a volume of another kind', { pod: { volumes: [{ name: 'share', nfs: { server: 'a', path: '/' } }] } },
      inPod('volumes[share].nfs')],
    ['escalation', { security: { allowPrivilegeEscalation: true } },
      inSecurity('allowPrivilegeEscalation')],
    ['root by the container, whatever the pod says',
      { pod: { securityContext: { runAsNonRoot: true } }, security: { runAsNonRoot: false } },
      inSecurity('runAsNonRoot')],
    ['root by number', { pod: { securityContext: { runAsUser: 0 } } }, inPod('securityContext.runAsUser')],
    ['capabilities that are not dropped', { security: { capabilities: { drop: ['CHOWN'] } } },
      inSecurity('capabilities.drop')],
    ['a capability beyond the binding of ports', { security: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } },
      inSecurity('capabilities.add')],
  ])('%s', (_, fields, field) => {
    expect(deployment(fields)).toBeAdmittedUnder('baseline');
    expect(failure(deployment(fields), 'restricted')).toContain(`    ${field}: `);
  });
});

describe('"restricted" admits', () => {
  it.each<readonly [string, Readonly<Record<string, Podlike>>]>([
    ['what the pod says for its containers', {
      pod: { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Localhost' } } },
      security: { runAsNonRoot: undefined, seccompProfile: undefined },
    }],
    ['the binding of low ports', { security: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } }],
    ['root in a user namespace', { pod: { hostUsers: false }, security: { runAsNonRoot: false, runAsUser: 0 } }],
    ['volumes of the usual kinds', {
      pod: { volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', image: {} }, { name: 'c', csi: {} }] },
    }],
    ['what Windows has no word for', {
      pod: { os: { name: 'windows' } },
      security: { allowPrivilegeEscalation: undefined, capabilities: undefined, seccompProfile: undefined },
    }],
  ])('%s', (_, fields) => {
    expect(deployment(fields)).toBeAdmittedUnder('restricted');
  });
});

test('our own workloads are admitted under "restricted", and an agent that mounts the host is not', () => {
  const { app, application } = new Shop();
  expect(app).toBeAdmittedUnder('restricted');

  new DaemonAgent(application, 'agent', {
    image: 'agent:1', hostPaths: { '/var/log': {} }, because: { hostPaths: 'it reads logs' },
  });

  expect(app).not.toBeAdmittedUnder('baseline');
  expect(failure(app, 'baseline')).toContain('  DaemonSet shop/agent (shop/agent/DaemonSet)');
});

test('there are two levels', () => {
  expect(failure(new Shop().app, 'strict' as never)).toBe(
    'toBeAdmittedUnder: level must be a level of the Pod Security Standards (restricted or baseline; everything is '
    + "admitted under privileged), got 'strict'; write 'restricted' or 'baseline'",
  );
  expect(failureOf(() => { expect(deployment({})).not.toBeAdmittedUnder('restricted'); }))
    .toContain('not to be admitted');
});
