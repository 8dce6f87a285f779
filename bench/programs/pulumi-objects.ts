/** Prints the objects of one-service-pulumi.ts, as Pulumi registers them: without an engine, nothing is created. */
import { runtime } from '@pulumi/pulumi';

async function main(): Promise<void> {
  const objects: unknown[] = [];
  await runtime.setMocks({
    newResource: ({ name, inputs }) => {
      objects.push(inputs);
      return { id: name, state: inputs as object };
    },
    call: ({ inputs }) => inputs as object,
  });
  await import('./one-service-pulumi.js');
  await runtime.disconnect();
  console.log(JSON.stringify(objects));
}

void main();
