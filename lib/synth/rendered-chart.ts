/** A chart as it is laid out: what it holds, in order, and the documents that it gives. */
import { Chart } from 'cdk8s';
import type { ManifestOf } from '../house/cluster-trees';
import type { OrderedChart } from './ordered-charts';

/** A chart and its documents, in the order of their dependencies. */
export interface RenderedChart extends OrderedChart {
  /** What the chart's `toJson()` gives. */
  readonly documents: readonly unknown[];
  /** What an object's own `toJson()` gives: a chart may say otherwise. */
  readonly manifestOf: ManifestOf;
}

/** cdk8s' own, as it was when this was loaded. */
const ofCharts: unknown = Reflect.get(Chart.prototype, 'toJson');

/** Renders charts. One with a `toJson` of its own is asked for its documents. */
export function renderCharts(charts: readonly OrderedChart[], manifestOf: ManifestOf): readonly RenderedChart[] {
  return charts.map((ordered) => ({
    ...ordered,
    documents: rendersItself(ordered.chart) ? Object.values(ordered.chart.toJson()) : ordered.objects.map(manifestOf),
    manifestOf,
  }));
}

/** Whether a chart has a `toJson` that is not cdk8s'. */
export function rendersItself(chart: Chart): boolean {
  return chart.toJson !== ofCharts;
}
