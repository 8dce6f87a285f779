/** Which server a kubeconfig means, and how one comes in there. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A server, and what it is shown. */
export interface Access {
  readonly server: string;
  readonly namespace: string;
  readonly token: string | undefined;
  readonly insecure: boolean;
  readonly authority: string | undefined;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
}

/** What is read of a kubeconfig. */
export interface Kubeconfig {
  readonly 'current-context'?: string;
  readonly contexts?: readonly {
    readonly name: string;
    readonly context: { readonly cluster: string; readonly user?: string; readonly namespace?: string };
  }[];
  readonly clusters?: readonly { readonly name: string; readonly cluster: Readonly<Record<string, unknown>> }[];
  readonly users?: readonly { readonly name: string; readonly user: Readonly<Record<string, unknown>> }[];
}

/** What the provider may say otherwise. */
export interface Chosen {
  readonly context?: string | undefined;
  readonly cluster?: string | undefined;
  readonly namespace?: string | undefined;
}

/** Reads a kubeconfig that is given as its text (YAML or JSON) or as the path of a file. */
export function readKubeconfig(textOrPath: string): Kubeconfig {
  const isText = textOrPath.includes('\n') || textOrPath.trimStart().startsWith('{');
  return parse(isText ? textOrPath : readFileSync(textOrPath, 'utf8')) as Kubeconfig;
}

/** The server that a kubeconfig means. Throws where it names none. */
export function accessOf(config: Kubeconfig, chosen: Chosen): Access {
  const name = chosen.context ?? config['current-context'];
  const context = config.contexts?.find((each) => each.name === name)?.context;
  const cluster = config.clusters?.find((each) => each.name === (chosen.cluster ?? context?.cluster))?.cluster ?? {};
  const user = config.users?.find((each) => each.name === context?.user)?.user ?? {};
  const text = (from: Readonly<Record<string, unknown>>, field: string): string | undefined => {
    const value = from[field];
    return typeof value === 'string' ? value : undefined;
  };
  const pem = (from: Readonly<Record<string, unknown>>, field: string): string | undefined => {
    const [data, file] = [text(from, `${field}-data`), text(from, field)];
    if (data !== undefined) return Buffer.from(data, 'base64').toString();
    return file === undefined ? undefined : readFileSync(file, 'utf8');
  };
  const server = text(cluster, 'server');
  if (server === undefined) throw new Error(`the kubeconfig has no cluster for the context ${name ?? '(none)'}`);
  return {
    server,
    namespace: chosen.namespace ?? context?.namespace ?? 'default',
    token: text(user, 'token'),
    insecure: cluster['insecure-skip-tls-verify'] === true,
    authority: pem(cluster, 'certificate-authority'),
    certificate: pem(user, 'client-certificate'),
    key: pem(user, 'client-key'),
  };
}
