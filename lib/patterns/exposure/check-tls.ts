/** Whether the edge can serve hosts with the certificate, or without one, that is asked for. */
import { CharthouseError, type ErrorFacts } from '../../model/error';
import { checkName } from '../../model/names';
import type { Edge, GatewayEdge } from '../../platforms/platform/edge';
import type { WorkloadFacts } from '../facts';
import type { ExposureProps } from './route-props';

/** Throws where the edge has no such listener, or the certificate is not this workload's to say. */
export function checkTls({ tls, redirectHttp }: ExposureProps, edge: Edge, facts: WorkloadFacts): void {
  const { path, platform } = facts;
  if (typeof tls === 'object') checkName(tls.secret.name, 'Secret', path, 'exposure.tls.secret');
  const encrypted = platform.tls?.kind !== 'none';
  const refusal = redirectHttp === true && (tls === false || (tls === undefined && !encrypted))
    ? plainHosts
    : edge.kind === 'gateway'
      ? refusedByGateway({ tls, redirectHttp }, edge.gateway, encrypted)
      : undefined;
  if (refusal !== undefined) throw new CharthouseError({ path, ...refusal });
}

type Refusal = Omit<ErrorFacts, 'path'>;

const plainHosts: Refusal = Object.freeze({
  field: 'exposure.redirectHttp',
  problem: 'leads to HTTPS, by which the hosts are not served',
  value: true,
  allowed: 'hosts with a certificate',
  fix: 'leave it out, or leave the certificate on',
});

/** The certificates of a Gateway, and its listeners, are the platform's to say. */
function refusedByGateway(
  { tls, redirectHttp }: ExposureProps,
  { sectionName, httpSectionName }: Partial<GatewayEdge['gateway']>,
  encrypted: boolean,
): Refusal | undefined {
  const fix = 'leave it out for this target (target.pick), or name the listeners in the platform';
  if (typeof tls === 'object') {
    return {
      field: 'exposure.tls',
      problem: "is not an application's to say: a Gateway has certificates at its listeners",
      value: tls.secret.name,
      allowed: 'an edge of kind ingress',
      fix: 'leave it out, and give the certificate to the Gateway',
    };
  }
  if (tls === false && encrypted && httpSectionName === undefined) {
    const problem = 'needs the listener of plain HTTP by its name';
    const allowed = 'where edge.gateway.httpSectionName of the platform names it';
    return { field: 'exposure.tls', problem, value: false, allowed, fix };
  }
  if (redirectHttp !== true || (sectionName !== undefined && httpSectionName !== undefined)) return undefined;
  const allowed = 'where edge.gateway of the platform has sectionName and httpSectionName';
  return { field: 'exposure.redirectHttp', problem: 'needs both listeners by their names', value: true, allowed, fix };
}
