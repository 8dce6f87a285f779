/** How much the files of a workload are, and the checksum of what is written. */
import { createHash } from 'node:crypto';
import type { DerivedEntries } from '../../model/draft/derived';
import type { DraftFile } from '../../model/draft/collections';
import { CharthouseError } from '../../model/error';
import { joined, keepingOutputs } from '../../model/later';
import { render } from '../../model/render';
import { isDeferred, Late } from '../../model/value';

/** What the API server takes of a ConfigMap: 1 MiB, in bytes of all its values. */
const most = 1_048_576;

/** A file whose content may be known. */
interface Written {
  readonly path: string;
  readonly content: unknown;
  /** @default false */
  readonly binary?: boolean | undefined;
}

/** Throws where the files are more than a ConfigMap holds. What is not known yet does not count. */
export function refuseTooMuch(files: readonly Written[], path: string): void {
  const sizes = files.map(({ path: file, content, binary }) => ({ file, size: sizeOf(content, binary === true) }));
  const total = sizes.reduce((sum, { size }) => sum + size, 0);
  if (total <= most) return;
  const [largest] = sizes.sort((left, right) => right.size - left.size);
  throw new CharthouseError({
    path,
    field: `files.${largest?.file}`,
    problem: `is the largest of files that are too much for a ConfigMap: ${total} bytes in all`,
    value: largest?.size,
    allowed: `at most ${most} bytes in all`,
    fix: 'put it into the image, or mount it as a volume: an image, or a claim',
  });
}

function sizeOf(content: unknown, binary: boolean): number {
  return typeof content === 'string' ? Buffer.byteLength(content, binary ? 'base64' : 'utf8') : 0;
}

/** A checksum of the files as they are written, late: references in them are known only then, and Outputs later. */
export function checksum(files: DerivedEntries<DraftFile>, path: string): Late {
  const contents = files.map(({ item }) => item.content);
  const named = (index: number): string => files[index]?.item.path ?? files[index]?.key ?? '';
  return new Late((viewpoint) => {
    const outputs = keepingOutputs(viewpoint);
    const written = contents.map((content, index) => render(content, outputs, `files.${named(index)}`));
    const sum = joined(written, (known) => {
      refuseTooMuch(files.map(({ item }, index) =>
        ({ path: named(index), content: known[index], binary: item.binary })), path);
      return hashOf(files.map(({ key }, index) => [key, known[index]]));
    });
    return isDeferred(sum) ? viewpoint.deferred(sum, `files.${named(written.findIndex(isDeferred))}`) : sum;
  });
}

function hashOf(files: readonly (readonly [key: string, content: unknown])[]): string {
  return createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 32);
}
