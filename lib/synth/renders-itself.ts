/** Charts that render themselves. */
import { Chart } from 'cdk8s';

/** cdk8s' own, as it was when this was loaded. */
const ofCharts: unknown = Reflect.get(Chart.prototype, 'toJson');

/** Whether a chart has a `toJson` that is not cdk8s'. */
export function rendersItself(chart: Chart): boolean {
  return chart.toJson !== ofCharts;
}
