/** 100 applications of 10 web services: built, and each object rendered. */
import { ApiObject } from 'cdk8s';
import { App } from 'charthouse';

import { report } from './report';
import { services } from './services';

report(() => {
  const app = new App();
  services(app, 1000);
  return app.node.findAll().filter((each) => ApiObject.isApiObject(each)).map((each) => each.toJson() as object);
});
