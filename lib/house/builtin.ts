/** The patterns that every house begins with. Adding one is a file and a line here. */
import { access } from '../patterns/access/access';
import { configuration } from '../patterns/configuration/configuration';
import { connections } from '../patterns/connections';
import { containerPorts } from '../patterns/container-ports';
import { discovery } from '../patterns/discovery';
import { disruption } from '../patterns/disruption';
import { exposure } from '../patterns/exposure/exposure';
import { hostAccess } from '../patterns/host-access';
import { hostNamespaces } from '../patterns/host-namespaces';
import { image } from '../patterns/image';
import { jobs } from '../patterns/jobs/jobs';
import { labels } from '../patterns/labels';
import { lifecycle } from '../patterns/lifecycle';
import { metrics } from '../patterns/metrics';
import { networkIsolation } from '../patterns/network-isolation/network-isolation';
import { ordering } from '../patterns/ordering';
import { placement } from '../patterns/placement/placement';
import { podSecurity } from '../patterns/pod-security';
import { podServices } from '../patterns/pod-services';
import { ports } from '../patterns/ports/ports';
import { probes } from '../patterns/probes';
import { process } from '../patterns/process';
import { release } from '../patterns/release';
import { resources } from '../patterns/resources';
import { rollout } from '../patterns/rollout/rollout';
import { scaling } from '../patterns/scaling/scaling';
import { schedule } from '../patterns/schedule';
import { secrets } from '../patterns/secrets';
import { security } from '../patterns/security';
import { serviceAccount } from '../patterns/service-account';
import { spread } from '../patterns/spread';
import { storage } from '../patterns/storage/storage';
import { termination } from '../patterns/termination';
import { topology } from '../patterns/topology';
import { volumes } from '../patterns/volumes/volumes';

/** The built-in patterns, by name. */
export const builtin = Object.freeze([
  access,
  configuration,
  connections,
  containerPorts,
  discovery,
  disruption,
  exposure,
  hostAccess,
  hostNamespaces,
  image,
  jobs,
  labels,
  lifecycle,
  metrics,
  networkIsolation,
  ordering,
  placement,
  podSecurity,
  podServices,
  ports,
  probes,
  process,
  release,
  resources,
  rollout,
  scaling,
  schedule,
  secrets,
  security,
  serviceAccount,
  spread,
  storage,
  termination,
  topology,
  volumes,
] as const);
