/** Ports of any container that no Service stands in front of, such as a sidecar's. */
import { mapOf, port, portName } from '../model/shape';
import { containerField } from './facts';
import { definePattern, keys } from './pattern';

/** Ports of a container that no Service stands in front of. */
export interface ContainerPortKeys {
  /** By name. @default - none */
  readonly containerPorts?: Readonly<Record<string, number>> | undefined;
}

/** Adds ports that no Service stands in front of, to any container. */
export const containerPorts = definePattern({
  name: 'containerPorts',
  fits: [],
  container: {
    reach: 'main',
    keys: keys<ContainerPortKeys>({ containerPorts: mapOf(port) }),
    apply(container, settings, facts) {
      for (const [name, number] of Object.entries(settings.containerPorts ?? {})) {
        const field = containerField(facts, `containerPorts.${name}`);
        portName.check(name, { path: facts.workload.path, field });
        container.add('ports', name, { containerPort: number, protocol: 'TCP' }, 'props');
      }
    },
  },
});
