/** The patterns that every house begins with. Adding one is a file and a line here. */
import { access } from '../patterns/access';
import { configuration } from '../patterns/configuration';
import { connections } from '../patterns/connections';
import { containerPorts } from '../patterns/container-ports';
import { discovery } from '../patterns/discovery';
import { disruption } from '../patterns/disruption';
import { exposure } from '../patterns/exposure';
import { hostAccess } from '../patterns/host-access';
import { image } from '../patterns/image';
import { jobs } from '../patterns/jobs';
import { labels } from '../patterns/labels';
import { metrics } from '../patterns/metrics';
import { networkIsolation } from '../patterns/network-isolation';
import { ordering } from '../patterns/ordering';
import { placement } from '../patterns/placement';
import { ports } from '../patterns/ports';
import { probes } from '../patterns/probes';
import { process } from '../patterns/process';
import { resources } from '../patterns/resources';
import { rollout } from '../patterns/rollout';
import { scaling } from '../patterns/scaling';
import { schedule } from '../patterns/schedule';
import { secrets } from '../patterns/secrets';
import { security } from '../patterns/security';
import { serviceAccount } from '../patterns/service-account';
import { spread } from '../patterns/spread';
import { storage } from '../patterns/storage';
import { topology } from '../patterns/topology';
import { volumes } from '../patterns/volumes';

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
  image,
  jobs,
  labels,
  metrics,
  networkIsolation,
  ordering,
  placement,
  ports,
  probes,
  process,
  resources,
  rollout,
  scaling,
  schedule,
  secrets,
  security,
  serviceAccount,
  spread,
  storage,
  topology,
  volumes,
] as const);
