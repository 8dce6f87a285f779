/** The manifests of public applications, in the folder that the variable CHARTHOUSE_CORPORA names. */
import fs from 'node:fs';
import path from 'node:path';
import { manifestsIn, type Manifest } from './example';

const folder = process.env.CHARTHOUSE_CORPORA;

/** `test`, or where the folder is not named a test that is skipped, with a notice. */
export const corporaTest = folder === undefined || folder === '' ? skipped() : test;

/** A file of the folder. */
export function corporaText(file: string): string {
  return fs.readFileSync(path.join(folder ?? '', file), 'utf8');
}

/** The manifests in a file of the folder. */
export function corporaManifests(file: string): readonly Manifest[] {
  return manifestsIn(corporaText(file));
}

function skipped(): typeof test.skip {
  process.stdout.write('CHARTHOUSE_CORPORA is not set: nothing is compared with the public manifests\n');
  return test.skip;
}
