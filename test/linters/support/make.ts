/** Builds, installs or downloads whatever linters need and is not there yet. */
import { checkovPython } from './checkov';
import { kubeconform, kubeLinter, kubeScore, linterOf } from './programs';
import { kubernetesVersions, schemaFolder } from './schemas';

/** Throws, with what to do, where that cannot be had. */
export function makeLinters(): void {
  linterOf(kubeconform);
  linterOf(kubeScore);
  linterOf(kubeLinter);
  checkovPython();
  for (const version of kubernetesVersions) schemaFolder(version);
}
