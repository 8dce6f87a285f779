/** A file of the machine that synthesizes, as the content of one in a container. */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CharthouseError } from '../error';

/** A URL, such as `new URL('./nginx.conf', import.meta.url)`. */
export interface FileUrl {
  readonly href: string;
}

/**
 * Reads a file, now: text where it is UTF-8, else its bytes. A relative path begins in the working directory; a file
 * beside the program is `localFile(join(__dirname, 'nginx.conf'))`, or in an ES module
 * `localFile(new URL('./nginx.conf', import.meta.url))`. Throws where there is none that can be read.
 *
 * @example files: { '/etc/nginx/nginx.conf': localFile('config/nginx.conf') }
 */
export function localFile(path: string | FileUrl): string | Uint8Array {
  try {
    const bytes = readFileSync(typeof path === 'string' ? path : fileURLToPath(path.href));
    return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString('utf8') : bytes;
  } catch (failure) {
    throw unreadable(path, failure);
  }
}

function unreadable(path: unknown, cause: unknown): CharthouseError {
  const { code } = cause as { readonly code?: unknown };
  const place = typeof path === 'string' ? `, and ${resolve(path)} is none` : '';
  const reason = code === 'ENOENT' ? 'there is no such file'
    : code === 'EISDIR' ? 'it is a directory' : 'it cannot be read';
  return new CharthouseError({
    path: 'localFile',
    field: 'path',
    problem: `must be the path of a file that can be read${place}: ${reason}`,
    value: path,
    allowed: 'the path of a file that can be read',
    fix: code === 'EISDIR'
      ? 'name each of its files'
      : "correct the path: a relative one begins in the working directory, join(__dirname, '…') beside the program",
    cause,
  });
}
