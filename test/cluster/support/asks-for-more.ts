/** Whether a program asks for what no restricted pod has: only then may its pods be less than restricted. */
import { given } from '../../property/support/said';
import type { TypedProgram } from '../../property/support/typed-programs';

const asking = new Set([
  'hostNetwork', 'hostPID', 'hostIPC', 'hostPaths', 'hostPorts', 'security', 'podSecurity', 'nfs',
]);

/** Of whoever asks: more of the node, a security context of its own, NFS, or a probe of another host. */
export function asksForMore({ props }: TypedProgram): boolean {
  return given(props).some((key) =>
    key.split('.').some((word) => asking.has(word)) || /(httpGet|tcpSocket)\.host$/.test(key));
}
