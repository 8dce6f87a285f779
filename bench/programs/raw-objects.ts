/** The objects of a file, each put into an `ApiObject` of cdk8s and rendered. */
import { readFileSync } from 'node:fs';
import { ApiObject, App, Chart, type ApiObjectProps } from 'cdk8s';

import { report } from './report';

const objects = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly ApiObjectProps[];

report(() => {
  const charts = new Map<string, Chart>();
  const app = new App();
  for (const object of objects) {
    const { name = '', namespace = '' } = object.metadata ?? {};
    const chart = charts.get(namespace) ?? new Chart(app, namespace, { namespace });
    charts.set(namespace, chart);
    new ApiObject(chart, `${object.kind}-${name}`, object);
  }
  return app.node.findAll().filter((each) => ApiObject.isApiObject(each)).map((each) => each.toJson() as object);
});
