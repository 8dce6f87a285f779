/** Finished objects in `ApiObject`s, in a chart a service or in one: `charthouse|cdk8s charts|chart COUNT FOLDER`. */
import { ApiObject, Chart } from 'cdk8s';

import { productionObjects } from './production-objects';
import { reportSynthesis } from './report-synthesis';

async function main(): Promise<void> {
  const [way, layout, count, prefix = ''] = process.argv.slice(2);
  const { App } = await (way === 'cdk8s' ? import('cdk8s') : import('charthouse'));
  reportSynthesis(prefix, (outdir) => {
    const app = new App({ outdir });
    const only = layout === 'chart' ? new Chart(app, 'all') : undefined;
    for (let index = 0; index < Number(count); index++) {
      const name = `service-${index}`;
      const chart = only ?? new Chart(app, name);
      for (const object of productionObjects(name)) new ApiObject(chart, `${name}-${object.kind}`, object);
    }
    app.synth();
  });
}

void main();
