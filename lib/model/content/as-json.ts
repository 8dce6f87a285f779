/** A file in JSON. */
import type { Reference } from '../reference';
import { contentOf } from './content-data';

/**
 * Writes data as JSON, for a file (two spaces an indentation, a line end after it). References and Outputs in it are
 * written when they are known, and a reference is a connection. Throws for what is no data, such as a secret.
 *
 * @example files: { '/etc/app.json': asJson({ database: orders.hostname, workers: 4 }) }
 */
export function asJson(data: unknown): Reference<string> {
  return contentOf('asJson', data, (plain) => `${JSON.stringify(plain, undefined, 2)}\n`);
}
