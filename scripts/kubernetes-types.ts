/**
 * Generates the Kubernetes types and the table of their list keys from the schemas in `schemas/`.
 *
 *     npm run kubernetes-types                                      # writes the generated files
 *     npm run kubernetes-types -- --check                           # fails when a checked-in one is stale
 *     npm run kubernetes-types -- --refresh http://127.0.0.1:8001   # first reads the schemas of a server
 *
 * `--refresh` wants the address of an API server, most simply that of a running `kubectl proxy`. A bearer token is read
 * from the variable KUBERNETES_TOKEN, where one is set.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelOf } from './kubernetes-types/model';
import { refresh } from './kubernetes-types/refresh';
import { readSchemas, root } from './kubernetes-types/schemas';
import { command, tableText, typesText } from './kubernetes-types/write';

const folder = join('lib', 'model', 'kubernetes');

/** The generated files, as they ought to be: text by path from the project's root. */
export function generate(): Readonly<Record<string, string>> {
  const model = modelOf(readSchemas());
  return { [join(folder, 'types.ts')]: typesText(model), [join(folder, 'schema.json')]: tableText(model) };
}

/** The paths of checked-in files that are not what `generate` gives. */
export function stale(): string[] {
  return Object.entries(generate()).filter(([path, text]) => read(path) !== text).map(([path]) => path);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}

async function main(args: readonly string[]): Promise<void> {
  const [option, address] = args;
  if (option === '--check' && args.length === 1) {
    const paths = stale();
    if (paths.length > 0) throw new Error(`stale: ${paths.join(', ')}; run \`${command}\``);
    return;
  }
  if (option === '--refresh' && address !== undefined) await refresh(address, process.env.KUBERNETES_TOKEN);
  else if (option !== undefined) throw new Error(`usage: ${command} -- [--check | --refresh ADDRESS]`);
  for (const [path, text] of Object.entries(generate())) writeFileSync(join(root, path), text);
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
