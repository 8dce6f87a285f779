/** Houses that name what is not there, or leave what the house below has locked. */
import { bounded, defineHouse } from 'charthouse';
import { expectRefused, type WrongInput } from './support/expect-refused';
import { acme } from './support/house';

const minimal = { name: 'other', version: '1' };

const inputs: readonly WrongInput[] = [
  {
    input: 'a house without a name',
    build: () => defineHouse({ version: '1' } as never),
    error: {
      path: 'house',
      field: 'name',
      problem: 'is missing',
      value: undefined,
      allowed: 'a text that is not empty',
      fix: 'add name to the props',
    },
  },
  {
    input: 'no props for a house',
    build: () => defineHouse(undefined as never),
    error: {
      path: 'house',
      field: 'props',
      problem: 'must be an object with name, version, extends, platforms, targets, defaults, defaultsFor, '
        + 'patterns, without, workloads, severities, waivers, because, compat',
      value: undefined,
      allowed: 'an object with name, version, extends, platforms, targets, defaults, defaultsFor, patterns, '
        + 'without, workloads, severities, waivers, because, compat',
      fix: 'write it as { name: … }',
    },
  },
  {
    input: 'a house with a misspelt prop',
    build: () => defineHouse({ ...minimal, platfroms: {} } as never),
    error: {
      path: 'house other',
      field: 'platfroms',
      problem: 'is not known',
      value: 'platfroms',
      allowed: 'name, version, extends, platforms, targets, defaults, defaultsFor, patterns, without, workloads, '
        + 'severities, waivers, because, compat',
      fix: "did you mean 'platforms'?",
    },
  },
  {
    input: 'a house with a misspelt default',
    build: () => defineHouse({ ...minimal, defaults: { rollot: {} } as never }),
    error: {
      path: 'house other',
      field: 'defaults.rollot',
      problem: 'is not known',
      value: 'rollot',
      allowed: expect.stringContaining('rollout'),
      fix: "did you mean 'rollout'?",
    },
  },
  {
    input: 'a house with a wrong default',
    build: () => defineHouse({ ...minimal, defaults: { replicas: 'two' as never } }),
    error: {
      path: 'house other',
      field: 'defaults.replicas',
      problem: 'must be a whole number from 0 to 1000',
      value: 'two',
      allowed: 'a whole number from 0 to 1000',
      fix: 'give a number',
    },
  },
  {
    input: 'a house with defaults for a workload that is not there',
    build: () => defineHouse({ ...minimal, defaultsFor: { WebServcie: { replicas: 3 } } }),
    error: {
      path: 'house other',
      field: 'defaultsFor.WebServcie',
      problem: 'is not known',
      value: 'WebServcie',
      allowed: 'CronTask, DaemonAgent, StatefulStore, Task, WebService, Worker',
      fix: "did you mean 'WebService'?",
    },
  },
  {
    input: 'a house that does without a pattern that is not there',
    build: () => defineHouse({ ...minimal, without: ['disruptions'] }),
    error: {
      path: 'house other',
      field: 'without',
      problem: 'names a pattern that is not there',
      value: 'disruptions',
      allowed: expect.stringContaining('configuration, connections, containerPorts'),
      fix: "did you mean 'disruption'?",
    },
  },
  {
    input: 'a house with a pattern that is a plain object',
    build: () => defineHouse({ ...minimal, patterns: [{ name: 'costLabels' } as never] }),
    error: {
      path: 'house other',
      field: 'patterns[0]',
      problem: 'must be what definePattern returns',
      value: { name: 'costLabels' },
      allowed: 'what definePattern returns',
      fix: 'make it with definePattern({ … })',
    },
  },
  {
    input: 'a severity for a rule that is not there',
    build: () => defineHouse({ ...minimal, severities: { 'plaintext-secret': 'warning' } }),
    error: {
      path: 'house other',
      field: 'severities.plaintext-secret',
      problem: 'is not known',
      value: 'plaintext-secret',
      allowed: expect.stringContaining('limits-cover-requests'),
      fix: "did you mean 'plain-text-secret'?",
    },
  },
  {
    input: 'a severity that is none',
    build: () => defineHouse({ ...minimal, severities: { 'plain-text-secret': 'fatal' as never } }),
    error: {
      path: 'house other',
      field: 'severities.plain-text-secret',
      problem: "must be one of 'error', 'warning', 'info', 'off'",
      value: 'fatal',
      allowed: "one of 'error', 'warning', 'info', 'off'",
      fix: 'choose one of these',
    },
  },
  {
    input: 'a house that leaves a lock of the house it extends',
    build: () => defineHouse({ ...minimal, extends: acme, defaults: { priorityClassName: 'batch' } }),
    error: {
      path: 'house other',
      field: 'priorityClassName',
      problem: 'is locked to "system-cluster-critical" by house acme',
      value: 'batch',
      allowed: 'locked to "system-cluster-critical"',
      fix: "keep to it, or state a reason: because: { 'priorityClassName': '…' }",
    },
  },
  {
    input: 'a bounded default out of its own bounds',
    build: () => defineHouse({ ...minimal, defaults: { replicas: bounded({ min: 2, max: 5, default: 9 }) } }),
    error: {
      path: 'house other',
      field: 'replicas',
      problem: 'is bounded to at least 2 and at most 5 by house other, and its default is not',
      value: 9,
      allowed: 'bounded to at least 2 and at most 5',
      fix: 'give a default within the limits: bounded({ …, default: … })',
    },
  },
];

describe('houses that are wrong', () => {
  test.each(inputs)('$input: refused, and nothing is written', (wrong) => { expectRefused(wrong); });
});
