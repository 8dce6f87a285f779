/** A chart as it is laid out: what it holds, in order, and the documents that it gives. */
import type { ApiObject } from 'cdk8s';
import { renderedDocument, type Document } from './document';
import type { Manifests } from './manifests';
import type { OrderedChart } from './ordered-charts';
import { rendersItself } from './renders-itself';

/** A chart and its documents, in the order of their dependencies. */
export interface RenderedChart extends OrderedChart {
  /** What the chart's `toJson()` gives, as a new list. */
  readonly documents: () => readonly Document[];
  /** What an object's own `toJson()` gives: a chart may say otherwise. */
  readonly documentOf: (object: ApiObject) => Document;
}

/** Renders charts. One with a `toJson` of its own is asked for its documents. */
export function renderCharts(charts: readonly OrderedChart[], { documentOf }: Manifests): readonly RenderedChart[] {
  return charts.map(({ chart, objects, waitsFor }) => {
    const own = rendersItself(chart) ? Object.values(chart.toJson()).map(renderedDocument) : undefined;
    // Of many thousand charts, none keeps a list of its documents beside that of its objects.
    return { chart, objects, waitsFor, documents: () => own ?? objects.map(documentOf), documentOf };
  });
}
