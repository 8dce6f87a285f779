/**
 * A stack of the real engine: an inline program of the test's own process, run by Pulumi's command line, with its state
 * in a folder. Nothing is asked of the network but the clusters.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalWorkspace, PulumiCommand, type EngineEvent, type PulumiFn, type Stack } from '@pulumi/pulumi/automation';

import { pulumiCommand } from './cli';
import { placePlugin } from './plugin';
import { withRejections } from './rejections';
import { runOf, type Run } from './run';

/** A stack to be. */
export interface StackSettings {
  /** @default 'shop' */
  readonly project?: string;
  /** @default 'test' */
  readonly name?: string;
  /** A folder of an earlier stack, whose state is taken up. @default - a new one */
  readonly folder?: string;
}

/** An operation that the engine ended with an error; what it did until then is in `run`. */
export class EngineFailure extends Error {
  public constructor(public readonly run: Run) {
    super(run.output.trim());
  }
}

type Verb = 'preview' | 'up' | 'refresh' | 'destroy';

/** What an operation may be told besides. */
interface Options {
  /** Whether the objects are read before. @default false */
  readonly refresh?: boolean;
  /** The URNs that it is about. @default - all */
  readonly target?: string[];
}

/** A stack of a test. */
export class TestStack {
  private readonly output: string[] = [];

  private constructor(public readonly folder: string, private readonly stack: Stack) {}

  /** Makes a stack, or opens that of a folder. */
  public static async open({ project = 'shop', name = 'test', folder = newFolder() }: StackSettings = {}): Promise<
    TestStack
  > {
    const command = await PulumiCommand.get({ root: folder });
    const envVars = {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${join(folder, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: 'of the tests',
      PULUMI_SKIP_UPDATE_CHECK: 'true',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
      // Colours, and a console that is drawn over and over, would tear words apart.
      NO_COLOR: 'true',
      // A test says which cluster.
      KUBECONFIG: join(folder, 'no-kubeconfig'),
    } as Record<string, string>;
    const workDir = join(folder, 'work');
    const program: PulumiFn = () => Promise.resolve();
    const settings = { pulumiCommand: command, pulumiHome: join(folder, 'home'), envVars, workDir };
    const stack = await LocalWorkspace.createOrSelectStack(
      { projectName: project, stackName: name, program }, settings);
    return new TestStack(folder, stack);
  }

  /** What an `up` would do. Throws EngineFailure. */
  public preview(program: PulumiFn, options: Options = {}): Promise<Run> {
    return this.run('preview', program, options);
  }

  /** Makes the cluster what the program says. Throws EngineFailure. */
  public up(program: PulumiFn, options: Options = {}): Promise<Run> {
    return this.run('up', program, options);
  }

  /** Makes the state what the cluster is. Throws EngineFailure. */
  public refresh(options: Options = {}): Promise<Run> {
    return this.run('refresh', () => Promise.resolve(), options);
  }

  /** Deletes everything. Throws EngineFailure. */
  public destroy(options: Options = {}): Promise<Run> {
    return this.run('destroy', () => Promise.resolve(), options);
  }

  /** What the engine did of an operation that it must refuse. Throws where it does not. */
  public async refused(verb: 'preview' | 'up', program: PulumiFn, options: Options = {}): Promise<Run> {
    try {
      await this.run(verb, program, options);
    } catch (failure) {
      if (failure instanceof EngineFailure) return failure.run;
      throw failure;
    }
    throw new Error(`${verb} was not refused`);
  }

  /** The state, with secrets as the backend keeps them. */
  public async state(): Promise<readonly StateResource[]> {
    const { deployment } = await this.stack.exportStack();
    return (deployment as { readonly resources?: readonly StateResource[] }).resources ?? [];
  }

  /** What the program gave, secrets in plain. */
  public async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const outputs = await this.stack.outputs();
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value as unknown]));
  }

  /** Sets a value of the stack's configuration. */
  public async configure(name: string, value: string, { secret = false }: { readonly secret?: boolean } = {}): Promise<
    void
  > {
    await this.stack.setConfig(name, { value, secret });
  }

  /**
   * All that is left of a stack where a secret must not be found in plain: the bytes of its state with its history and
   * backups, what every operation printed, and the engine's events but those for its makers (`debug` of a run).
   */
  public everything(): string {
    const files = readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && !file.parentPath.includes(join(this.folder, 'home', 'plugins')));
    return [...files.map((file) => readFileSync(join(file.parentPath, file.name), 'utf8')), ...this.output].join('\n');
  }

  /** Takes away the lock of an operation that was killed. */
  public async unlock(): Promise<void> {
    await this.stack.cancel();
  }

  /** Forgets the stack: nothing of it is left but what it made in the clusters. */
  public close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async run(verb: Verb, program: PulumiFn, options: Options): Promise<Run> {
    const events: EngineEvent[] = [];
    const printed: string[] = [];
    const print = (text: string): void => { printed.push(text); };
    this.stack.workspace.program = program;
    const told = { ...options, color: 'never', onOutput: print, onError: print, onEvent: (event: EngineEvent) => {
      events.push(event);
    } } as const;
    let failed = false;
    try {
      await withRejections(async () =>
        this.stack[verb](verb === 'up' || verb === 'preview' ? { ...told, program } : told));
    } catch (failure) {
      failed = true;
      // The engine's own words are printed already; what is not the engine's says so itself.
      if (events.length === 0) throw failure;
    }
    const run = runOf(events, printed.join(''));
    this.output.push(run.output, JSON.stringify(run.events));
    if (failed) throw new EngineFailure(run);
    return run;
  }
}

/** A resource in the state. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly protect?: boolean;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
}

/** A folder with the command, its home with the plugin, and room for a state. */
function newFolder(): string {
  const folder = mkdtempSync(join(process.env['CHARTHOUSE_PULUMI_FOLDER'] ?? tmpdir(), 'charthouse-stack-'));
  for (const name of ['bin', 'state', 'work']) mkdirSync(join(folder, name));
  symlinkSync(pulumiCommand(), join(folder, 'bin', 'pulumi'));
  placePlugin(join(folder, 'home'));
  return folder;
}
