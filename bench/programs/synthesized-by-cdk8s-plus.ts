/** Services of cdk8s-plus, a chart each, synthesized by cdk8s: `COUNT FOLDER`. */
import { App, Chart } from 'cdk8s';

import { service, systemOf } from './cdk8s-plus-service';
import { reportSynthesis } from './report-synthesis';

const [count, prefix = ''] = process.argv.slice(2);

reportSynthesis(prefix, (outdir) => {
  const app = new App({ outdir });
  for (let index = 0; index < Number(count); index++) {
    const name = `service-${index}`;
    const chart = new Chart(app, name, { namespace: name, labels: { 'example.com/owner': 'team-a' } });
    service(chart, name, systemOf(chart), undefined);
  }
  app.synth();
});
