/** The root of a tree: a cdk8s App that judges the tree first, and writes its files whole or not at all. */
import { App as Cdk8sApp, type AppProps } from 'cdk8s';
import { findingsOf } from '../house/findings';
import { houseReport } from '../house/report';
import type { HouseReport } from '../house/reported';
import { markBrand } from '../model/brand';
import type { Finding } from '../model/finding';
import { graphOf, type Graph } from '../model/graph';
import { FindingsError, stops } from './findings-error';
import { renderFiles } from './render-files';
import { writeFiles } from './write-files';

/**
 * Takes the place of cdk8s' `App`, and writes the same files. Charts of several targets go to `<outdir>/<target>/`,
 * with cdk8s' layout inside. A hidden file `.charthouse` in the output folder records what was written, so that the
 * next run removes what no longer belongs; an output folder therefore belongs to one App.
 */
export class App extends Cdk8sApp {
  // cdk8s keeps the same under a private name of its own.
  private readonly recordsMetadata: boolean;

  public constructor(props: AppProps = {}) {
    super(props);
    this.recordsMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    // Our constructs' own validation stays silent under this App, which asks for the findings once.
    markBrand(this, 'App');
  }

  /**
   * Everything that the checks, the house and the constructs' own validations have to say about the tree.
   * @returns errors that stop the synthesis, and warnings, notes and waived findings, which do not
   */
  public findings(): readonly Finding[] {
    return [...findingsOf(this), ...this.validations()];
  }

  /** Who connects to whom. */
  public graph(): Graph {
    return graphOf(this);
  }

  /**
   * Who has left which lock, waived which finding, and why; `report().toMarkdown()` is a section for a pull request.
   * @throws CharthouseError where an object cannot be rendered
   */
  public report(): HouseReport {
    return houseReport(this, this.findings());
  }

  /**
   * Writes the manifests to the output folder, and prints nothing.
   * @throws CharthouseError with all errors of the tree, or with the file that cannot be written: nothing has changed
   */
  public override synth(): void {
    this.refuseErrors();
    writeFiles(this.outdir, renderFiles(this, this.recordsMetadata));
  }

  /**
   * All manifests as one text.
   * @throws CharthouseError with all errors of the tree
   */
  public override synthYaml(): string {
    this.refuseErrors();
    return super.synthYaml();
  }

  private refuseErrors(): void {
    const [first, ...others] = this.findings().filter(stops);
    if (first !== undefined) throw new FindingsError(first, ...others);
  }

  /** What constructs of others have to say, such as those of cdk8s-plus. */
  private validations(): readonly Finding[] {
    return this.node.findAll().flatMap(({ node }) => node.validate().map((message): Finding => ({
      path: node.path === '' ? 'App' : node.path,
      rule: 'construct-validation',
      severity: 'error',
      message,
      fix: 'correct the construct, whose own validation says so',
    })));
  }
}
