/** Whether the API server admits just the pods that the library's own matcher says it does, level by level. */
import { fieldAt, textOf } from '../../../lib/checks/fields';
import { toBeAdmittedUnder } from '../../../lib/testing/to-be-admitted-under';
import type { Api, KubernetesObject } from './api';
import { eventually } from './eventually';
import { podOf } from './pod-of';

/** From the strictest to none. */
export const levels = ['restricted', 'baseline', 'privileged'] as const;

/** A level of the Pod Security Standards. */
export type Level = (typeof levels)[number];

/** Namespaces of one owner, one a level; whoever tries pods there keeps nothing but service accounts. */
export class Admission {
  private readonly accounts = new Map<string, Promise<void>>();

  public constructor(private readonly api: Api, private readonly prefix: string) {}

  /** Makes the namespaces. */
  public async open(): Promise<void> {
    for (const level of levels) {
      await must(this.api, this.namespace(level));
      // Mostly a controller makes it, in its own time.
      await this.account(level, 'default');
    }
  }

  /** Takes the namespaces away, and waits until they are gone where whoever comes next may want them again. */
  public async close(): Promise<void> {
    for (const level of levels) await this.api.remove(this.namespace(level));
  }

  /** What the server says of an object's pods that the library did not: nothing where they agree. */
  public async problemsOf(object: KubernetesObject): Promise<readonly string[]> {
    const pod = podOf(object);
    if (pod === undefined) return [];
    const level = strictestFor(object);
    const asked = levels.slice(0, levels.indexOf(level) + 1);
    const answers = await Promise.all(asked.map(async (each) => ({ each, problem: await this.refusal(pod, each) })));
    return answers.flatMap(({ each, problem }) => {
      if (each === level) return problem === undefined ? [] : [`its pod is refused under ${each}: ${problem}`];
      const agreed = problem?.includes('violates PodSecurity') === true;
      return agreed ? [] : [`we say that its pod is refused under ${each}, and the server: ${problem ?? 'it is not'}`];
    });
  }

  private async refusal(pod: KubernetesObject, level: Level): Promise<string | undefined> {
    await this.account(level, textOf(fieldAt(pod, 'spec.serviceAccountName')) ?? 'default');
    const placed = { ...pod, metadata: { ...pod.metadata, namespace: this.namespace(level).metadata.name } };
    return (await this.api.apply(placed, { dryRun: true })).problem;
  }

  /** A pod whose service account is not there is refused for that. */
  private account(level: Level, name: string): Promise<void> {
    const key = `${level}/${name}`;
    const namespace = this.namespace(level).metadata.name;
    const made = this.accounts.get(key)
      ?? must(this.api, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } });
    this.accounts.set(key, made);
    return made;
  }

  private namespace(level: Level): KubernetesObject {
    const labels = { 'pod-security.kubernetes.io/enforce': level };
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: `${this.prefix}-${level}`, labels } };
  }
}

/** The strictest level that our matcher finds nothing against. */
export function strictestFor(object: KubernetesObject): Level {
  return levels.find((level) => level === 'privileged' || toBeAdmittedUnder(object, level).pass) ?? 'privileged';
}

/** Applies what has to be there; a namespace that still goes away is waited for. */
export async function must(api: Api, object: KubernetesObject): Promise<void> {
  let problem: string | undefined;
  const done = async (): Promise<boolean> => {
    ({ problem } = await api.apply(object, { manager: 'test' }));
    const { object: there } = await api.get(object);
    return problem === undefined && fieldAt(there, 'status.phase') !== 'Terminating';
  };
  const told = (): Promise<string> => Promise.resolve(problem ?? '');
  await eventually(`${object.kind} ${object.metadata.name} is there`, done, { told });
}
