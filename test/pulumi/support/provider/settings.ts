/** What a provider is configured with: each resource of the kind `pulumi:providers:kubernetes` has its own. */
import { homedir } from 'node:os';
import { join } from 'node:path';

import { accessOf, readKubeconfig, type Access } from './kubeconfig';

/** The configuration of a provider. */
export interface Settings {
  readonly access: Access;
  readonly configMapsChange: boolean;
  readonly secretsChange: boolean;
  readonly upserts: boolean;
  readonly alwaysForces: boolean;
}

/** Variables come as `kubernetes:config:NAME`; booleans among them as text. Environment variables come second. */
export function settingsOf(variables: ReadonlyMap<string, string>): Settings {
  const stated = (name: string): string | undefined => {
    const value = variables.get(`kubernetes:config:${name}`);
    return value === '' ? undefined : value;
  };
  const isSet = (name: string, variable: string): boolean =>
    (variables.get(`kubernetes:config:${name}`) ?? process.env[variable]) === 'true';
  if (stated('enableServerSideApply') === 'false' || stated('renderYamlToDirectory') !== undefined)
    throw new Error('the stand-in of the tests neither renders YAML nor applies on the client\'s side');
  const kubeconfig = stated('kubeconfig') ?? process.env['KUBECONFIG'] ?? join(homedir(), '.kube', 'config');
  const chosen = { context: stated('context'), cluster: stated('cluster'), namespace: stated('namespace') };
  return {
    access: accessOf(readKubeconfig(kubeconfig), chosen),
    configMapsChange: isSet('enableConfigMapMutable', 'PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE'),
    secretsChange: isSet('enableSecretMutable', 'PULUMI_K8S_ENABLE_SECRET_MUTABLE'),
    upserts: isSet('upsertExistingObjects', 'PULUMI_K8S_UPSERT_EXISTING_OBJECTS'),
    alwaysForces: isSet('enablePatchForce', 'PULUMI_K8S_ENABLE_PATCH_FORCE'),
  };
}
