/** kubeconform, strict, with the schemas of one version of Kubernetes and of the custom resources that we write. */
import { objectNamed, type LinterFinding } from './finding';
import { kubeconform, linterOf } from './programs';
import { run } from './run';
import { schemaFolder, type KubernetesVersion } from './schemas';

interface Judged {
  readonly resources: readonly {
    readonly filename: string;
    readonly kind: string;
    readonly name: string;
    readonly status: string;
    readonly msg: string;
  }[];
  readonly summary: { readonly valid: number };
}

/** What a version of Kubernetes would not take as it stands. */
export function lintByKubeconform(folders: readonly string[], version: KubernetesVersion): readonly LinterFinding[] {
  const program = linterOf(kubeconform);
  const schemas = `${schemaFolder(version)}/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json`;
  const how = ['-strict', '-summary', '-output', 'json', '-schema-location', schemas];
  const { resources, summary } = JSON.parse(run(program, [...how, ...folders], [0, 1])) as Judged;
  if (summary.valid + resources.length === 0) throw new Error('kubeconform found no objects');
  return resources.map(({ filename, kind, name, status, msg: message }) => {
    const folder = folders.find((each) => filename.startsWith(`${each}/`)) ?? filename;
    return { linter: 'kubeconform', rule: status, folder, kind, object: objectNamed(name), message } as const;
  });
}
