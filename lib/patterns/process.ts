/** How a container's process is started. */
import { CharthouseError } from '../model/error';
import { featureSince } from '../model/kubernetes/served';
import { flag, list, shapeOf, valueOf } from '../model/shape';
import type { Value } from '../model/value';
import { containerField, type ContainerFacts } from './facts';
import { refuseBefore } from './kubernetes-since';
import { makePattern, keys } from './pattern';
import { anyText, words } from './words';

/** The process of a container. */
export interface ProcessKeys {
  /** The program and what always follows it; not run in a shell. @default - the image's entrypoint */
  readonly command?: readonly Value<string>[] | undefined;
  /** Arguments. A reference among them is a connection; `$(VAR)` is a variable. @default - the image's own */
  readonly args?: readonly Value<string>[] | undefined;
  /** The working directory. @default - the image's own */
  readonly workingDir?: string | undefined;
  /** Whether standard input is kept open, for `kubectl attach -i`. @default false */
  readonly stdin?: boolean | undefined;
  /** Whether standard input is closed for good once the first who attached to it has left. @default false */
  readonly stdinOnce?: boolean | undefined;
  /** Whether it has a terminal, as interactive programs want. @default false */
  readonly tty?: boolean | undefined;
  /**
   * Whether a sidecar starts before the init containers too, because they need it. Of sidecars only.
   *
   * @example sidecars: { 'sql-proxy': { image: 'sql-proxy:2.14.1', startsFirst: true } }
   * @default false
   */
  readonly startsFirst?: boolean | undefined;
}

/** The main container. */
export interface ContainerNameKey {
  /** Name of the main container, as `kubectl logs -c` takes it. @default - the workload's name */
  readonly containerName?: string | undefined;
}

/** The runtime starts nothing in a directory that begins elsewhere. */
const directory = shapeOf(
  'an absolute path',
  (value) => typeof value === 'string' && value.startsWith('/'),
  (value) => (typeof value === 'string' && value !== '' ? `write '/${value}'` : 'write a path such as /app'),
);

const containerName = shapeOf(
  "a DNS label, such as 'server'",
  (value) => typeof value === 'string' && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value),
  'use lower-case letters, digits and -',
);

/** Claims command, arguments, working directory and terminal. */
export const process = makePattern({
  name: 'process',
  fits: [],
  // The core reads it, as it reads `startsFirst`: patterns address the main container as `main`, whatever its name.
  keys: keys<ContainerNameKey>({ containerName }),
  container: {
    reach: 'main',
    keys: keys<ProcessKeys>({
      command: words,
      args: list(valueOf(anyText)),
      workingDir: directory,
      stdin: flag,
      stdinOnce: flag,
      tty: flag,
      startsFirst: flag,
    }),
    apply(container, settings, facts) {
      const { command, args, workingDir, stdin, stdinOnce, tty } = settings;
      if (facts.role === 'sidecar')
        refuseBefore(featureSince.nativeSidecars.on, `sidecars.${facts.name}`, facts.name, facts.workload);
      if (settings.startsFirst === true && facts.role !== 'sidecar') throw notFirst(facts);
      if (stdinOnce === true && stdin !== true) {
        throw new CharthouseError({
          path: facts.workload.path,
          field: containerField(facts, 'stdinOnce'),
          problem: 'closes a standard input that is not open',
          value: stdinOnce,
          allowed: 'with stdin: true',
          fix: 'state stdin: true as well, or leave stdinOnce out',
        });
      }
      container.claim({ command, args, workingDir, stdin, stdinOnce, tty });
    },
  },
});

function notFirst(facts: ContainerFacts): CharthouseError {
  return new CharthouseError({
    path: facts.workload.path,
    field: containerField(facts, 'startsFirst'),
    problem: 'is for sidecars: others start in their turn',
    value: true,
    allowed: 'of a sidecar',
    fix: facts.role === 'init' ? 'write it before the other init containers' : 'make it one of the sidecars',
  });
}
