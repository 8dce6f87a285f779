/** What goes with a Service's type: the API server refuses the rest, and so do we. */
import { CharthouseError } from '../../model/error';
import type { WorkloadFacts } from '../facts';
import { refuseBefore } from '../kubernetes-since';
import type { ServiceProps } from './service-props';

type ServiceType = NonNullable<ServiceProps['type']>;

const outside: readonly ServiceType[] = ['NodePort', 'LoadBalancer'];
const balanced: readonly ServiceType[] = ['LoadBalancer'];

/** The types that a field goes with. */
const goesWith: Readonly<Partial<Record<keyof ServiceProps, readonly ServiceType[]>>> = Object.freeze({
  headless: ['ClusterIP'],
  nodePort: outside,
  externalTrafficPolicy: outside,
  loadBalancerClass: balanced,
  loadBalancerSourceRanges: balanced,
  allocateLoadBalancerNodePorts: balanced,
});

/** What chooses among pods for whoever asks the Service's address: without one, nobody does. */
const ofAnAddress = Object.freeze(['sessionAffinity', 'internalTrafficPolicy', 'trafficDistribution'] as const);

/**
 * The props without what others than this workload say, and what does not go with its type. Throws where the workload
 * contradicts itself.
 */
export function fittingService(props: ServiceProps, facts: WorkloadFacts): ServiceProps {
  const type = props.type ?? 'ClusterIP';
  const fitting: Record<string, unknown> = { ...props };
  for (const [field, types] of Object.entries(goesWith) as [keyof ServiceProps, readonly ServiceType[]][]) {
    const value = props[field];
    if (value === undefined || (field === 'headless' && value === false) || types.includes(type)) continue;
    if (facts.statedBy(`service.${field}`) !== undefined || field === 'headless')
      throw refused(facts, `service.${field}`, value, `does not go with type ${type}`, `type: ${listed(types)}`);
    Reflect.deleteProperty(fitting, field);
  }
  if (props.headless === true) {
    for (const field of ofAnAddress) {
      const value = props[field];
      if (value === undefined || value === 'None' || value === 'Cluster') continue;
      if (facts.statedBy(`service.${field}`) !== undefined)
        throw refused(facts, `service.${field}`, value, 'has no effect on a headless Service', 'headless: false');
      Reflect.deleteProperty(fitting, field);
      if (field === 'sessionAffinity') Reflect.deleteProperty(fitting, 'sessionAffinityTimeoutSeconds');
    }
  }
  checkAffinity(props, facts);
  checkFamilies(props, facts);
  const { trafficDistribution: preferred } = props;
  if (preferred !== undefined)
    refuseBefore(preferred === 'PreferClose' ? '1.31' : '1.34', 'service.trafficDistribution', preferred, facts);
  return fitting;
}

/** Refuses a port of the nodes for a Service that has none. */
export function checkNodePort(
  value: unknown,
  field: string,
  { type = 'ClusterIP' }: ServiceProps,
  facts: WorkloadFacts,
): void {
  if (value === undefined || outside.includes(type)) return;
  throw refused(facts, field, value, `does not go with type ${type}`, `service: { type: ${listed(outside)} }`);
}

function checkAffinity({ sessionAffinity, sessionAffinityTimeoutSeconds }: ServiceProps, facts: WorkloadFacts): void {
  if (sessionAffinityTimeoutSeconds === undefined || sessionAffinity === 'ClientIP') return;
  const field = 'service.sessionAffinityTimeoutSeconds';
  throw refused(facts, field, sessionAffinityTimeoutSeconds, 'has nothing to end', "sessionAffinity: 'ClientIP'");
}

function checkFamilies({ ipFamilies = [], ipFamilyPolicy }: ServiceProps, facts: WorkloadFacts): void {
  if (new Set(ipFamilies).size < ipFamilies.length)
    throw refused(facts, 'service.ipFamilies', ipFamilies, 'names a family twice', "['IPv4', 'IPv6']");
  if (ipFamilies.length < 2 || (ipFamilyPolicy !== undefined && ipFamilyPolicy !== 'SingleStack')) return;
  throw refused(facts, 'service.ipFamilies', ipFamilies, 'asks for two families, and ipFamilyPolicy for one',
    "ipFamilyPolicy: 'PreferDualStack' or 'RequireDualStack'");
}

function refused(
  { path }: WorkloadFacts,
  field: string,
  value: unknown,
  problem: string,
  allowed: string,
): CharthouseError {
  return new CharthouseError({ path, field, problem, value, allowed, fix: `leave it out, or write ${allowed}` });
}

function listed(types: readonly ServiceType[]): string {
  return types.map((type) => `'${type}'`).join(' or ');
}
