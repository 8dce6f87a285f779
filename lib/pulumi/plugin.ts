/** The plugin of the Kubernetes provider: a program that the engine starts, of the version of the installed package. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runtime } from '@pulumi/pulumi';
import { CharthouseError } from '../model/error';

/** The version that resources ask for. @throws CharthouseError where the package is not installed */
export function pluginVersion(): string {
  // From the program's folder first: there the version stands that its author chose.
  for (const from of [`${process.cwd()}/package.json`, __filename]) {
    try {
      return (createRequire(from)('@pulumi/kubernetes/package.json') as { readonly version: string }).version;
    } catch {
      // Asked again from the next place.
    }
  }
  throw new CharthouseError({
    path: 'charthouse/pulumi',
    problem: 'needs @pulumi/kubernetes, whose version names the plugin of the provider',
    fix: 'npm install @pulumi/kubernetes',
  });
}

/**
 * Warns where the plugin is nowhere to be found and nobody is going to get it: the engine's own error names no fix. It
 * is no error, for the command line may have been told of other places than the program.
 */
export function warnOfMissingPlugin(path: string, version: string): void {
  const { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: disabled } = process.env;
  if (disabled === undefined || /^(0|f|false)?$/i.test(disabled) || runtime.getEngine() === undefined) return;
  if (isThere(version)) return;
  // Not by the engine's log, whose turn would come after the engine has given up.
  process.emitWarning(new CharthouseError({
    path,
    field: 'provider',
    problem: 'needs a plugin that is not installed, and Pulumi may not get it by itself '
      + '(PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION)',
    value: `pulumi-resource-kubernetes ${version}`,
    fix: `pulumi plugin install resource kubernetes v${version}`,
  }).message, 'CharthouseWarning');
}

/** Where the engine looks: in its home, and for a program of that name on the PATH. */
function isThere(version: string): boolean {
  const { PATH = '', PULUMI_HOME = join(homedir(), '.pulumi') } = process.env;
  const program = `pulumi-resource-kubernetes${process.platform === 'win32' ? '.exe' : ''}`;
  return existsSync(join(PULUMI_HOME, 'plugins', `resource-kubernetes-v${version}`))
    || PATH.split(delimiter).some((folder) => existsSync(join(folder, program)));
}
