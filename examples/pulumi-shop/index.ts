/** The stack: a database, and the shop that uses it. What is exported here, `pulumi stack output` shows. */
import { Config } from '@pulumi/pulumi';
import { clusterProvider, deploy } from 'charthouse/pulumi';
import { CloudDatabase } from './cloud-database';
import { build } from './shop';

const config = new Config();
const provider = clusterProvider('prod', { kubeconfig: config.requireSecret('kubeconfig') });
const database = new CloudDatabase('orders', { password: config.requireSecret('databasePassword') });
const shop = deploy('shop', { provider }, (app) => build(app, database));

export const databaseEndpoint = database.endpoint;
export const url = shop.url;
export const clusterIP = shop.resource(shop.api, 'Service').spec.clusterIP;
export const publicAddress = shop.resource(shop.api, 'Ingress').status.loadBalancer.ingress[0]?.ip;
