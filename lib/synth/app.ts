/** The root of a tree: a cdk8s App that judges the tree first, and writes its files whole or not at all. */
import { App as Cdk8sApp, type AppProps, type Chart } from 'cdk8s';
import type { ManifestOf } from '../house/cluster-trees';
import { findingsOf } from '../house/findings';
import { houseReport } from '../house/report';
import type { HouseReport } from '../house/reported';
import { markBrand } from '../model/brand';
import type { Finding } from '../model/finding';
import { graphOf, type Graph } from '../model/graph';
import { chartsByCdk8s } from './charts-by-cdk8s';
import { FindingsError, stops } from './findings-error';
import { textOf } from './layout';
import { renderedOnce } from './manifests';
import { chartsInOrder, orderedCharts } from './ordered-charts';
import { renderFiles } from './render-files';
import { renderCharts, type RenderedChart } from './rendered-chart';
import { synthesisNotes, synthesisWay, type SynthesisWay } from './synthesis-way';
import { writeFiles } from './write-files';

/**
 * Takes the place of cdk8s' `App`, and writes the same files. Charts of several targets go to `<outdir>/<target>/`,
 * with cdk8s' layout inside. A hidden file `.charthouse` in the output folder records what was written, so that the
 * next run removes what no longer belongs; an output folder therefore belongs to one App.
 */
export class App extends Cdk8sApp {
  // cdk8s keeps the same under a private name of its own.
  private readonly recordsMetadata: boolean;
  /** After a synthesis `charts` goes by what is inferred too: cdk8s' own writes that into the tree. */
  private synthesized = false;

  public constructor(props: AppProps = {}) {
    super(props);
    this.recordsMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    // Our constructs' own validation stays silent under this App, which asks for the findings once.
    markBrand(this, 'App');
  }

  /**
   * All charts, in the order of their dependencies; after a synthesis also of those between what is in them.
   * @throws CharthouseError where charts, or what is in them, wait for each other
   */
  public override get charts(): Chart[] {
    const way = this.way(false);
    if (way.kind === 'cdk8s') return super.charts;
    return [...chartsInOrder(way.stated, this.synthesized ? 'inferred' : 'stated')];
  }

  /**
   * Everything that the checks, the house and the constructs' own validations have to say about the tree.
   * @returns errors that stop the synthesis, and warnings, notes and waived findings, which do not
   */
  public findings(): readonly Finding[] {
    return this.judged(renderedOnce(this).of).findings;
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
    writeFiles(this.outdir, renderFiles(this, this.rendered(), this.recordsMetadata));
  }

  /**
   * All manifests as one text.
   * @throws CharthouseError with all errors of the tree
   */
  public override synthYaml(): string {
    return textOf(this.rendered().flatMap(({ documents }) => documents()));
  }

  /** What is to be written. @throws CharthouseError with all errors of the tree */
  private rendered(): readonly RenderedChart[] {
    const manifests = renderedOnce(this);
    const { findings, way } = this.judged(manifests.of);
    const [first, ...others] = findings.filter(stops);
    if (first !== undefined) throw new FindingsError(first, ...others);
    if (way.kind === 'cdk8s') return chartsByCdk8s(this);
    const charts = orderedCharts(way.stated);
    this.synthesized = true;
    return renderCharts(charts, manifests);
  }

  private way(ownCharts = !hasOurCharts(this)): SynthesisWay {
    return synthesisWay(this, ownCharts);
  }

  /** What there is to say of the tree, and the way that its synthesis takes. */
  private judged(manifestOf: ManifestOf): { readonly findings: readonly Finding[]; readonly way: SynthesisWay } {
    // A construct may still change what is in it when it is validated: rendering comes after.
    const validations = this.validations();
    const found = findingsOf(this, manifestOf);
    const way = this.way();
    return { findings: [...found, ...validations, ...synthesisNotes(way)], way };
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

/** Whether nobody put `charts` of their own in the place of ours. */
function hasOurCharts(app: App): boolean {
  const ours = Object.getOwnPropertyDescriptor(App.prototype, 'charts');
  for (let owner: object | null = app; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    const found = Object.getOwnPropertyDescriptor(owner, 'charts');
    if (found !== undefined) return found.get === ours?.get;
  }
  return false;
}
