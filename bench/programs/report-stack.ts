/** What programs of a stack say at their end: how long they took to register their resources, and the memory of it. */
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { runtime } from '@pulumi/pulumi';

/** One line of JSON. */
export interface StackReport {
  /** Time of the work, without start of node and loading of modules. */
  readonly milliseconds: number;
  /** The most that the process ever had. */
  readonly megabytes: number;
  /** How many objects of Kubernetes were registered. */
  readonly objects: number;
}

/** Registers resources where mocks stand for the engine, and reports; the objects go to a file, where one is given. */
export async function reportStack(work: () => void, file?: string): Promise<void> {
  const kept: object[] = [];
  let objects = 0;
  await runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      if (type.startsWith('kubernetes:')) {
        objects++;
        if (file !== undefined) kept.push(inputs as object);
      }
      return { id: name, state: inputs as object };
    },
    call: ({ inputs }) => inputs as object,
  });
  const start = performance.now();
  work();
  await runtime.disconnect();
  const milliseconds = performance.now() - start;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  if (file !== undefined) writeFileSync(file, JSON.stringify(kept));
  console.log(JSON.stringify({ milliseconds, megabytes, objects } satisfies StackReport));
}
