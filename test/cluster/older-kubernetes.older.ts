/** The API server of an older Kubernetes, which `CHARTHOUSE_KUBERNETES` names, takes what we write for its version. */
import { defineHouse, definePlatform, type House, type Platform } from 'charthouse';

import { testHouse } from '../property/support/test-house';
import { typedPrograms, type TypedProgram } from '../property/support/typed-programs';
import { Admission, levels, must } from './support/admission';
import { Api } from './support/api';
import { dryRun } from './support/dry-run';
import { inBatches } from './support/in-batches';
import { offeredBy } from './support/offered';
import { onPresets } from './support/on-presets';
import { shrunk, textOf } from './support/shrunk';
import { tryProgram } from './support/try-program';

const api = new Api(process.env['CHARTHOUSE_CLUSTER_URL'] ?? '');
const kubernetes = process.env['CHARTHOUSE_KUBERNETES'] ?? '';
const runs = Number(process.env['CHARTHOUSE_RUNS'] ?? 200);
const seed = Number(process.env['CHARTHOUSE_SEED'] ?? 20_261_121);
const admission = new Admission(api, 'random');
const told = 5;

/** The house of the random programs, whose platforms are of that version. */
function ofVersion({ platforms }: House): House {
  const older = Object.entries(platforms).map(([name, platform]): [string, Platform] =>
    [name, definePlatform({ ...platform, kubernetes })]);
  return defineHouse({ name: 'older', version: '1', extends: testHouse, platforms: Object.fromEntries(older) });
}

test('it is the server of that version', async () => {
  const { object } = await api.ask('GET', '/version');
  expect(`${String(object['major' as never])}.${String(object['minor' as never])}`).toBe(kubernetes);
});

describe('every example', () => {
  test.each(onPresets({ kubernetes }).map((each, index) => ({ ...each, index })))('$name', async (each) => {
    for (const object of offeredBy(each.platform)) await must(api, object);
    const { problems } = await dryRun(api, each.build(), `preset-${each.index}`);
    expect(problems).toEqual([]);
  });
});

test(`${runs} random programs are refused by us, or taken with every pod admitted`, async () => {
  const house = ofVersion(testHouse);
  await admission.open();
  await must(api, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'app' } });
  for (const { platform } of house.targets) for (const object of offeredBy(platform)) await must(api, object);
  const failures: TypedProgram[] = [];
  const tried = await inBatches(typedPrograms(runs, seed), async (program) => {
    const outcome = await tryProgram(program, api, admission, house);
    if (outcome.problems.length > 0) failures.push(program);
    return outcome;
  });
  const texts = failures.slice(0, told).map(async (program) =>
    textOf(await shrunk(program, async (each) => (await tryProgram(each, api, admission, house)).problems)));
  expect({ failed: failures.length, told: await Promise.all(texts) }).toEqual({ failed: 0, told: [] });
  const taken = tried.filter(({ refused }) => refused === undefined);
  expect(taken.length / tried.length).toBeGreaterThan(0.4);
  const seen = new Set(taken.flatMap((each) => each.levels));
  expect(levels.filter((level) => !seen.has(level))).toEqual([]);
}, 3_600_000);
