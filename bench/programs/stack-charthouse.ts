/** So many web services, deployed: `COUNT [FILE]`. */
import { clusterProvider, deploy } from 'charthouse/pulumi';

import { reportStack } from './report-stack';
import { services } from './services';

const [count, file] = process.argv.slice(2);

void reportStack(() => {
  const provider = clusterProvider('here', { kubeconfig: 'none' });
  deploy('shop', { provider }, (app) => { services(app, Number(count)); });
}, file);
