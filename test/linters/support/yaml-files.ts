/** The manifests in a folder. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the YAML files, those of inner folders as well. */
export function yamlFilesIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return files.filter((file) => /\.ya?ml$/.test(file)).map((file) => join(folder, file));
}
