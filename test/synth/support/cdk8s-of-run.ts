/** The cdk8s that a run of the tests is on: the newest; in `npm run test:lowest-cdk8s` the lowest that is supported. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What jest.lowest-cdk8s.json states beside the mapping of the module; undefined in other runs. */
const lowest = Reflect.get(globalThis, 'lowestCdk8s') as string | undefined;

export const onLowestCdk8s = lowest !== undefined;

/** The version that this run is meant to be on. Read as a file: to require it would ask what is to be proven. */
export const cdk8sOfRun = lowest ?? newest();

function newest(): string {
  const file = join(__dirname, '../../../node_modules/cdk8s/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
