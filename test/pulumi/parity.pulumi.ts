/** Random applications: a stack registers what YAML says, and refuses what YAML refuses, in the same words. */
import { clusterProvider, deploy } from 'charthouse/pulumi';

import { drawnPrograms } from '../cluster/support/drawn';
import { madeIn } from '../cluster/support/made';
import { textOf } from '../cluster/support/shrunk';
import type { TypedProgram } from '../property/support/typed-programs';
import { objectsAmong, registered } from '../stack/support/registered';
import { registeredObjects, writtenObjects, type ByIdentity } from '../stack/support/same-objects';
import { withOutputs } from '../stack/support/with-outputs';

/** What becomes of a program: objects, or the text of what it is refused for. */
type Outcome = { readonly objects: ByIdentity } | { readonly refused: string };

const seed = Number(process.env['CHARTHOUSE_SEED'] ?? 20_261_121);
const number = Number(process.env['CHARTHOUSE_RUNS'] ?? 300);
const programs = drawnPrograms(number, seed);
/** How many failures are told of. */
const told = 3;

function asYaml(program: TypedProgram): Outcome {
  try {
    const app = program.build();
    // Judged as it is before files are written.
    app.synthYaml();
    return { objects: writtenObjects(madeIn(app).map(({ object }) => JSON.parse(JSON.stringify(object)) as never)) };
  } catch (error) {
    return refusedFor(error);
  }
}

async function asStack(program: TypedProgram): Promise<Outcome> {
  try {
    const { resources, failures } = await registered(() => {
      deploy('random', { provider: clusterProvider('here', { kubeconfig: 'none' }) }, (app) => {
        program.build(undefined, app);
      });
    });
    const [failure] = failures;
    return failure === undefined ? { objects: registeredObjects(objectsAmong(resources)) } : refusedFor(failure);
  } catch (error) {
    return refusedFor(error);
  }
}

function refusedFor(error: unknown): Outcome {
  if (error instanceof Error && error.name === 'CharthouseError') return { refused: error.message };
  throw error;
}

/** Says how two outcomes differ; nothing where they are the same. */
function difference(expected: Outcome, actual: Outcome): string | undefined {
  try {
    expect(actual).toEqual(expected);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Expects that no program differs; the first that do are told with what they are. */
function expectNone(different: readonly (readonly [TypedProgram, string])[]): void {
  const texts = different.slice(0, told).map(([program, problem]) => textOf({ program, problems: [problem] }));
  expect({ different: different.length, told: texts }).toEqual({ different: 0, told: [] });
}

describe(`${number} random programs of seed ${seed}`, () => {
  let written: readonly Outcome[] = [];
  beforeAll(() => { written = programs.map(asYaml); });

  test('register the objects of their YAML, or are refused in the same words', async () => {
    const different: (readonly [TypedProgram, string])[] = [];
    for (const [index, program] of programs.entries()) {
      const found = difference(written[index]!, await asStack(program));
      if (found !== undefined) different.push([program, found]);
    }
    expectNone(different);
  });

  test('between 5 and 60 % are refused', () => {
    const refused = written.filter((each) => 'refused' in each).length / written.length;
    expect(refused).toBeGreaterThan(0.05);
    expect(refused).toBeLessThan(0.6);
  });

  test('register the same objects with Outputs where values were', async () => {
    const different: (readonly [TypedProgram, string])[] = [];
    let outputs = 0;
    for (const [index, program] of programs.entries()) {
      const pair = 'objects' in written[index]! ? withOutputs(program) : undefined;
      if (pair === undefined) continue;
      const found = difference(asYaml(pair.plain), await asStack(pair.withOutputs));
      outputs += pair.places.length;
      if (found !== undefined) different.push([pair.plain, `Outputs at ${pair.places.join(', ')}: ${found}`]);
    }
    expectNone(different);
    expect(outputs).toBeGreaterThan(number);
  });

  test('that are refused are refused by an error of ours with Outputs too, or taken', async () => {
    for (const [index, program] of programs.entries()) {
      const pair = 'refused' in written[index]! ? withOutputs(program) : undefined;
      // Throws what is no error of ours.
      if (pair !== undefined) await asStack(pair.withOutputs);
    }
    expect(programs.length).toBe(number);
  });
});
