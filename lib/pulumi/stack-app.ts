/** The root of a tree that becomes resources of a stack: a text stands for each Output until they are registered. */
import type { Output } from '@pulumi/pulumi';
import type { IResolver, ResolutionContext } from 'cdk8s';
import { CharthouseError } from '../model/error';
import { markBrand } from '../model/brand';
import { isDeferred, type Viewpoint } from '../model/value';
import { leaveViewpoints } from '../model/viewpoint-at';
import { App } from '../synth/app';
import { Outputs } from './outputs';

/** What finds Outputs in objects of other libraries: ours have none left when cdk8s comes to them. */
class OutputsResolver implements IResolver {
  static {
    markBrand(this.prototype, 'OutputsResolver');
  }

  public constructor(private readonly outputs: Outputs) {}

  public resolve(context: ResolutionContext): void {
    if (!isDeferred(context.value)) return;
    context.replaceValue(this.outputs.textFor(context.value));
  }
}

/** The App of a stack. */
export class StackApp extends App {
  /** Its Outputs, by the texts that stand for them. */
  public readonly outputs: Outputs;

  /** `versionOf` gives what changes with a Secret, by the path of its object: it is asked when that is registered. */
  public constructor(versionOf: (path: string) => Output<unknown>) {
    const outputs = new Outputs();
    super({ resolvers: [new OutputsResolver(outputs)] });
    this.outputs = outputs;
    leaveViewpoints(this, (path, namespace): Viewpoint => ({
      path,
      namespace,
      deferred: (value) => outputs.textFor(value),
      secret: (value) => outputs.textFor(value, true),
      versionOfSecret: () => {
        const secret = `${path.slice(0, path.lastIndexOf('/'))}/Secret`;
        return outputs.textForLater(secret, () => versionOf(secret));
      },
    }));
  }

  /** A stack has no files. @throws CharthouseError always */
  public override synth(): never {
    throw new CharthouseError({
      path: 'App',
      field: 'synth',
      problem: 'was called in a stack, which writes no files',
      allowed: 'a program that builds the tree, and no more',
      fix: 'leave synth() to the program that writes YAML: deploy(…) registers the resources by itself',
    });
  }
}
