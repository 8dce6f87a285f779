/** What our YAML writer writes of random values is what the API server reads; it answers with them as JSON. */
import { writeYaml } from '../../lib/synth/yaml/write-yaml';
import { inBatches } from './support/in-batches';
import { randomValues } from './support/random-values';

const path = '/apis/apps/v1/namespaces/default/controllerrevisions?dryRun=All';
const url = `${process.env['CHARTHOUSE_CLUSTER_URL'] ?? ''}${path}`;
const runs = Number(process.env['CHARTHOUSE_RUNS'] ?? 3000);
const seed = Number(process.env['CHARTHOUSE_SEED'] ?? 20261122);
const perObject = 25;

/** The one kind of object of Kubernetes' own that holds any value. */
function holderOf(values: readonly unknown[], index: number): object {
  const metadata = { name: `values-${index}` };
  return { apiVersion: 'apps/v1', kind: 'ControllerRevision', metadata, revision: 1, data: { values } };
}

/** The values, as the server has read them; or what it says. */
async function readBack(holder: object): Promise<unknown> {
  const body = writeYaml([holder]);
  if (body === undefined) throw new Error('one of the values is left to the library');
  const response = await fetch(url, { method: 'POST', body, headers: { 'Content-Type': 'application/yaml' } });
  const answer = await response.json() as { readonly message?: string; readonly data?: { readonly values: unknown } };
  return answer.data?.values ?? answer.message;
}

test('random values are read back as they were', async () => {
  const values = randomValues(runs, seed);
  const batches = Array.from({ length: Math.ceil(runs / perObject) },
    (_none, index) => values.slice(index * perObject, (index + 1) * perObject));
  const read = await inBatches(batches, (held, index) => readBack(holderOf(held, index)));
  expect(read).toHaveLength(Math.ceil(runs / perObject));
  for (const [index, held] of batches.entries()) expect(read[index]).toEqual(held);
});

/** What cdk8s' YAML, and so ours, says to the server; `misread.ts` has the kinds. */
const misread: Readonly<Record<string, readonly [text: string, read: unknown]>> = {
  'an octal number of YAML 1.2': ['0o17', 15],
  'a number of Go': ['0XFF', 255],
  'a tab at the start of lines': ['\ta\nb', expect.stringContaining('found a tab character')],
};

test.each(Object.entries(misread))('%s is not read as the text that it was', async (_name, [text, read]) => {
  expect(await readBack(holderOf([text], 0))).toEqual(typeof read === 'number' ? [read] : read);
});
