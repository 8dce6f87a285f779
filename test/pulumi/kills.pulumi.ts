/**
 * An `up` that is killed, with all that belongs to it, at whatever moment: the next one goes on, and in the end nothing
 * is lost and nothing doubled. `CHARTHOUSE_KILLS=50` kills so many.
 */
import { randomBytes } from 'node:crypto';

import { cluster } from './support/clusters';
import { startUp } from './support/killable';
import { TestStack, type StateResource } from './support/stack';

const kills = Number(process.env['CHARTHOUSE_KILLS'] ?? 4);
const { api } = cluster();
const shop = require.resolve('./support/versioned-shop');
const namespace = `kills-${randomBytes(3).toString('hex')}`;
let stack: TestStack;

/** Kinds of which the shop has objects, and nobody else in its namespace. */
const kinds = [
  ['apps/v1', 'Deployment'], ['v1', 'Service'], ['v1', 'Secret'], ['batch/v1', 'CronJob'],
  ['policy/v1', 'PodDisruptionBudget'], ['networking.k8s.io/v1', 'NetworkPolicy'],
] as const;

beforeAll(async () => { stack = await TestStack.open(); });
afterAll(() => { stack.close(); });

function upTo(version: number): ReturnType<typeof startUp> {
  return startUp(stack, shop, { NAMESPACE: namespace, VERSION: String(version) });
}

function idsIn(resources: readonly StateResource[], kind: string): readonly string[] {
  return resources.filter(({ type }) => type.endsWith(`:${kind}`)).map(({ id }) => id ?? '').sort();
}

async function expectWhole(version: number): Promise<void> {
  const state = await stack.state();
  for (const [apiVersion, kind] of kinds) {
    const live = (await api.list(apiVersion, kind, namespace)).map(({ metadata }) => `${namespace}/${metadata.name}`);
    expect([kind, ...idsIn(state, kind)]).toStrictEqual([kind, ...live.sort()]);
  }
  const { object } = await api.get({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name: 'api-files' } });
  expect(JSON.stringify(object)).toContain(`version ${version}`);
}

test(`an up that is killed at ${kills} moments loses nothing, and doubles nothing`, async () => {
  const begun = Date.now();
  expect(await upTo(0).ended).toBe(0);
  const whole = Date.now() - begun;
  let killed = 0;
  for (let version = 1; version <= kills; version++) {
    const running = upTo(version);
    await new Promise((resolve) => { setTimeout(resolve, Math.random() * whole); });
    await running.kill();
    if (await running.ended === undefined) killed++;
    await stack.unlock();
  }
  // An `up` may have been faster than the one that is measured.
  expect(killed).toBeGreaterThan(kills / 10);

  const last = kills + 1;
  expect(await upTo(last).ended).toBe(0);
  await expectWhole(last);
  expect(await upTo(last + 1).ended).toBe(0);
  await expectWhole(last + 1);
}, 3_600_000);
