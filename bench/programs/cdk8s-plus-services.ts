/** The objects of `charthouse-services`: the same kinds, comparable content, as users of cdk8s-plus write them. */
import { ApiObject, App, Chart } from 'cdk8s';

import { service, systemOf, type Service } from './cdk8s-plus-service';
import { report } from './report';

const house = { 'app.kubernetes.io/managed-by': 'cdk8s', 'example.com/owner': 'team-a' };

report(() => {
  const app = new App();
  for (let application = 0; application < 100; application++) {
    const name = `app-${application}`;
    const labels = { ...house, 'app.kubernetes.io/part-of': name };
    const chart = new Chart(app, name, { namespace: name, labels });
    const system = systemOf(chart);
    let callee: Service | undefined;
    for (let index = 0; index < 10; index++) callee = service(chart, `service-${index}`, system, callee);
  }
  return app.node.findAll().filter((each) => ApiObject.isApiObject(each)).map((each) => each.toJson() as object);
});
