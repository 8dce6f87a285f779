/** How a container's process is started. */
import { list, shapeOf, valueOf, textShape } from '../model/shape';
import type { Value } from '../model/value';
import { definePattern, keys } from './pattern';

/** The process of a container. */
export interface ProcessKeys {
  /** The program and what always follows it; not run in a shell. @default - the image's entrypoint */
  readonly command?: readonly Value<string>[] | undefined;
  /** Arguments. A reference among them is a connection. @default - the image's own */
  readonly args?: readonly Value<string>[] | undefined;
  /** The working directory. @default - the image's own */
  readonly workingDir?: string | undefined;
}

/** The main container. */
export interface ContainerNameKey {
  /** Name of the main container, as `kubectl logs -c` takes it. @default - the workload's name */
  readonly containerName?: string | undefined;
}

/** An argument may be empty. */
const anyText = shapeOf('a text', (value) => typeof value === 'string');

const containerName = shapeOf(
  "a DNS label, such as 'server'",
  (value) => typeof value === 'string' && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value),
  'use lower-case letters, digits and -',
);

/** Claims command, arguments and working directory. */
export const process = definePattern({
  name: 'process',
  fits: [],
  // The core reads it: patterns address the main container as `main`, whatever its name.
  keys: keys<ContainerNameKey>({ containerName }),
  container: {
    reach: 'main',
    keys: keys<ProcessKeys>({ command: list(valueOf(textShape)), args: list(valueOf(anyText)), workingDir: textShape }),
    apply(container, settings) {
      container.claim({ command: settings.command, args: settings.args, workingDir: settings.workingDir });
    },
  },
});
