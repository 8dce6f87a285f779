/** What a file of a container can be. */
import { types } from 'node:util';
import type { DraftFile } from '../../model/draft/collections';
import { CharthouseError } from '../../model/error';
import { whenKnown } from '../../model/later';
import { object, shapeOf, valueOf, type Shape, type ShapePlace } from '../../model/shape';
import { isDeferred, isPlainObject, type Value } from '../../model/value';
import { fileMode } from '../file-mode';

/** Text, a reference, an Output, what `asJson`, `asYaml`, `asIni` or `localFile` makes, or bytes. */
export type FileContent = Value<string> | Uint8Array;

/** A file with a mode of its own. */
export interface FileProps {
  readonly content: FileContent;
  /** Its mode, as a number: `0o755` for a script that is run. @default 0o644 */
  readonly mode?: number | undefined;
}

const allowed = 'a text, bytes, or what asJson, asYaml, asIni or localFile makes';
const text = valueOf(shapeOf(allowed, (value) => typeof value === 'string' || types.isUint8Array(value)));
const content: Shape = {
  allowed,
  check(value, place) {
    if (isDeferred(value) || !isData(value)) text.check(value, place);
    else throw unwritten(value, place);
  },
};
const withMode = object({ content, mode: fileMode });

/** The shape of a file. */
export const fileContent: Shape = {
  allowed,
  check(value, place) {
    (isProps(value) ? withMode : content).check(value, place);
  },
};

/**
 * The file as the draft has it. Bytes are copied: whoever goes on writing to them changes nothing. Throws where layers
 * say a mode and no content.
 */
export function fileOf(given: FileContent | FileProps, place: ShapePlace): DraftFile {
  const { content: what, mode } = isProps(given) ? given : { content: given };
  if ((what as FileContent | undefined) === undefined) {
    const field = `${place.field}.content`;
    throw new CharthouseError({ ...place, field, problem: 'is missing', allowed, fix: 'say what is in the file' });
  }
  const modes = mode === undefined ? {} : { mode };
  if (isDeferred(what)) return { content: whenKnown(what, (known) => textOf(known, place)), ...modes };
  if (!types.isUint8Array(what)) return { content: what, ...modes };
  return { content: Buffer.from(what).toString('base64'), binary: true, ...modes };
}

/** The text that an Output is known to be: what is written into a ConfigMap has to be one. */
function textOf(known: unknown, { path, field }: ShapePlace): string {
  if (typeof known === 'string') return known;
  throw new CharthouseError({
    path,
    field,
    problem: 'is known now, and must be a text',
    value: known,
    allowed: 'an Output of a text',
    fix: 'give what is in the file as text: asJson({ … }) takes Outputs within its data',
  });
}

function isProps(value: unknown): value is FileProps {
  return !isDeferred(value) && isPlainObject(value) && ('content' in value || 'mode' in value);
}

function isData(value: unknown): boolean {
  return Array.isArray(value) || isPlainObject(value);
}

function unwritten(value: unknown, place: ShapePlace): CharthouseError {
  const helper = /\.ya?ml$/.test(place.field) ? 'asYaml' : /\.(ini|cfg|conf|cnf)$/.test(place.field) ? 'asIni' : 'asJson';
  return new CharthouseError({
    ...place, problem: `must be ${allowed}`, value, allowed, fix: `say how it is written: ${helper}({ … })`,
  });
}
