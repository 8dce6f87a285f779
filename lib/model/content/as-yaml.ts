/** A file in YAML. */
import { Yaml } from 'cdk8s';
import type { Reference } from '../reference';
import { contentOf } from './content-data';

/**
 * Writes data as YAML, for a file. It is what cdk8s writes: of version 1.1, so that every parser reads `'on'` and
 * `'0777'` as the texts that they are. References and Outputs in it are written when they are known, and a reference is
 * a connection. Throws for what is no data, such as a secret.
 *
 * @example files: { '/etc/app.yaml': asYaml({ database: { host: orders.hostname, port: orders.port } }) }
 */
export function asYaml(data: unknown): Reference<string> {
  return contentOf('asYaml', data, (plain) => Yaml.stringify(plain));
}
