/** A preStop hook counts against the grace period: what is left is all that the process has to end in order. */
import type { Check } from './check';
import { fieldAt, listOf, numberOf } from './fields';
import type { PodContainer } from './pod-container';
import { podTemplatesOf, runningContainers } from './pod-template';

export const graceCoversPreStop: Check = {
  rule: 'grace-covers-pre-stop',
  severity: 'error',
  foreign: 'warning',
  demand: 'The termination grace period is longer than the sleep of each preStop hook, sidecars included.',
  * run(input) {
    for (const pod of podTemplatesOf(input)) {
      const stated = pod.spec.terminationGracePeriodSeconds;
      const grace = numberOf(stated ?? 30);
      for (const container of runningContainers(pod)) {
        const sleep = preStopSleep(container);
        if (grace !== undefined && sleep > 0 && sleep >= grace) {
          yield {
            at: pod.at,
            field: `${pod.field}.terminationGracePeriodSeconds`,
            value: grace,
            message: `the preStop hook of container ${container.name} sleeps ${sleep} s, which leaves nothing of the `
              + `${stated === undefined ? 'default ' : ''}grace period of ${grace} s`,
            fix: `raise terminationGracePeriodSeconds above ${sleep}, or shorten the hook `
              + '(charthouse: the rollout pattern makes the one from the other)',
          };
        }
      }
    }
  },
};

const units: Readonly<Record<string, number>> = Object.freeze({ '': 1, s: 1, m: 60, h: 3600, d: 86_400 });

/** Seconds that the hook sleeps: `sleep.seconds`, or each `sleep 10` of a command. */
function preStopSleep({ fields }: PodContainer): number {
  const hook = fieldAt(fields, 'lifecycle.preStop');
  const command = listOf(fieldAt(hook, 'exec.command')).filter((word) => typeof word === 'string').join(' ');
  const sleeps = [...command.matchAll(/(?:^|[\s;&|"'(/])sleep\s+(\d+(?:\.\d+)?)([smhd]?)(?![\w.])/g)];
  const stated = numberOf(fieldAt(hook, 'sleep.seconds')) ?? 0;
  return sleeps.reduce((sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 1), stated);
}
