/** Who says the fields of Services, claims, network policies and Ingresses. */
import type {
  IngressSpec,
  NetworkPolicySpec,
  PersistentVolumeClaimSpec,
  ServiceSpec,
} from '../../lib/model/kubernetes/types';
import { core, pattern, prop, transform, type Decisions } from './decision';

const selector = core('the label `charthouse.dev/workload`, and nothing else');

export const serviceSpec: Decisions<ServiceSpec> = {
  allocateLoadBalancerNodePorts: prop('service.allocateLoadBalancerNodePorts'),
  clusterIP: prop('service.headless'),
  clusterIPs: transform('addresses are the cluster\'s to give'),
  externalIPs: transform('deprecated: whoever may set them can take over others\' traffic'),
  externalName: transform('a name outside the cluster is `external({ host, port })`, where it is used'),
  externalTrafficPolicy: prop('service.externalTrafficPolicy'),
  healthCheckNodePort: transform('the cluster chooses the port'),
  internalTrafficPolicy: prop('service.internalTrafficPolicy'),
  ipFamilies: prop('service.ipFamilies'),
  ipFamilyPolicy: prop('service.ipFamilyPolicy'),
  loadBalancerClass: prop('service.loadBalancerClass'),
  loadBalancerIP: transform('deprecated: annotations of the cloud take its place'),
  loadBalancerSourceRanges: prop('service.loadBalancerSourceRanges'),
  ports: prop('port', 'ports', 'service.port'),
  publishNotReadyAddresses: prop('service.publishNotReadyAddresses'),
  selector,
  sessionAffinity: prop('service.sessionAffinity'),
  sessionAffinityConfig: prop('service.sessionAffinity'),
  trafficDistribution: prop('service.trafficDistribution'),
  type: prop('service.type'),
};

export const persistentVolumeClaimSpec: Decisions<PersistentVolumeClaimSpec> = {
  accessModes: prop('storage.accessMode'),
  dataSource: prop('storage.dataSource'),
  dataSourceRef: transform('`dataSource` says it; other sources are of one driver'),
  resources: prop('storage.size'),
  selector: prop('storage.selector'),
  storageClassName: prop('storage.tier'),
  volumeAttributesClassName: prop('storage.volumeAttributesClassName'),
  volumeMode: prop('storage'),
  volumeName: prop('storage.volumeName'),
};

export const networkPolicySpec: Decisions<NetworkPolicySpec> = {
  egress: prop('connectsTo', 'env', 'networkIsolation.egressAnywhere'),
  ingress: prop('allowFrom', 'host'),
  podSelector: selector,
  policyTypes: pattern('networkIsolation', 'both: what nobody states is closed'),
};

export const ingressSpec: Decisions<IngressSpec> = {
  defaultBackend: transform('what no host matches is the edge\'s to answer'),
  ingressClassName: pattern('exposure', 'the platform\'s edge'),
  rules: prop('host', 'exposure.paths'),
  tls: prop('host', 'exposure.tls'),
};
