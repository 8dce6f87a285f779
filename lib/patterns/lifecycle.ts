/** What is done in a container right after its start, and before it is told to stop. */
import type { Draft } from '../model/draft/draft';
import type { SettledDraft } from '../model/draft/settled';
import { CharthouseError } from '../model/error';
import { featureSince } from '../model/kubernetes/served';
import type { Lifecycle } from '../model/kubernetes/types';
import { integer, object, orFalse } from '../model/shape';
import { containerField, type ContainerFacts, type WorkloadFacts } from './facts';
import {
  execShape, httpGetOf, httpGetShape, refuseHalf, refuseSeveral, type ExecProps, type HttpGetProps,
} from './handlers';
import { refuseBefore } from './kubernetes-since';
import { makePattern, keys } from './pattern';

/** What a hook does: exactly one of the three. */
export interface HookProps {
  /** Runs a command in the container. @default - no command */
  readonly exec?: ExecProps | undefined;
  /** Sends a request by HTTP. @default - no request */
  readonly httpGet?: HttpGetProps | undefined;
  /** Waits. @default - does not wait */
  readonly sleep?: { /** How long. */ readonly seconds: number } | undefined;
}

/** The hooks of a container. */
export interface LifecycleProps {
  /** Right after the start, beside the process; the container is not running before it is done. @default - nothing */
  readonly postStart?: HookProps | undefined;
  /**
   * Before the process is told to stop, instead of the sleep by which a pod drains. The time to end counts what this
   * sleeps and what draining takes, whichever is longer, before `shutdownSeconds`.
   * @default - sleeps as long as `rollout.drainSeconds` where the workload listens
   */
  readonly preStop?: HookProps | undefined;
}

/** The lifecycle of a container. */
export interface LifecycleKey {
  /**
   * Hooks of the container, or `false` for none of those that defaults state.
   *
   * @example lifecycle: { preStop: { exec: { command: ['nginx', '-s', 'quit'] } } }
   * @default - none besides the sleep by which a pod drains
   */
  readonly lifecycle?: LifecycleProps | false | undefined;
}

const hookShape = object({
  exec: execShape,
  httpGet: httpGetShape,
  sleep: object({ seconds: integer(1, 86400) }),
}, ['exec', 'httpGet', 'sleep']);

/** Adds the hooks (https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/). */
export const lifecycle = makePattern({
  name: 'lifecycle',
  fits: [],
  container: {
    reach: 'main',
    keys: keys<LifecycleKey>({ lifecycle: orFalse(object({ postStart: hookShape, preStop: hookShape })) }),
    apply(container, settings, facts, draft) {
      const { postStart, preStop } = settings.lifecycle ?? {};
      if (postStart === undefined && preStop === undefined) return;
      if (facts.role === 'init') throw endsByItself(facts, settings.lifecycle);
      for (const [name, hook] of Object.entries({ postStart, preStop })) {
        if (hook !== undefined) container.add('hooks', name, hookOf(hook, `lifecycle.${name}`, facts, draft), 'props');
      }
      draft.need('hookSeconds', Math.max(postStart?.sleep?.seconds ?? 0, preStop?.sleep?.seconds ?? 0));
    },
  },
  emit(draft, _settings, facts) {
    refuseLongStart(draft, facts);
    return [];
  },
});

/** The API server compares what a hook sleeps with the time to end, whichever hook it is. */
function refuseLongStart(draft: SettledDraft, workload: WorkloadFacts): void {
  const grace = draft.template.spec['terminationGracePeriodSeconds'] ?? 30;
  for (const { name, role, manifest } of draft.containers) {
    const { postStart } = (manifest['lifecycle'] ?? {}) as Lifecycle;
    const seconds = postStart?.sleep?.seconds ?? 0;
    if (typeof grace !== 'number' || seconds <= grace) continue;
    throw new CharthouseError({
      path: workload.path,
      field: containerField({ name, role, workload }, 'lifecycle.postStart.sleep.seconds'),
      problem: `is longer than the time that the pod has to end (${grace} s)`,
      value: seconds,
      allowed: `at most ${grace}`,
      fix: 'leave the time to `rollout`, which counts hooks, or sleep for less',
    });
  }
}

function hookOf(props: HookProps, field: string, facts: ContainerFacts, draft: Draft): object {
  const { exec, httpGet, sleep } = props;
  const ways = { exec, httpGet, sleep };
  refuseHalf(props, field, facts);
  refuseSeveral(ways, field, facts);
  if (sleep !== undefined)
    refuseBefore(featureSince.preStopSleep.on, containerField(facts, `${field}.sleep`), sleep, facts.workload);
  if (exec !== undefined) return { exec: { command: [...exec.command] } };
  if (httpGet !== undefined) return { httpGet: httpGetOf(httpGet, field, facts, draft) };
  if ((sleep as { readonly seconds?: number } | undefined)?.seconds !== undefined) return { sleep };
  throw new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, sleep === undefined ? field : `${field}.sleep.seconds`),
    problem: sleep === undefined ? 'does nothing' : 'is missing',
    allowed: sleep === undefined ? `one of ${Object.keys(ways).join(', ')}` : 'a whole number from 1 to 86400',
    fix: sleep === undefined ? 'say what the hook does, or leave it out' : 'say how long the hook sleeps',
  });
}

function endsByItself(facts: ContainerFacts, value: unknown): CharthouseError {
  return new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, 'lifecycle'),
    problem: 'has no meaning for an init container, which runs to its end',
    value,
    allowed: 'hooks of containers that go on running',
    fix: 'do it in its command, or make it one of the sidecars',
  });
}
