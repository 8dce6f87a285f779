/** Speaks with an API server, as a kubeconfig says. */
import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request } from 'node:https';

import type { Access } from './kubeconfig';
import { textAt, type Properties } from './values';

/** A request that the server refused, with its own words. */
export class Refused extends Error {
  public constructor(public readonly status: number, public readonly reason: string, message: string) {
    super(message);
  }
}

/** A kind that the server does not serve. */
export class NotServed extends Error {
  public constructor(apiVersion: string, kind: string) {
    super(`no matches for kind "${kind}" in version "${apiVersion}"`);
  }
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

interface Sent {
  readonly body?: object;
  readonly type?: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** What identifies an object. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** A server's API. */
export class Client {
  private readonly agent: Agent | PlainAgent;
  private readonly resources = new Map<string, Promise<readonly Resource[]>>();

  public constructor(private readonly access: Access) {
    const { insecure, authority, certificate, key } = access;
    const tls = { rejectUnauthorized: !insecure, ca: authority, cert: certificate, key };
    const keep = { keepAlive: true, maxSockets: 32 };
    this.agent = this.isPlain ? new PlainAgent(keep) : new Agent({ ...keep, ...tls });
  }

  private get isPlain(): boolean {
    return this.access.server.startsWith('http:');
  }

  /** Whether the server serves a kind now. */
  public async serves(apiVersion: string, kind: string): Promise<boolean> {
    return await this.find(apiVersion, kind) !== undefined;
  }

  /** Whether objects of a kind are in a namespace; also where nobody knows the kind, as most kinds are. */
  public async isNamespaced(apiVersion: string, kind: string): Promise<boolean> {
    return (await this.find(apiVersion, kind))?.namespaced ?? true;
  }

  /** The path of an object, or of all in its namespace. Throws NotServed. */
  public async pathOf({ apiVersion, kind, namespace, name }: Identity, one = true): Promise<string> {
    const resource = await this.find(apiVersion, kind);
    if (resource === undefined) throw new NotServed(apiVersion, kind);
    const within = resource.namespaced ? `/namespaces/${namespace === '' ? 'default' : namespace}` : '';
    return `${rootOf(apiVersion)}${within}/${resource.name}${one ? `/${name}` : ''}`;
  }

  public async get(identity: Identity): Promise<Properties> {
    return this.ask('GET', await this.pathOf(identity));
  }

  /** All objects of a kind in a namespace. */
  public async list(apiVersion: string, kind: string, namespace: string): Promise<readonly Properties[]> {
    const answer = await this.ask('GET', await this.pathOf({ apiVersion, kind, namespace, name: '' }, false));
    return answer['items'] as unknown as readonly Properties[];
  }

  /** Any request; gives the answer. Throws Refused. */
  public ask(
    method: string, path: string, { body, type = 'application/json', query = {} }: Sent = {},
  ): Promise<Properties> {
    const search = new URLSearchParams(query).toString();
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      accept: 'application/json',
      ...this.access.token === undefined ? {} : { authorization: `Bearer ${this.access.token}` },
      ...text === '' ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(text) },
    };
    const url = `${this.access.server.replace(/\/$/, '')}${path}${search === '' ? '' : `?${search}`}`;
    const options = { method, headers, agent: this.agent };
    return new Promise((resolve, reject) => {
      const sent = (this.isPlain ? plainRequest : request)(url, options, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const { statusCode: status = 0 } = answer;
          const said = Buffer.concat(parts).toString();
          const object = (said.startsWith('{') ? JSON.parse(said) : { message: said.trim() }) as Properties;
          if (status < 400) resolve(object);
          else reject(new Refused(status, textAt(object, 'reason'), textAt(object, 'message')));
        });
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }

  /** Asked anew where a kind is unknown: its definition may have come meanwhile. */
  private async find(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const known = this.resources.get(apiVersion) ?? this.discover(apiVersion);
    this.resources.set(apiVersion, known);
    const found = (await known).find((resource) => resource.kind === kind && !resource.name.includes('/'));
    if (found === undefined) this.resources.delete(apiVersion);
    return found;
  }

  private async discover(apiVersion: string): Promise<readonly Resource[]> {
    try {
      return (await this.ask('GET', rootOf(apiVersion)))['resources'] as unknown as readonly Resource[];
    } catch (failure) {
      if (failure instanceof Refused && failure.status === 404) return [];
      throw failure;
    }
  }
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
