/** The charts of a tree as cdk8s itself orders and renders them, for each of which it goes through the whole tree. */
import { ApiObject, Chart, DependencyGraph, type App as Cdk8sApp } from 'cdk8s';
import { renderedDocument, type Document } from './document';
import type { RenderedChart } from './rendered-chart';

/** Renders every chart. cdk8s writes what it infers from dependencies into the tree. */
export function chartsByCdk8s(app: Cdk8sApp): readonly RenderedChart[] {
  // Rendering comes before asking for the order: it is where cdk8s infers from the objects which charts wait for which.
  const documents = new Map<Chart, readonly Document[]>();
  for (const construct of app.node.findAll())
    if (Chart.isChart(construct)) documents.set(construct, Object.values(construct.toJson()).map(renderedDocument));
  return app.charts.map((chart) => ({
    chart,
    objects: objectsOf(chart),
    waitsFor: chart.node.dependencies,
    documents: () => documents.get(chart) ?? [],
    documentOf: (object) => renderedDocument(object.toJson()),
  }));
}

function objectsOf(chart: Chart): readonly ApiObject[] {
  return new DependencyGraph(chart.node).topology()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter((object) => Chart.of(object) === chart);
}
